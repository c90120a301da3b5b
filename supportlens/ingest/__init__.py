"""From files to tickets: reads exports of any help desk and says everything in the fields of the domain."""

from supportlens.ingest.calendars import read_calendar
from supportlens.ingest.deciding import preview
from supportlens.ingest.loading import load_delimited
from supportlens.ingest.normalising import normalise
from supportlens.ingest.reading import read
from supportlens.ingest.records import OtherInputs, customers_told, other_inputs
from supportlens.ingest.tables import Table

__all__ = [
    "OtherInputs",
    "Table",
    "customers_told",
    "load_delimited",
    "normalise",
    "other_inputs",
    "preview",
    "read",
    "read_calendar",
]

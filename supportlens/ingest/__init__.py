"""From files to tickets: imports exports of any help desk."""

from supportlens.ingest.files.delimited_files import load_delimited
from supportlens.ingest.files.listing import find_files
from supportlens.ingest.files.reading import read
from supportlens.ingest.inputs.change_notes import read_calendar
from supportlens.ingest.inputs.other_inputs import (
    OtherInputs,
    customer_kind,
    other_kind,
    read_customers_file,
    read_other_inputs,
)
from supportlens.ingest.inputs.side_tables import find_customer_ids
from supportlens.ingest.inputs.taken_actions import read_actions_file
from supportlens.ingest.tables.table import Table
from supportlens.ingest.tickets.import_choices import preview
from supportlens.ingest.tickets.normalising import normalise

__all__ = [
    "OtherInputs",
    "Table",
    "customer_kind",
    "find_customer_ids",
    "find_files",
    "load_delimited",
    "normalise",
    "other_kind",
    "preview",
    "read",
    "read_actions_file",
    "read_calendar",
    "read_customers_file",
    "read_other_inputs",
]

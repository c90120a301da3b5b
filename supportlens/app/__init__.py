"""The one place where the parts are put together: what a face may ask for."""

from supportlens.app.analysing import SEED, analyse, recut
from supportlens.app.answering import answer
from supportlens.app.comparing import compare, compare_since_onset
from supportlens.app.exporting import as_json, write_report, write_tickets
from supportlens.app.selecting import select
from supportlens.app.serving import read_apart

__all__ = [
    "SEED",
    "analyse",
    "answer",
    "as_json",
    "compare",
    "compare_since_onset",
    "read_apart",
    "recut",
    "select",
    "write_report",
    "write_tickets",
]

"""Models: tickets as lists that a view reads, filtered, sorted and marked."""

from supportlens.gui.models.filter_words import bucket_name, condition_text
from supportlens.gui.models.filtering import Bucket, Part, PeopleQuery, TicketFilter, in_bucket
from supportlens.gui.models.list_columns import COLUMNS, Column
from supportlens.gui.models.ticket_reading import reading_of
from supportlens.gui.models.tickets_model import TicketsModel

__all__ = [
    "COLUMNS",
    "Bucket",
    "Column",
    "Part",
    "PeopleQuery",
    "TicketFilter",
    "TicketsModel",
    "bucket_name",
    "condition_text",
    "in_bucket",
    "reading_of",
]

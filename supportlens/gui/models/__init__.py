"""Qt models: tickets and rows as lists that are filtered, sorted and searched."""

from supportlens.gui.models.filter_texts import bucket_name, condition_text
from supportlens.gui.models.filtering import (
    Bucket,
    FilterCondition,
    PeopleQuery,
    TicketFilter,
    count_buckets,
    select_positions,
)
from supportlens.gui.models.list_columns import COLUMNS, TicketColumn
from supportlens.gui.models.ticket_reading import read_ticket
from supportlens.gui.models.tickets_model import TicketsModel

__all__ = [
    "COLUMNS",
    "Bucket",
    "FilterCondition",
    "PeopleQuery",
    "TicketColumn",
    "TicketFilter",
    "TicketsModel",
    "bucket_name",
    "condition_text",
    "count_buckets",
    "read_ticket",
    "select_positions",
]

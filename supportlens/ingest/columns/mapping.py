"""Maps columns to fields: by headers first, else by values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY, fit, is_few_repeated
from supportlens.ingest.columns.mapping_by_values import BY_VALUES, are_addresses
from supportlens.ingest.tables.headers import are_day_first, header_rules
from supportlens.ingest.tables.vendors import Vendor, recognise_vendor
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import Header
    from supportlens.ingest.values.dates import DateOrder


_ASKED = (Field.SUBJECT, Field.DESCRIPTION, Field.SATISFACTION)
"""Fields that a survey may ask for in a whole sentence."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of the fields."""

    columns: tuple[TableColumn, ...]
    fields: dict[Field, str]
    updated: str | None
    day_first: bool
    """Whether the day precedes the month in ambiguous dates, by the language of the headers."""
    reasons: dict[Field, str]
    """Why each column was chosen, in the codes of `SourceFile.reasons`."""
    vendor: Vendor | None = None
    order: DateOrder | None = None
    """The date order that a user chose; None to infer it from the values."""

    @property
    def has_text(self) -> bool:
        """Return whether some column contains the customer's text."""
        return Field.SUBJECT in self.fields or Field.DESCRIPTION in self.fields

    def column(self, name: str) -> TableColumn:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def free(self) -> tuple[TableColumn, ...]:
        """The columns without a field that are not known to be irrelevant."""
        taken = {*self.fields.values(), self.updated}
        return tuple(
            c for c in self.columns if c.name not in taken and not header_rules().is_ignored(c.header)
        )

    @property
    def custom(self) -> tuple[str, ...]:
        """The names of free columns that classify tickets.

        Columns about how a ticket was closed are left out: they do not show where it came from.
        """
        closing = header_rules().fields[Field.RESOLUTION]
        return tuple(
            column.name
            for column in self.free
            if is_few_repeated(column.profile)
            and not closing.is_whole(column.header)
            and column.name not in self.tag_columns
        )

    @property
    def address(self) -> str | None:
        """The column with the mail address of whoever another column names."""
        role = header_rules().fields[Field.REQUESTER]
        found = (c for c in self.free if role.is_whole(c.header) and are_addresses(c))
        return next((column.name for column in found), None)

    @property
    def tag_columns(self) -> tuple[str, ...]:
        """The columns of tags: an export may repeat their header for each tag of a ticket."""
        name = self.fields.get(Field.TAGS)
        return () if name is None else (name, *_repeat_tags(self.fields, self.columns))


def map_columns(columns: tuple[TableColumn, ...]) -> Mapping:
    """Assign the columns to fields.

    A vendor's rules take precedence over the general rules of headers. The best pair of field and column is
    assigned first; ties go by the order of `Field`, then of the columns. A column has one field.
    """
    known = recognise_vendor(column.header.forms for column in columns)
    vendor = known.vendor if known else None
    names = list(Field)
    pairs = ((order, at) for order in range(len(names)) for at in range(len(columns)))
    weighed = ((*_weigh_pair(names[order], columns[at], vendor), order, at) for order, at in pairs)
    offers = sorted((-weight, order, at, reason) for weight, reason, order, at in weighed if weight > 0)
    fields: dict[Field, str] = {}
    reasons: dict[Field, str] = {}
    taken: set[int] = set()
    for _, order, at, reason in offers:
        if names[order] not in fields and at not in taken:
            fields[names[order]] = columns[at].name
            reasons[names[order]] = reason
            taken.add(at)
    _read_as_text(fields, reasons, columns)
    updated = _find_updated(columns)
    used = {*fields.values(), updated, *_repeat_tags(fields, columns)}
    free = [c for c in columns if c.name not in used and not _is_unusable(c, vendor)]
    _fill_by_values(fields, columns, free)
    reasons |= {field: "values" for field in fields if field not in reasons}
    if Field.CREATED_AT not in fields and updated is not None:
        fields[Field.CREATED_AT], reasons[Field.CREATED_AT] = updated, "only_date"
    headers = (column.header for column in columns)
    day_first = known.language in reading_words().day_first if known else are_day_first(headers)
    return Mapping(columns, fields, updated, day_first, reasons, vendor)


def _read_as_text(
    fields: dict[Field, str], reasons: dict[Field, str], columns: tuple[TableColumn, ...]
) -> None:
    """Read a category as the subject where no column has a text and its header ("Issue") may mean either."""
    name = fields.get(Field.CATEGORY)
    if name is None or Field.SUBJECT in fields or Field.DESCRIPTION in fields:
        return
    column = next(one for one in columns if one.name == name)
    if header_rules().fields[Field.SUBJECT].is_whole(column.header) and fit(Field.SUBJECT, column.profile):
        fields[Field.SUBJECT], reasons[Field.SUBJECT] = name, reasons.pop(Field.CATEGORY)
        del fields[Field.CATEGORY]


def _repeat_tags(fields: dict[Field, str], columns: tuple[TableColumn, ...]) -> Iterator[str]:
    """Yield the columns that repeat the header of tags."""
    name = fields.get(Field.TAGS)
    header = next((column.header.forms[0] for column in columns if column.name == name), None)
    yield from (c.name for c in columns if c.header.forms[0] == header and c.name not in fields.values())


def _weigh_pair(field: Field, column: TableColumn, vendor: Vendor | None) -> tuple[float, str]:
    """Return the weight of a pair of field and column, and the reason for the weight."""
    weight = vendor.weight(field, column.header.forms) if vendor else 0.0
    if weight:
        return (weight if fit(field, column.profile) else 0.0), "vendor"
    role = header_rules().fields[field]
    if _is_unusable(column, vendor) and (not role.is_whole(column.header) or _is_excluded(column, vendor)):
        return 0.0, "header"
    if field not in _ASKED and not role.is_whole(column.header) and _is_question(column.header):
        return 0.0, "header"
    weight = role.weight(column.header)
    return (weight * fit(field, column.profile) if weight else 0.0), "header"


def _is_question(header: Header) -> bool:
    """Return whether a header is a sentence: survey questions mention things outside their column."""
    return len(header.forms[0].split()) > 6


def _is_excluded(column: TableColumn, vendor: Vendor | None) -> bool:
    return vendor is not None and vendor.is_excluded(column.header.forms)


def _is_unusable(column: TableColumn, vendor: Vendor | None) -> bool:
    """Return whether a column must not be assigned by a phrase or by its values."""
    return header_rules().is_ignored(column.header) or _is_excluded(column, vendor)


def _find_updated(columns: tuple[TableColumn, ...]) -> str | None:
    """Return the column with the time of a row's last change."""
    role = header_rules().updated
    offers = [
        (role.weight(column.header), column.name)
        for column in columns
        if column.profile.counted_dates >= MOSTLY
    ]
    best = max(offers, key=lambda offer: offer[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _fill_by_values(
    fields: dict[Field, str], columns: tuple[TableColumn, ...], free: list[TableColumn]
) -> None:
    """Choose columns by their values for the fields without a header."""
    for field, choose in BY_VALUES:
        if field in fields or (field is Field.DESCRIPTION and not _needs_text(fields, columns)):
            continue
        chosen = choose(free)
        if chosen is not None:
            fields[field] = chosen.name
            free.remove(chosen)


def _needs_text(fields: dict[Field, str], columns: tuple[TableColumn, ...]) -> bool:
    """Return whether there is no subject, or one too short to include the description."""
    subject = next((c for c in columns if c.name == fields.get(Field.SUBJECT)), None)
    return subject is None or subject.profile.words < 12

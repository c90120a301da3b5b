"""Gives each column of a table its meaning: by header first, by values where headers are silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.dates import Order, scan
from supportlens.ingest.evidence import fit, profile
from supportlens.ingest.headers import header_of, is_spanish, rules

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.ingest.evidence import Profile
    from supportlens.ingest.headers import Header


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in the frame, its header, and what its values look like."""

    name: str
    header: Header
    seen: Profile


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column serves which field."""

    columns: tuple[Column, ...]
    fields: dict[Field, str]
    updated: str | None
    spanish: bool

    @property
    def has_text(self) -> bool:
        """Say whether some column holds what the customer said."""
        return Field.SUBJECT in self.fields or Field.DESCRIPTION in self.fields

    def column(self, name: str) -> Column:
        """Find a column by its name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def free(self) -> tuple[Column, ...]:
        """The columns that serve no field and are not known to be beside the point."""
        taken = {*self.fields.values(), self.updated}
        return tuple(c for c in self.columns if c.name not in taken and not rules().is_ignored(c.header))


def columns_of(frame: pd.DataFrame) -> tuple[Column, ...]:
    """Look at all columns of a frame of texts."""
    return tuple(Column(name, header_of(name), profile(frame[name])) for name in frame.columns)


def map_columns(columns: tuple[Column, ...]) -> Mapping:
    """Decide what each of the columns means.

    The surest pair of field and column is taken first; ties go to the order of `Field`, then of the
    columns. A column serves one field.
    """
    names = list(Field)
    pairs = ((order, at) for order in range(len(names)) for at in range(len(columns)))
    weighed = ((_weight(names[order], columns[at]), order, at) for order, at in pairs)
    offers = sorted((-weight, order, at) for weight, order, at in weighed if weight > 0)
    fields: dict[Field, str] = {}
    taken: set[int] = set()
    for _, order, at in offers:
        if names[order] not in fields and at not in taken:
            fields[names[order]] = columns[at].name
            taken.add(at)
    updated = _updated(columns)
    _fill(fields, columns, {*fields.values(), updated})
    return Mapping(columns, fields, updated, is_spanish(column.header for column in columns))


def _weight(field: Field, column: Column) -> float:
    role = rules().fields[field]
    if not role.is_whole(column.header) and rules().is_ignored(column.header):
        return 0.0
    said = role.weight(column.header)
    return said * fit(field, column.seen) if said else 0.0


def _updated(columns: tuple[Column, ...]) -> str | None:
    """Find the column that says when a row was last changed."""
    role = rules().updated
    offers = [
        (role.weight(column.header), column.name) for column in columns if column.seen.counted_dates >= 0.5
    ]
    best = max(offers, key=lambda offer: offer[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _fill(fields: dict[Field, str], columns: tuple[Column, ...], taken: set[str | None]) -> None:
    """Let values say what headers did not: the text, the date of creation, the version, the number."""
    free = [c for c in columns if c.name not in taken and not rules().is_ignored(c.header)]
    for field, choose in _BY_VALUES:
        if field in fields or (field is Field.DESCRIPTION and not _wants_text(fields, columns)):
            continue
        chosen = choose(free)
        if chosen is not None:
            fields[field] = chosen.name
            free.remove(chosen)


def _wants_text(fields: dict[Field, str], columns: tuple[Column, ...]) -> bool:
    """Say whether the subject, if there is one, leaves the story to another column."""
    subject = next((c for c in columns if c.name == fields.get(Field.SUBJECT)), None)
    return subject is None or subject.seen.words < 12


def _prose(free: list[Column]) -> Column | None:
    prose = [c for c in free if c.seen.is_prose]
    return max(prose, key=lambda c: c.seen.length * min(c.seen.written, 1_000), default=None)


def _earliest(free: list[Column]) -> Column | None:
    """Choose the dates that lie first: a ticket is created before anything else happens to it."""
    dated = [c for c in free if c.seen.dates >= 0.8]
    # The order of day and month hardly matters to which of several columns comes first on the whole.
    return min(dated, key=_middle, default=None)


def _middle(column: Column) -> float:
    moments = scan(column.seen.sample, numbers=False).moments(Order.DAY_FIRST).dropna()
    return float(moments.astype("int64").mean())


def _versions(free: list[Column]) -> Column | None:
    # two points at least in half of them: one point makes a decimal number
    numbered = [c for c in free if c.seen.versions >= 0.8]
    found = [c for c in numbered if float(c.seen.sample.str.count(r"\.").ge(2).mean()) >= 0.5]
    return max(found, key=lambda c: c.seen.versions, default=None)


def _unique(free: list[Column]) -> Column | None:
    """Choose short codes with digits of which none repeats."""
    for column in free[:3]:
        seen = column.seen
        if seen.written < 2 or seen.distinct < seen.written or seen.words > 1 or seen.length > 24:
            continue
        if (
            seen.dates < 0.5
            and bool(seen.sample.str.contains(r"\d").all())
            and not seen.rounded
            and not seen.links
        ):
            return column
    return None


_BY_VALUES = (
    (Field.DESCRIPTION, _prose),
    (Field.CREATED_AT, _earliest),
    (Field.VERSION, _versions),
    (Field.TICKET_ID, _unique),
)
"""Fields that values alone can tell, in the order in which they choose."""

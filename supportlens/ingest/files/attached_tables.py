"""Reads the reports attached to a mail, such as the weekly export of a help desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supportlens.domain import Field, InputError
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.tables.vendors import recognise_vendor

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.ingest.formats.mail_bodies import Attachment
    from supportlens.ingest.tables.table import Table

    Read = Callable[[str, bytes], tuple[Table, ...]]

SUFFIXES = frozenset(
    (".csv .tsv .tab .txt .xlsx .xlsm .xlsb .xls .ods .json .jsonl .ndjson .zip .gz .xml .html .htm").split()
)
"""Suffixes of attachments that may hold tickets; pictures, signatures and contacts have others."""
LEAST_ROWS = 3
"""Minimum rows of a report.

Judgement: what a customer attaches rarely has the columns of a help desk; with fewer rows a form would count.
"""
LEAST_FIELDS = 4
"""Minimum columns of known fields. Judgement: a list of orders or prices has three."""
_TEXTS = frozenset((Field.SUBJECT, Field.DESCRIPTION))
_OF_A_DESK = frozenset(
    (Field.SUBJECT, Field.AGENT, Field.PRIORITY, Field.RESOLVED_AT, Field.CATEGORY, Field.TEAM)
)
"""Fields that lists of orders, prices or people do not have."""


@dataclass(slots=True)
class AttachedTables:
    """Collects the tables of the attachments of a file of mails, at most `most` of them."""

    read: Read
    most: int
    tables: list[Table] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def adopt(self, attached: Attachment) -> bool:
        """Read an attachment; return whether it holds tickets, whose tables are kept then."""
        if attached.suffix not in SUFFIXES or len(self._names) >= self.most:
            return False
        content = attached.load()
        if not content:
            return False
        try:
            tables = self.read(self._make_name(attached.name), content)
        except InputError:
            return False
        if not any(map(holds_report, tables)):
            return False
        self.tables += tables
        return True

    def _make_name(self, name: str) -> str:
        """Return a name that no other attachment of the file has."""
        unique, count = name, 1
        while unique in self._names:
            count += 1
            unique = f"{count}/{name}"
        self._names.add(unique)
        return unique


def holds_report(table: Table) -> bool:
    """Return whether a table is a report of a help desk and not what a customer would attach."""
    if table.fault is not None or table.aside or len(table) < LEAST_ROWS:
        return False
    headers = [parse_header(str(name)) for name in table.frame.columns]
    if recognise_vendor(header.forms for header in headers):
        return True
    roles = header_rules().fields
    known = {name for name, role in roles.items() if any(map(role.is_whole, headers))}
    return bool(known & _TEXTS and known & _OF_A_DESK) and len(known) >= LEAST_FIELDS

"""Keeps the files of a project as they were read, each once, and the texts of its tickets for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.projects.without_texts.leaving_out import strip_files
from supportlens.domain import Derived, Field, InputRole, ReadFiles

if TYPE_CHECKING:
    from supportlens.domain import Table, Tickets
    from supportlens.store import ProjectStore

DECISIONS = "decisions"
"""The part with what was decided about the import of the files."""


def save_files(kept: ProjectStore, read: ReadFiles, *, anew: bool = False) -> None:
    """Make the files of a project those of `read`; one that it has is written again only if all are, `anew`.

    So their day of arrival stays.
    """
    rows = {(row.role, row.path, row.sha256): row for row in kept.list_files()}
    wanted: dict[tuple[str, str, str], list[Table]] = {}
    for role, tables in ((InputRole.LOG, read.logs), (InputRole.CUSTOMERS, read.customers)):
        for table in tables:
            key = (role.value, table.origin.path, table.origin.sha256)
            wanted.setdefault(key, []).append(table)
    for key, row in rows.items():
        if key not in wanted:
            kept.remove_file(row)
    for (role_name, path, sha256), tables_of in wanted.items():
        held = rows.get((role_name, path, sha256))
        if held is None:
            count = sum(len(table.rows) for table in tables_of)
            kept.add_file(path, role_name, sha256, count, tuple(tables_of))
        elif anew:
            kept.write_part(held.part, tuple(tables_of))
    kept.write_part(DECISIONS, read.decisions)


def load_files(kept: ProjectStore) -> ReadFiles:
    """Return the files of a project as they were read."""
    by_role: dict[str, list[Table]] = {role.value: [] for role in InputRole}
    for row in kept.list_files():
        by_role[row.role] += kept.read_part(row.part)
    known = DECISIONS in kept.part_names(DECISIONS)
    return ReadFiles(
        tuple(by_role[InputRole.LOG]),
        tuple(by_role[InputRole.CUSTOMERS]),
        kept.read_part(DECISIONS) if known else {},
    )


def save_tickets(kept: ProjectStore, tickets: Tickets, before: Tickets | None, *, anew: bool) -> None:
    """Write the files as they were read; and ids and texts with the index of their words, if they differ.

    `before` are the tickets in the file. If all is written `anew`, and `tickets` has no files, their rows go.
    """
    read = tickets.read or (strip_files(load_files(kept)) if anew else tickets.read)
    if read:
        save_files(kept, read, anew=anew)
    columns = [Field.TICKET_ID.value, Derived.TEXT]
    ids, texts = (tickets.frame[name] for name in columns)
    if before is None or not before.frame[columns].equals(tickets.frame[columns]):
        kept.write_tickets(zip(ids.map(str).tolist(), map(_as_written, texts.tolist()), strict=True))


def _as_written(text: object) -> str:
    """Return a text that SQLite can hold: without half characters."""
    return str(text).encode("utf-8", "replace").decode("utf-8")

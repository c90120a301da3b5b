"""Keeps the files of a project as they were read, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import InputRole, ReadFiles

if TYPE_CHECKING:
    from supportlens.domain import Table
    from supportlens.store import ProjectStore

DECISIONS = "decisions"
"""The part with what was decided about the import of the files."""


def save_files(kept: ProjectStore, read: ReadFiles) -> None:
    """Make the files of a project those of `read`; one that it has already is not written again."""
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
        if (role_name, path, sha256) not in rows:
            count = sum(len(table) for table in tables_of)
            kept.add_file(path, role_name, sha256, count, tuple(tables_of))
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

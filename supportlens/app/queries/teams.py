"""The team that has to know the standing moments: an imported list, else the agents of the log."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from supportlens.domain import Field, TeamMember, fold

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

MOST_LETTERS = 80
"""Characters of a name; a longer line is a sentence, not a person. Judgement."""


def find_team(study: Study) -> tuple[TeamMember, ...]:
    """Return the people who have to know the moments: those of the imported list, else the log's agents."""
    if study.desk_moments.team:
        return study.desk_moments.team
    if not study.tickets.has(Field.AGENT):
        return ()
    names = study.tickets.values(Field.AGENT.value)
    return tuple(TeamMember(str(name)) for name in sorted(set(names), key=fold) if name)


def knows_person(study: Study, name: str) -> bool:
    """Return whether somebody of this name answers in the log or is of the team."""
    return fold(name.strip()) in {fold(member.name) for member in find_team(study)}


def read_team(path: Path) -> tuple[tuple[TeamMember, ...], tuple[str, ...]]:
    """Return the people of a list, a name per line and perhaps a role after it, and the lines that are none.

    Doubtful are names without letters, those that are too long, and those that stand there twice. Raises
    OSError.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    found: dict[str, TeamMember] = {}
    doubtful = []
    for row in csv.reader(io.StringIO(text.replace(";", ",").replace("\t", ","))):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        name, role = cells[0], cells[1] if len(cells) > 1 else ""
        if not any(letter.isalpha() for letter in name) or len(name) > MOST_LETTERS or fold(name) in found:
            doubtful.append(", ".join(filter(None, cells)))
            continue
        if fold(name) in _HEADERS and not found:
            continue
        found[fold(name)] = TeamMember(name, role)
    return tuple(found.values()), tuple(doubtful)


_HEADERS = frozenset({"name", "nombre", "agent", "agente", "person", "persona"})

"""Finds the names of people whom a message addresses, and of who introduces himself in it."""

from __future__ import annotations

import re

_NAME = (
    r"(?:(?i:sr|sra|srta|lic|ing|dr|dra|c\.?p|don|do[nñ]a|mr|mrs|ms|miss)\.?\s+)?"
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?:\s+(?:(?:de|del|la|van|von)\s+)?[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){0,3}"
)
_ADDRESSED = re.compile(
    r"^\W{0,3}(?i:hola|estimad[oa]s?|apreciad[oa]s?|querid[oa]s?|buen[oa]s?(?: d[ií]as?| tardes| noches)?"
    r"|dear|hi|hello|hey"
    rf"|good (?:morning|afternoon|evening))[\s,]+({_NAME})(?=\s?[,:!.;-]|\s*$)"
)
_INTRODUCED = re.compile(
    rf"\b(?:(?i:mi nombre es|me llamo|my name is)\s+{_NAME}"
    r"|(?i:soy|les escribe|le escribe|les saluda|this is|i am"
    r"|i'm)\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?:\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){1,3}"
    r"(?=\s?[,.]|\s+(?:de|del|desde|from|with|at|y|and)\b))"
)
_OPENING = 3
"""Lines in which somebody is addressed or says who it is."""


def strip_names(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines without the names in "Hola Juan," and "my name is Mary Jones", and these names."""
    kept: list[str] = []
    names: list[str] = []
    for line in lines[:_OPENING]:
        found = _ADDRESSED.match(line)
        if found and len(found[0]) < len(line):
            names.append(found[1])
            line = line[: found.start(1)] + line[found.end(1) :]  # noqa: PLW2901 - a line loses one name after another
        introduced = _INTRODUCED.search(line)
        if introduced:
            names.append(introduced[0])
            line = line[: introduced.start()] + line[introduced.end() :]  # noqa: PLW2901 - as above
        kept.append(line)
    return [*kept, *lines[_OPENING:]], names

"""Writes the agenda of customers as an iCalendar file (RFC 5545), to be opened by any calendar."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.app.output.exporting import study_to_show
from supportlens.i18n.follow_up.agenda import agenda_kind_name, agenda_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supportlens.domain import AgendaEntry, Study
    from supportlens.i18n import Words

_LINE = 75
"""Octets of a line at most (RFC 5545, section 3.1)."""


def write_agenda(study: Study, path: Path, words: Words, *, mask: bool = True) -> int:
    """Write each entry of the agenda as an all-day event and return their number; raises `OutputError`."""
    from supportlens.report.writing.files import replace_file  # noqa: PLC0415 - needed only here

    care = study_to_show(study, words.language, mask=mask).care
    entries = care.agenda if care else ()
    with replace_file(path) as file:
        file.write(agenda_text(entries, words).encode("utf-8"))
    return len(entries)


def agenda_text(entries: tuple[AgendaEntry, ...], words: Words) -> str:
    """Return the calendar as text; the same entry has the same UID, so that importing twice adds nothing."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SupportLens//Agenda//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, words)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _fold(line))


def _event(entry: AgendaEntry, words: Words) -> Iterator[str]:
    told = f"{entry.kind}|{entry.id}|{entry.customer}|{entry.due}|{entry.notice}"
    uid = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@supportlens"
    yield f"DTSTAMP:{entry.day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escape(f'{agenda_kind_name(entry.kind, words)}: {entry.customer}')}"
    yield f"DESCRIPTION:{_escape(agenda_line(entry, words))}"
    yield "END:VEVENT"


def _escape(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(plain.split("\r")).replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, never inside a letter; others are indented."""
    part, room = "", _LINE
    for letter in line:
        size = len(letter.encode("utf-8"))
        if size > room:
            yield part
            part, room = " ", _LINE - 1
        part += letter
        room -= size
    yield part

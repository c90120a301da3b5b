"""Sentences about what a workbook brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain.projects.read_back import ReadBack, ReadChange
    from supportlens.i18n.words import Words


def read_back_lines(found: ReadBack, words: Words, *, overwrite: bool) -> list[str]:
    """Return a line per change: what it was, what it is to be, and what contradicts it."""
    lines = []
    for change in found.changes:
        line = f"{change.name}, {change.title}: {_changed(change, words)}"
        if change.refused:
            line += " " + words.say("This is not a value for this column and was left out.")
        elif change.conflicts:
            line += " " + _by_now(change.current, words)
            taken = words.say("The workbook counts.") if overwrite else words.say("The project counts.")
            line += " " + taken
        lines.append(line)
    lines += [
        words.say("{name} is no longer in the project, and was left out.", name=name) for name in found.gone
    ]
    return lines or [words.say("Nothing was changed in this workbook.")]


def _changed(change: ReadChange, words: Words) -> str:
    before, now = words.quoted(change.before), words.quoted(change.now)
    if not change.before:
        return words.say("{now} was entered.", now=now)
    if not change.now:
        return words.say("{before} was removed.", before=before)
    return words.say("{before} becomes {now}.", before=before, now=now)


def _by_now(current: str, words: Words) -> str:
    if not current:
        return words.say("The project has nothing there by now.")
    return words.say("The project says {current} by now.", current=words.quoted(current))

"""Sentences about what a workbook brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain.projects.read_back import ReadBack
    from supportlens.i18n.words import Words


def read_back_lines(found: ReadBack, words: Words, *, overwrite: bool) -> list[str]:
    """Return a line per change: what it was, what it is to be, and what contradicts it."""
    lines = []
    for change in found.changes:
        line = words.say(
            "{name}, {title}: {before} becomes {now}.",
            name=change.name,
            title=change.title,
            before=_shown(change.before, words),
            now=_shown(change.now, words),
        )
        if change.refused:
            line += " " + words.say("This is not a value for this column and was left out.")
        elif change.conflicts:
            current = _shown(change.current, words)
            line += " " + words.say("The project says {current} by now.", current=current)
            taken = words.say("The workbook counts.") if overwrite else words.say("The project counts.")
            line += " " + taken
        lines.append(line)
    lines += [
        words.say("{name} is no longer in the project, and was left out.", name=name) for name in found.gone
    ]
    return lines or [words.say("Nothing was changed in this workbook.")]


def _shown(text: str, words: Words) -> str:
    return words.quoted(text) if text else words.say("nothing")

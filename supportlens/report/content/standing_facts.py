"""What the workbook says of a standing moment: every part of its sheet, its target, readings and life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import SheetPart
from supportlens.i18n.standing.lives import life_line, part_name, reading_line, state_name, target_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import SheetQuestion, StandingMoment
    from supportlens.i18n import Words

QUESTIONS_SHOWN = 6
"""Questions with their answers. Judgement: a page; the program has all."""


def standing_notice(moment: StandingMoment, words: Words) -> str:
    """Return the state of a moment with its owner and its review."""
    facts = [state_name(moment.state, words), moment.owner]
    if moment.review is not None:
        facts.append(words.say("Review date: {day}", day=words.day(moment.review, "long")))
    return " \N{MIDDLE DOT} ".join(filter(None, facts))


def standing_parts(moment: StandingMoment, words: Words) -> Iterator[tuple[str, str]]:
    """Return each part of a sheet that says something, with its heading."""
    for part in SheetPart:
        text = words.bare(moment.text(part))
        if part is not SheetPart.NAME and text:
            yield part_name(part, words), text
        if part is SheetPart.FIRST_CONTACT and moment.questions:
            lines = (_question_line(one, words) for one in moment.questions[:QUESTIONS_SHOWN])
            yield words.say("What they ask, and what worked"), "\n".join(lines)
    if moment.target is not None:
        yield words.say("Target"), target_line(moment, words)
    if moment.readings:
        readings = (reading_line(one, words) for one in reversed(moment.readings))
        yield words.say("Readings"), "\n".join(readings)
    if moment.life:
        yield words.say("Changes of state"), "\n".join(life_line(step, words) for step in moment.life)


def _question_line(one: SheetQuestion, words: Words) -> str:
    """Return a question with the answer that worked and its tickets."""
    if not one.answer:
        return f"{words.quoted(one.question)} {words.say('No ticket says how: ask whoever knows.')}"
    ids = f" ({', '.join(one.ticket_ids)})" if one.ticket_ids else ""
    return f"{words.quoted(one.question)} {one.answer}{ids}"

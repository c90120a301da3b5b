"""The one-page card of a standing moment for each role, and the three questions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import QUESTIONS_ASKED, Handout, MaterialKind, SheetPart
from supportlens.domain.standing.cards import CardQuestion, CardRole
from supportlens.i18n.plan.writing import bullets, heading, numbers, paragraphs, small, table
from supportlens.i18n.standing.lives import part_name, reading_line, target_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import HandoutBlock, Moment, StandingMoment
    from supportlens.i18n.words import Words

QUESTIONS_SHOWN = 4
"""Questions of the customers on a card. Judgement: a card is one page."""


def role_name(role: CardRole, words: Words) -> str:
    """Return the name of a role, as the lines of a sheet begin with it."""
    return {
        CardRole.AGENT: words.say("Agent"),
        CardRole.LEAD: words.say("Support lead"),
        CardRole.OWNER: words.say("Owner"),
    }[role]


def card_name(role: CardRole, words: Words) -> str:
    """Return what the card of a role is called."""
    return {
        CardRole.AGENT: words.say("Card for the agents"),
        CardRole.LEAD: words.say("Card for the support lead"),
        CardRole.OWNER: words.say("Card for the owner"),
    }[role]


def write_card(moment: StandingMoment, role: CardRole, words: Words) -> Handout:
    """Return the card of a role: what it does, in its own lines, and what it must know besides."""
    name = card_name(role, words)
    title = f"{words.bare(moment.name)} \N{MIDDLE DOT} {role_name(role, words)}"
    return Handout(MaterialKind.AGENT_CARD, name, title, tuple(_blocks(moment, role, words)))


def _blocks(moment: StandingMoment, role: CardRole, words: Words) -> Iterator[HandoutBlock]:
    yield heading(part_name(SheetPart.TRIGGER, words))
    yield paragraphs(words.bare(moment.text(SheetPart.TRIGGER)))
    own, others = _share_lines(moment, role, words)
    yield heading(words.say("What you do"))
    yield numbers(own or others)
    if role is CardRole.AGENT:
        yield from _spoken(moment, words)
    else:
        yield from _measured(moment, words)
    if own and others:
        yield heading(words.say("What the others do"))
        yield bullets(others)
    foot = [words.say("Owner: {name}", name=moment.owner)] if moment.owner else []
    if moment.review is not None:
        foot.append(words.say("Review date: {day}", day=words.day(moment.review, "long")))
    yield small(" \N{MIDDLE DOT} ".join(foot))


def _spoken(moment: StandingMoment, words: Words) -> Iterator[HandoutBlock]:
    """Write what to say and to avoid, and the customers' questions with the answers that worked."""
    for part in (SheetPart.SAY, SheetPart.AVOID):
        if text := words.bare(moment.text(part)):
            yield heading(part_name(part, words))
            yield paragraphs(text)
    answered = [one for one in moment.questions if one.answer][:QUESTIONS_SHOWN]
    if answered:
        rows = [(one.question, one.answer, ", ".join(one.ticket_ids[:3])) for one in answered]
        yield table((words.say("If they ask"), words.say("Say"), words.say("From tickets")), rows)


def _measured(moment: StandingMoment, words: Words) -> Iterator[HandoutBlock]:
    """Write how it is prevented and measured."""
    for part in (SheetPart.PREVENTION, SheetPart.INDICATOR, SheetPart.PLACES):
        if text := words.bare(moment.text(part)):
            yield heading(part_name(part, words))
            yield paragraphs(*text.splitlines())
    lines = [target_line(moment, words), reading_line(moment.reading, words) if moment.reading else ""]
    yield heading(words.say("Target"))
    yield paragraphs(*lines)


def _share_lines(moment: StandingMoment, role: CardRole, words: Words) -> tuple[list[str], list[str]]:
    """Return the lines of what to do that begin with a role, and all others."""
    parts = (SheetPart.FIRST_CONTACT, SheetPart.AFTERWARDS)
    lines = [
        line.strip() for part in parts for line in words.bare(moment.text(part)).splitlines() if line.strip()
    ]
    start = role_name(role, words).casefold()
    own = [line for line in lines if line.casefold().startswith(start)]
    return own, [line for line in lines if line not in own]


def write_questions(
    moment: StandingMoment, catalogue: Sequence[Moment], words: Words
) -> tuple[CardQuestion, ...]:
    """Return three questions about a card, each with the answer of its sheet and two of other moments."""
    others = [one for one in catalogue if one.id != moment.moment_id]
    first = words.bare(moment.text(SheetPart.FIRST_CONTACT)).splitlines()
    asked = (
        (
            words.say("What is done first?"),
            first[0] if first else "",
            [words.read(one.steps[0]) for one in others if one.steps],
        ),
        (
            words.say("What is said?"),
            words.bare(moment.text(SheetPart.SAY)),
            [words.read(one.say) for one in others],
        ),
        (
            words.say("How is it prevented?"),
            words.bare(moment.text(SheetPart.PREVENTION)),
            [words.read(one.prevention) for one in others],
        ),
    )
    return tuple(
        _question(number, question, right, wrong)
        for number, (question, right, wrong) in enumerate(asked[:QUESTIONS_ASKED], start=1)
        if right
    )


def _question(number: int, question: str, right: str, wrong: Sequence[str]) -> CardQuestion:
    """Return a question whose right answer stands in another place each time."""
    beside = [text for text in wrong if text != right][number - 1 : number + 1]
    place = (number * 2) % (len(beside) + 1)
    return CardQuestion(question, (*beside[:place], right, *beside[place:]), place)

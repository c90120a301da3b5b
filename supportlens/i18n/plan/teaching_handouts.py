"""The documents of a training: guide, announcement, check, script and card for the agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import TeachingFormat
from supportlens.i18n.amounts import minutes_phrase
from supportlens.i18n.plan.formats import format_name
from supportlens.i18n.plan.reasons import objective_line, topic_line
from supportlens.i18n.plan.writing import (
    about,
    asked,
    bullets,
    cited,
    heading,
    numbers,
    paragraphs,
    small,
    table,
    told,
    told_to_reader,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import HandoutBlock, Study, Topic, TrainingAction
    from supportlens.i18n.words import Words

LED = frozenset({TeachingFormat.CALL, TeachingFormat.SESSION})
"""Formats that somebody leads; the others are read."""
MAX_QUESTIONS = 3
"""Questions of the check. Judgement: a minute; more is an examination."""
OPENING, CLOSING = 2, 3
"""Minutes of a script before its first topic and for the check at its end."""
ANNOUNCED = 4
"""Topics named in an announcement. Judgement: a mail is read on a telephone."""


def write_guide(action: TrainingAction, study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the one-page guide: what people ask, the way, and the tickets it comes from."""
    if not action.syllabus:
        return
    subject = about(action, study, words)
    opening = (
        words.say(
            "Since {change}, this is what people ask most about {about}, and the way to each.",
            change=words.quoted(action.change),
            about=subject,
        )
        if action.change
        else words.say("What people ask most about {about}, and the way to it.", about=subject)
    )
    yield paragraphs(opening)
    yield table(
        (words.say("What people ask"), words.say("The way"), words.say("From tickets")),
        [
            (
                words.read(topic.title),
                told_to_reader(topic, words),
                ", ".join(topic.answer_ticket_ids[:3]),
            )
            for topic in action.syllabus
        ],
    )
    yield small(words.say("If something is missing here, ask the support desk."))


def write_announcement(action: TrainingAction, study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the mail that invites people or hands out the guide."""
    subject = about(action, study, words)
    cause = study.cause(action.cause_id)
    tickets = words.say_n("{count} question", "{count} questions", cause.tickets if cause else 0)
    yield paragraphs(
        words.say("Good morning:"),
        words.say(
            "Since {change} the support desk has received {tickets} about {about}.",
            change=words.quoted(action.change),
            tickets=tickets,
            about=subject,
        )
        if action.change
        else words.say(
            "The support desk has received {tickets} about {about}.", tickets=tickets, about=subject
        ),
        words.say("What people ask most:"),
    )
    yield bullets(words.read(topic.title) for topic in action.syllabus[:ANNOUNCED])
    yield paragraphs(
        _invitation(action, words), words.say("If a question is left, write to the support desk.")
    )
    yield paragraphs(words.say("Thank you."))


def _invitation(action: TrainingAction, words: Words) -> str:
    length = minutes_phrase(max(1, action.minutes), words)
    if action.format not in LED:
        return words.say(
            "The attached page holds the answers; reading it takes {minutes}.",
            minutes=length,
        )
    name = format_name(action.format, words).lower()
    facts = {
        "format": name,
        "minutes": length,
        "teacher": action.teacher.name if action.teacher else "________",
    }
    day = words.day(action.day, "full") if action.day else "________"
    return words.say(
        "You are invited to a {format} of {minutes} on {day}, with {teacher}. The attached page holds the answers.",
        day=day,
        **facts,
    )


def _answered(action: TrainingAction) -> list[Topic]:
    return [topic for topic in action.syllabus if topic.answer and not topic.gone]


def write_check(action: TrainingAction, _study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the three-question check, with the answers to choose from and those that are right."""
    answered = _answered(action)
    if not answered:
        return
    chosen = answered[:MAX_QUESTIONS]
    options = list(dict.fromkeys(told(topic, words) for topic in answered))
    right = []
    for number, topic in enumerate(chosen, start=1):
        yield heading(f"{number}. {_question(topic, words)}")
        own = told(topic, words)
        others = [option for option in options if option != own][: MAX_QUESTIONS - 1]
        place = (number * 2) % (len(others) + 1)
        listed = [*others[:place], own, *others[place:]]
        yield bullets(f"{letter}) {option}" for letter, option in zip("abc", listed, strict=False))
        right.append(f"{number}{'abc'[place]}")
    yield small(
        words.say("Right answers: {answers}.", answers=", ".join(right)),
        ""
        if len(chosen) == MAX_QUESTIONS
        else words.say("Fewer than three questions: the tickets hold no more answers that show the way."),
    )


def _question(topic: Topic, words: Words) -> str:
    return words.say("A colleague writes: {question} What do you do?", question=cited(topic, words))


def write_script(action: TrainingAction, study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the script, minute by minute, of a call or session."""
    minutes = _script_minutes(action)
    if not action.syllabus or not minutes:
        return
    facts = {"minutes": minutes_phrase(minutes, words), "size": words.number(action.group_size)}
    yield paragraphs(
        words.say("{minutes} on a shared screen, groups of up to {size}. Afterwards, people can:", **facts)
        if action.format in LED
        else words.say(
            "If you would rather show it than send the page: {minutes} on a shared screen, groups of up to"
            " {size}. Afterwards, people can:",
            **facts,
        )
    )
    yield bullets(objective_line(topic, words) for topic in action.syllabus)
    rows = [_script_row(0, OPENING, words.say("Why we are here"), _opening(action, study, words))]
    start = OPENING
    for topic, length in zip(action.syllabus, _share_minutes(action.syllabus, minutes), strict=True):
        rows.append(_script_row(start, start + length, words.read(topic.title), _steps(topic, words)))
        start += length
    check = words.say("The three questions of the check; note what nobody could answer.")
    rows.append(_script_row(start, minutes, words.say("Check"), check))
    yield table((words.say("Minute"), words.say("Topic"), words.say("What to do")), rows)


def _steps(topic: Topic, words: Words) -> str:
    """Return what to do about a topic in a call or session."""
    question, lacking = cited(topic, words), topic_line(topic, words)
    if lacking:
        return words.say("Read out: {question} {lacking}", question=question, lacking=lacking)
    way = told(topic, words)
    return words.say(
        "Read out: {question} Show the way: {way} Let somebody do it.",
        question=question,
        way=f"{way}." if way[-1:].isalnum() else way,
    )


def _script_minutes(action: TrainingAction) -> int:
    """Return the minutes of the chosen call or session, else of a call."""
    led = {option.format: option.minutes for option in action.options}
    if action.format in LED:
        return max(action.minutes, OPENING + CLOSING + len(action.syllabus))
    return max(led.get(TeachingFormat.CALL, 0), OPENING + CLOSING + len(action.syllabus))


def _share_minutes(topics: tuple[Topic, ...], minutes: int) -> list[int]:
    """Share the minutes among topics by their own, at least one each, so that they add up."""
    room = minutes - OPENING - CLOSING
    total = sum(topic.minutes for topic in topics) or 1
    ends: list[int] = []
    done = 0.0
    for number, topic in enumerate(topics, start=1):
        done += topic.minutes
        earliest = (ends[-1] if ends else 0) + 1
        latest = room - (len(topics) - number)
        ends.append(max(earliest, min(latest, round(room * done / total))))
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _script_row(start: int, end: int, topic: str, steps: str) -> tuple[str, str, str]:
    return f"{start}\N{EN DASH}{end}", topic, steps


def _opening(action: TrainingAction, study: Study, words: Words) -> str:
    cause = study.cause(action.cause_id)
    count = words.say_n("{count} question", "{count} questions", cause.tickets if cause else 0)
    if action.change:
        return words.say(
            "{tickets} came after {change}. Today we show the way to each.",
            tickets=count,
            change=words.quoted(action.change),
        )
    return words.say("{tickets} came about this. Today we show the way to each.", tickets=count)


def write_agent_card(action: TrainingAction, _study: Study, words: Words) -> Iterator[HandoutBlock]:
    """Write the card for the agents: what to say, topic by topic."""
    if not action.syllabus:
        return
    yield table(
        (words.say("If they ask"), words.say("Say"), words.say("Tickets")),
        [(asked(topic, words), told(topic, words), words.number(topic.tickets)) for topic in action.syllabus],
    )
    yield heading(words.say("Always"))
    yield numbers(
        (
            words.say("Acknowledge it: what they knew by heart has moved.")
            if action.change
            else words.say("Acknowledge it: nobody has shown them so far."),
            words.say("Show the way on their own screen, and let them do it once."),
            words.say("Write the path in the solution, with the names that stand on the screen."),
        )
    )

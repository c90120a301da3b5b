"""Sentences about what people's statements changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.answers import answer_name
from supportlens.i18n.labels import certainty_name, kind_name

if TYPE_CHECKING:
    from supportlens.domain import Answer, Cause, Change, Study
    from supportlens.i18n.words import Words


def statement_effect_lines(cause: Cause, study: Study, words: Words) -> tuple[str, ...]:
    """Return how statements changed kind, change and verdict, and why; none without statements."""
    if cause.unanswered is None:
        return ()
    lines = [_kind_sentence(cause, cause.unanswered, words), _change_sentence(cause, cause.unanswered, words)]
    if cause is study.main_cause or cause.id == study.verdict.cause_id:
        lines += _verdict_sentences(study, words)
    return tuple(line for line in lines if line)


def chosen_kind_line(cause: Cause, words: Words) -> str:
    """Return the sentence that a person chose the kind, "" if nobody did."""
    if cause.inferred_kind is None:
        return ""
    return words.say(
        "A person chose this kind: {chosen}. The log and the answers suggest: {told}.",
        chosen=kind_name(cause.kind, words),
        told=kind_name(cause.inferred_kind, words),
    )


def answer_reason(answer: Answer, words: Words) -> str:
    """Return who answered what and when, as a reason inside a sentence."""
    quoted_answer = words.quoted(answer_name(answer.question, answer.reply, words))
    if answer.day is None:
        return words.say("{who} said {said}", who=answer.who or words.say("somebody"), said=quoted_answer)
    return words.say(
        "{who} said {said} on {day}",
        who=answer.who or words.say("somebody"),
        said=quoted_answer,
        day=words.day(answer.day, "long"),
    )


def _kind_sentence(cause: Cause, before: Cause, words: Words) -> str:
    inferred = cause.inferred_kind or cause.kind
    if not cause.answers:
        return chosen_kind_line(cause, words)
    if inferred is before.kind:
        stays = words.say("The kind stays as it was: {kind}.", kind=kind_name(inferred, words))
        return f"{stays} {chosen_kind_line(cause, words)}".strip()
    reasons = [answer_reason(answer, words) for answer in _find_decisive_answers(cause, before)]
    moved = words.say(
        "The kind changed from {before} to {after}, because {reasons}.",
        before=words.quoted(kind_name(before.kind, words)),
        after=words.quoted(kind_name(inferred, words)),
        reasons=words.listed(reasons),
    )
    return f"{moved} {chosen_kind_line(cause, words)}".strip()


def _find_decisive_answers(cause: Cause, before: Cause) -> tuple[Answer, ...]:
    """Return the answers for the current kind or against the previous one, or all answers if none is."""
    inferred = cause.inferred_kind or cause.kind
    signals = [*cause.signals_for, *cause.signals_against]
    decisive = {
        signal.answer.question
        for signal in signals
        if signal.answer is not None
        and (
            (signal.kind is inferred and signal.weight > 0)
            or (signal.kind is before.kind and signal.weight < 0)
        )
    }
    return tuple(one for one in cause.answers if one.question in decisive) or cause.answers


def _change_sentence(cause: Cause, before: Cause, words: Words) -> str:
    old = before.change.change if before.change else None
    new = cause.change.change if cause.change else None
    if new == old:
        confirmed = cause.change is not None and cause.change.confirmed
        return (
            words.say("The change was confirmed: {name}.", name=_change_label(new, words))
            if confirmed
            else ""
        )
    return words.say(
        "The coinciding change is now {after} instead of {before}.",
        before=_change_label(old, words),
        after=_change_label(new, words),
    )


def _change_label(change: Change | None, words: Words) -> str:
    if change is None:
        return words.say("none known")
    return f"{words.quoted(change.name)} ({words.day(change.day, 'long')})"


def _verdict_sentences(study: Study, words: Words) -> list[str]:
    before, now = study.unanswered_verdict, study.verdict
    if before is None:
        return []
    if before.cause_id != now.cause_id:
        cause = study.cause(before.cause_id)
        name = words.cite(cause.name) if cause else words.say("none")
        return [words.say("Before the answers, the verdict was different: {name}.", name=name)]
    if before.certainty is None or now.certainty is None or before.certainty is now.certainty:
        return []
    return [
        words.say(
            "Certainty changed from {before} to {after}.",
            before=words.quoted(certainty_name(before.certainty, words)),
            after=words.quoted(certainty_name(now.certainty, words)),
        )
    ]

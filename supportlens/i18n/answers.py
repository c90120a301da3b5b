"""Sentences about what people answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Question, Reply
from supportlens.i18n.labels import kind_name

if TYPE_CHECKING:
    from supportlens.domain import Answer, Signal, Study
    from supportlens.i18n.words import Words


def answer_name(question: Question, reply: Reply, words: Words) -> str:
    """Name the outcome of an answer, as for a button or a row."""
    if reply is Reply.UNKNOWN:
        return words.say("Not known")
    yes = reply is Reply.YES
    return {
        Question.WORKS_AS_DESIGNED: words.say("Yes, it does") if yes else words.say("No, it does not"),
        Question.WHAT_CHANGED: words.say("This changed") if yes else words.say("Nothing changed"),
        Question.WHO_WAS_TOLD: words.say("These people were told") if yes else words.say("Nobody was told"),
        Question.SINCE_WHEN: words.say("Since this day") if yes else words.say("Since always"),
        Question.WHERE_SEEN: words.say("Everywhere") if yes else words.say("Only in some places"),
        Question.WHAT_WAS_PROMISED: words.say("This was promised")
        if yes
        else words.say("Nothing was promised"),
    }[question]


def answer_line(answer: Answer, words: Words) -> str:
    """Return what was answered, by whom and on what day."""
    line = answer_name(answer.question, answer.reply, words)
    if answer.text:
        line += f": {words.quoted(answer.text)}"
    if answer.about:
        line += f" ({words.day(answer.about, 'long')})"
    source = answer_source(answer, words)
    return f"{line} \N{EM DASH} {source}" if source else line


def answer_source(answer: Answer, words: Words) -> str:
    """Return who answered and when, "" if neither is known."""
    if answer.who and answer.day:
        return words.say("{who}, on {day}", who=answer.who, day=words.day(answer.day, "long"))
    return answer.who or (words.day(answer.day, "long") if answer.day else "")


def answer_signal_line(signal: Signal, answer: Answer, study: Study, words: Words) -> str:
    """Return an answer as a reason for or against a kind, with its weight and who gave it."""
    rules = study.playbook.answers
    name = next((words.read(rule.name) for rule in rules if rule.id == signal.id), "")
    label = name[:1].upper() + name[1:] if name else answer_name(answer.question, answer.reply, words)
    weight = words.number(abs(signal.weight), 1)
    kind = words.quoted(kind_name(signal.kind, words))
    line = (
        words.say("{label}: adds {weight} to {kind}", label=label, weight=weight, kind=kind)
        if signal.weight >= 0
        else words.say("{label}: subtracts {weight} from {kind}", label=label, weight=weight, kind=kind)
    )
    source = answer_source(answer, words)
    return f"{line} \N{EM DASH} {source}" if source else line

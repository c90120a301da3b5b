"""The sentences about one cause: where it occurs, since when, after which change, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.i18n.actions import action_line, question_line
from supportlens.i18n.answers import answer_line
from supportlens.i18n.certainty import priority_line, priority_part_line
from supportlens.i18n.impact import first_contact_definition, impact_lines
from supportlens.i18n.is_is_not import aspect_name, fact_line
from supportlens.i18n.kinds import kind_doubt_line
from supportlens.i18n.labels import kind_name, shape_name
from supportlens.i18n.onsets import (
    change_line,
    change_match_line,
    ground_line,
    level_line,
    onset_line,
    rates_line,
    rise_after_line,
)
from supportlens.i18n.signals import scope_line, signal_line

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.i18n import Words

_CLAIMS, _COMBINATIONS, _RIVALS, _EXAMPLES = 4, 2, 3, 5
"""How many of each a page shows, the strongest first: judgement, so that a cause fits on a page."""

Section = tuple[str, tuple[str, ...]]
"""A heading with its sentences."""


@dataclass(frozen=True, slots=True)
class KindFacts:
    """Why a cause has its kind: the scores on one line, and the signals for and against."""

    scores: str
    for_: tuple[str, ...]
    against: tuple[str, ...]


def is_is_not_lines(
    cause: Cause, study: Study, words: Words
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return the is / is-not table as (question, what is, what is not)."""
    return tuple(
        (
            aspect_name(row.aspect, words),
            tuple(fact_line(fact, study, words) for fact in row.is_),
            tuple(fact_line(fact, study, words) for fact in row.is_not),
        )
        for row in cause.is_is_not.rows
    )


def cause_sections(cause: Cause, study: Study, words: Words) -> tuple[Section, ...]:
    """Return everything but the kind as headings with sentences; headings without sentences are left out."""
    say = words.say
    sections = (
        (say("What to do"), (action_line(cause, study, words),)),
        (say("Since when"), onset_lines(cause, words)),
        (say("After which change"), change_lines(cause, words)),
        (say("Other changes near that date"), rival_lines(cause, words)),
        (say("Where it is concentrated"), place_lines(cause, words)),
        (say("Impact"), _cost_lines(cause, words)),
        (say("Priority"), _priority_lines(cause, words)),
        (say("Answers"), _answer_lines(cause, words)),
        (say("Example tickets"), (", ".join(cause.ticket_ids_sample[:_EXAMPLES]),)),
    )
    return tuple((title, tuple(filter(None, lines))) for title, lines in sections if any(lines))


def kind_facts(cause: Cause, study: Study, words: Words) -> KindFacts:
    """Return the scores of the kinds, why an unclear kind is unclear, and every signal."""
    scores = " \N{MIDDLE DOT} ".join(
        f"{kind_name(kind, words)} {words.number(score, 1)}" for kind, score in cause.kind_scores.items()
    )
    doubt = kind_doubt_line(cause, words)
    return KindFacts(
        "\n".join(filter(None, (scores, doubt))),
        tuple(signal_line(signal, study, words) for signal in cause.signals_for),
        tuple(signal_line(signal, study, words) for signal in cause.signals_against),
    )


def onset_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    """Return since when a cause has been higher, its level and shape, and its level at other times."""
    if cause.onset is None:
        return (onset_line(cause, words),)
    onset = cause.onset
    return (
        onset_line(cause, words),
        words.say("Shape in time: {shape}.", shape=shape_name(onset.shape, words)),
        rates_line(onset, words),
        *(level_line(level, words) for level in onset.levels),
    )


def change_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    """Return the change a cause coincides with, how much the cause rose, and what points to that change."""
    if cause.onset is None:
        return ()
    if cause.change is None:
        return (change_line(cause, words),)
    match = cause.change
    grounds = (ground_line(ground, words) for ground in match.grounds)
    return (change_line(cause, words), rise_after_line(match, words), *grounds)


def rival_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    """Return the other changes that might fit."""
    return tuple(change_match_line(rival, words) for rival in cause.rivals[:_RIVALS])


def place_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    """Return where a cause occurs: the most telling combinations, then single values."""
    claims = (*cause.combinations[:_COMBINATIONS], *cause.scope[:_CLAIMS])
    return tuple(scope_line(claim, words) for claim in claims)


def _cost_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    if cause.impact is None:
        return ()
    defined = (first_contact_definition(words),) if cause.impact.first_contact else ()
    return (*impact_lines(cause.impact, words), *defined)


def _priority_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    if cause.priority is None:
        return ()
    parts = "; ".join(priority_part_line(part, words) for part in cause.priority.parts)
    return (f"{priority_line(cause.priority, words)}: {parts}",)


def _answer_lines(cause: Cause, words: Words) -> tuple[str, ...]:
    return tuple(
        f"{question_line(answer.question, cause, words)} {answer_line(answer, words)}"
        for answer in cause.answers
    )

"""Sentences about what would come of a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.verdicts import join_segments, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import PlanChange, ShareChange, Study
    from supportlens.i18n.words import Words


def share_lines(changes: Iterable[ShareChange], words: Words) -> list[str]:
    """Return for each cause its share before and after: "Atlas: 40 % → 33 % (400 → 329 tickets)"."""
    arrow = "\N{RIGHTWARDS ARROW}"
    lines = []
    for one in changes:
        name = words.cite(one.name) if one.name else words.say("A cause of its own")
        total = max(1, one.total)
        shares = f"{words.percent(one.before / total)} {arrow} {words.percent(one.after / total)}"
        tickets = words.say_n(
            "{before} {arrow} {count} ticket",
            "{before} {arrow} {count} tickets",
            one.after,
            before=words.number(one.before),
            arrow=arrow,
        )
        lines.append(f"{name}: {shares} ({tickets})")
    return lines


def verdict_line(before: Study, after: Study, words: Words) -> str:
    """Return what the verdict would be, or that it stays."""
    then = join_segments(verdict_sentence(after, words))
    if then == join_segments(verdict_sentence(before, words)):
        return words.say("The verdict stays as it is.")
    return words.say("Verdict: {sentence}", sentence=then)


def plan_line(change: PlanChange, words: Words) -> str:
    """Return what would be added to the plan and what would be gone, or that it stays."""
    if not change.added and not change.gone:
        return words.say("The plan keeps its actions.")
    parts = []
    if change.added:
        names = words.listed(map(words.cite, change.added))
        parts.append(words.say("also about {names}", names=names))
    if change.gone:
        names = words.listed(map(words.cite, change.gone))
        parts.append(words.say("no longer about {names}", names=names))
    return words.say_n(
        "Plan: {count} action, {changes}.",
        "Plan: {count} actions, {changes}.",
        change.actions,
        changes="; ".join(parts),
    )

"""Sentences about the kind of a cause: why it is unclear, and what corrections changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import CauseWords, Kind, KindDoubt, Name
from supportlens.i18n.labels import kind_name
from supportlens.i18n.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from supportlens.domain import Cause, LearntWeight
    from supportlens.i18n.words import Words


def cause_words() -> CauseWords:
    """Return the words that name causes after what their symptoms share, in all languages."""
    speakers = {code: words_for(code) for code in LANGUAGES}
    return CauseWords(
        kinds={
            kind: Name({code: words.say(kind.row.shared) for code, words in speakers.items()})
            for kind in Kind
        },
        since=Name({code: words.say("since {version}") for code, words in speakers.items()}),
        besides=Name({code: words.say("{phrase} and other matters") for code, words in speakers.items()}),
    )


def kind_doubt_line(cause: Cause, words: Words) -> str:
    """Return why the kind of a cause is unclear, "" if it is clear."""
    doubt = cause.kind_doubt
    if doubt is None:
        return ""
    if doubt is KindDoubt.NOT_ENOUGH:
        return words.say("Its tickets do not say enough to tell what kind of problem it is.")
    first, second = list(cause.kind_scores)[:2]
    return words.say(
        "Two kinds are about equally likely: {first} ({score}) and {second} ({other}).",
        first=kind_name(first, words),
        score=words.number(cause.kind_scores[first], 1),
        second=kind_name(second, words),
        other=words.number(cause.kind_scores[second], 1),
    )


def learnt_line(weight: LearntWeight, name: Name, words: Words) -> str:
    """Return how corrections have moved the weight of a signal."""
    count = weight.raised + weight.lowered
    return words.say_n(
        "“{signal}” weighs {after} instead of {before} after {count} correction.",
        "“{signal}” weighs {after} instead of {before} after {count} corrections.",
        count,
        signal=words.read(name),
        after=words.number(weight.after, 2),
        before=words.number(weight.before, 2),
    )

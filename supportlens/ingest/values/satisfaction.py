"""Parses satisfaction answers as grades from 1 to 5."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd

from supportlens.ingest.values.numbers import is_number, read_each, read_number
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

_WORDS = reading_words().grades
_TO_TEN = re.compile(rf"\b(?:nps|[01] (?:{_WORDS.scale_ends}) 10)\b")
_RECOMMENDED = re.compile(rf"\b(?:{_WORDS.recommending})")
"""A question that is asked on a scale from 0 to 10 (Reichheld 2003) unless its answers show another."""
_LABELLED = re.compile(r"(\d{1,2})\s*[-:.)=(\N{EN DASH}]\s*\D+|\D+[-:=(\N{EN DASH}]\s*(\d{1,2})\s*\)?")
_ENOUGH_TO_FIVE = 10
"""Answers from which a recommendation between 1 and 5 is on that scale. Judgement: fewer miss its ends."""
_OUT_OF = re.compile(rf"(\d+(?:[.,]\d+)?)\s*(?:/|{_WORDS.scale_links})\s*(\d+)")
_LEADING = re.compile(rf"([1-5])(?!\d)\s*(?:[-:.)]|{_WORDS.stars})", re.IGNORECASE)
_FACES = {
    **dict.fromkeys("😀😃😄😁😊😍🤩👍❤", 5.0),
    **dict.fromkeys("🙂☺", 4.0),
    **dict.fromkeys("😐😶", 3.0),
    **dict.fromkeys("🙁☹😕", 2.0),
    **dict.fromkeys("😞😟😠😡😢😭👎", 1.0),
}
_COMMENTED = re.compile(
    rf"[\s_,;-]*\(?(?:{_WORDS.comment_links})[\s_]*(?:{_WORDS.comments})\)?", re.IGNORECASE
)
"""Zendesk's suffix of the grade: "Good with comment" is good."""


def read_satisfaction(values: pd.Series, header: str = "") -> pd.Series:
    """Return n answers as 1 (bad) to 5 (good), on any original scale; NaN without an answer.

    Plain numbers are on the scale named in the folded `header` or implied by their maximum: 1, 5, 10 (from 0
    or 1) or 100. "Good" is 4 if others are "very good", else 5.
    """
    graded = read_each(values, _read_graded)
    worded = _read_words(values)
    bare = read_each(values, read_number)
    labelled = read_each(values, _read_labelled)
    if bare.fillna(labelled).max() > 5:  # "10 - Extremely likely" is not on a scale of five
        bare, graded = bare.fillna(labelled), graded.where(labelled.isna())
    written = bare.dropna()
    if len(written):
        high = 10.0 if _is_to_ten(header, written) else float(written.max())
        bare = _to_five(bare, low=float(written.min()), high=high)
    return graded.fillna(worded).fillna(bare).clip(1.0, 5.0)


def find_answered(values: pd.Series) -> pd.Series:
    """Return for n cells whether somebody was asked and answered."""
    return read_each(values, lambda text: float(fold_words(text) not in _WORDS.unasked)) > 0


def _is_to_ten(header: str, written: pd.Series) -> bool:
    if _TO_TEN.search(header):
        return True
    if not _RECOMMENDED.search(header) or written.max() > 10:
        return False
    return bool(written.max() > 5 or written.min() < 1 or len(written) < _ENOUGH_TO_FIVE)


def _read_labelled(text: str) -> float:
    """Return the number of "10 - Extremely likely" and "Muy probable (9)"."""
    found = _LABELLED.fullmatch(text.strip())
    return float(found[1] or found[2]) if found else float("nan")


def _to_five(bare: pd.Series, *, low: float, high: float) -> pd.Series:
    if high <= 1 and low >= 0 and low < high:
        return 1 + 4 * bare
    if high <= 5:
        return bare
    top, bottom = (10.0, 1.0 if low >= 1 else 0.0) if high <= 10 else (100.0, 0.0)
    return 1 + 4 * (bare - bottom) / (top - bottom)


def _read_graded(text: str) -> float:
    """Return the grade of an answer with its scale: stars, a face, "85 %", "4 of 5", "4 - Good"."""
    stripped = text.strip()
    if not stripped or is_number(stripped):
        return float("nan")
    grades = (read(stripped) for read in (_read_stars, _read_face, _read_percent, _read_share, _read_leading))
    return next((grade for grade in grades if not math.isnan(grade)), float("nan"))


def _read_stars(text: str) -> float:
    stars = text.count("★") + text.count("⭐")
    return float(stars) if stars else float("nan")


def _read_face(text: str) -> float:
    return next((_FACES[letter] for letter in text if letter in _FACES), float("nan"))


def _read_percent(text: str) -> float:
    return 1 + 4 * read_number(text[:-1]) / 100 if text.endswith("%") else float("nan")


def _read_share(text: str) -> float:
    share = _OUT_OF.fullmatch(text)
    return 5 * read_number(share[1]) / float(share[2]) if share and float(share[2]) > 0 else float("nan")


def _read_leading(text: str) -> float:
    """Return the number of "4 - Satisfied" and "3 stars" if it is on a scale of five."""
    lead = _LEADING.match(text)
    return float(lead[1]) if lead else float("nan")


def _read_words(values: pd.Series) -> pd.Series:
    """Return the grades of words; plain ones are one below the end if the column has stronger ones."""
    codes, distinct = pd.factorize(values)
    answers = [fold_words(_COMMENTED.sub("", text)) for text in distinct]
    steps = [
        _distance_to_end(answers, plain, strong)
        for plain, strong in ((_WORDS.good, _WORDS.best), (_WORDS.bad, _WORDS.worst))
    ]
    grades = np.array([*(_grade_words(words, *steps) for words in answers), np.nan], dtype=float)
    return pd.Series(grades[codes], index=values.index)


def _distance_to_end(answers: list[str], plain: frozenset[str], strong: frozenset[str]) -> float:
    """Return the distance of plain words of one side from its end."""
    stronger = (set(words.split()) for words in answers)
    return float(any(words & strong or (words & _WORDS.intensifiers and words & plain) for words in stronger))


def _grade_words(words: str, short_of_best: float, short_of_worst: float) -> float:
    if words in _WORDS.grades:
        return _WORDS.grades[words]
    found = set(words.split())
    good, bad = bool(found & (_WORDS.good | _WORDS.best)), bool(found & (_WORDS.bad | _WORDS.worst))
    if found & _WORDS.negations or good == bad:
        return float("nan")
    plain = not found & (_WORDS.best | _WORDS.worst | _WORDS.intensifiers)
    return 5.0 - plain * short_of_best if good else 1.0 + plain * short_of_worst

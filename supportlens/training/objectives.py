"""Says what a person can do after a topic, from the form of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import Objective, TitleForm, fold, uncapitalise
from supportlens.training.ways import find_path

if TYPE_CHECKING:
    from supportlens.domain import TrainingWords

_EDGES = " \N{INVERTED QUESTION MARK}?.,;:!\N{INVERTED EXCLAMATION MARK}"


class ObjectiveForms:
    """The forms of titles, in all languages."""

    def __init__(self, words: TrainingWords) -> None:
        self._finding = _join(words.finding)
        self._how = _join(words.how)
        self._doing = _join(words.doing_titles)
        self._infinitives = dict(words.infinitives)

    def make(self, title: str, answer: str, *, gone: bool) -> Objective:
        """Return the objective of a topic with a title and its answer."""
        subject = title.strip(_EDGES)
        path = "" if gone else find_path(answer)
        if gone:
            return Objective(TitleForm.GONE, uncapitalise(subject))
        for opening, form in ((self._finding, TitleForm.FIND), (self._how, TitleForm.DO)):
            rest = _cut(opening, subject)
            if rest:
                if form is TitleForm.FIND:
                    return Objective(form, rest, path)
                done = self._name_deed(rest)
                return Objective(form, done, path) if done else Objective(TitleForm.THING, subject, path)
        if self._doing and self._doing.fullmatch(fold(subject)):
            return Objective(TitleForm.DO, uncapitalise(subject), path)
        return Objective(TitleForm.THING, uncapitalise(subject), path)

    def _name_deed(self, rest: str) -> str:
        """Return what is done, with its verb as an infinitive; "" if the verb is not known."""
        verb, _, behind = rest.partition(" ")
        known = self._infinitives.get(fold(verb))
        if known:
            return f"{known} {behind}".strip()
        return rest if self._doing and self._doing.fullmatch(fold(rest)) else ""


def _join(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{one})" for one in expressions)) if expressions else None


def _cut(opening: re.Pattern[str] | None, title: str) -> str:
    """Return what stands behind an opening, as written; "" without one."""
    folded = fold(title)
    found = opening.match(folded) if opening else None
    if found is None or not folded[found.end() :].strip():
        return ""
    words = len(folded[found.end() :].split())
    return " ".join(title.split()[-words:]).strip(_EDGES)

"""Judges whether an answer shows the way: a path, a place, a step, the name of a part of a screen."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Lexicon, Playbook, Tickets, TrainingWords

SHOWS_FROM = 2.0
"""Weight from which an answer shows the way.

Two signs: a part of a screen and where it stands, or a step and its place. Judgement on invented and public
answers; smaller takes "explained the new menu" for an answer, larger asks for a path.
"""
PATH, SHORTCUT, STEPS, QUOTED, LINKED = 3.0, 2.0, 2.0, 1.5, 2.0
"""Weights of a path with arrows, a shortcut, numbered steps, a quoted name and an address of a page."""
NAMED, VAGUE = 1.0, 0.5
"""Weights of a name with a capital inside a sentence, and of a part that places nothing by itself."""
MOST_FOREIGN = 3
"""Different small words of another language from which an answer is in it. Judgement: two are a quotation."""
MOST_OF_A_SIGN = 3
"""Times that one sign counts: a list of buttons is not better than a path."""
MAX_WORDS = 60
"""Words of an answer that is shown whole; of a longer one, the sentences that show the way.

Judgement: a paragraph that can be read aloud.
"""

_RIGHT, _ANGLE = "\N{RIGHTWARDS ARROW}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
_TRIANGLE = "\N{BLACK RIGHT-POINTING TRIANGLE}"
_ARROW = rf"(?:>+|{_RIGHT}|-+>|=+>|{_ANGLE}|{_TRIANGLE})"
_OPENING = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
_STEP = rf"[\"'{_OPENING}]?\w[^>\n.;:,(){_RIGHT}]{{0,40}}?"
_PATH = re.compile(rf"{_STEP}\s*{_ARROW}\s*(?:{_STEP}\s*{_ARROW}\s*)*[^\W\d]\w*(?: [\w]+)?")
_SHORTCUT = re.compile(
    r"\b(?:ctrl|control|alt|cmd|command|shift|mayus\w*)\s?\+\s?\w+|\bF(?:[1-9]|1[0-2])\b", re.IGNORECASE
)
_STEPS = re.compile(r"(?:^|\s)1[.)]\s*\w.*(?:\s)2[.)]\s*\w", re.DOTALL)
_QUOTED = re.compile(
    '["\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}]'
    r"\s*\w[^\"\n]{0,40}?"
    '["\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]'
)
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z\u00e0-\u00ff0-9,] )[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff]{2,}\b(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class WaySigns:
    """The signs of an answer that shows the way.

    `names` are of people and applications, which show none. `foreign` are small words of languages that the
    program does not read: in some of them every noun has a capital.
    """

    def __init__(
        self, words: TrainingWords, names: Iterable[str] = (), foreign: frozenset[str] = frozenset()
    ) -> None:
        self._words = words
        self._foreign = foreign
        self._names = frozenset(word for name in names for word in _WORD.findall(fold(name)))

    def weigh(self, answer: str) -> float:
        """Return how much an answer shows of the way; `SHOWS_FROM` is enough."""
        if answer.rstrip().endswith("?"):
            return 0.0
        folded = fold(answer)
        words = frozenset(_WORD.findall(folded))
        return (
            PATH * bool(_PATH.search(_ADDRESS.sub(" ", answer)))
            + SHORTCUT * bool(_SHORTCUT.search(answer))
            + STEPS * bool(_STEPS.search(answer))
            + LINKED * bool(_ADDRESS.search(answer))
            + QUOTED * min(2, len(_QUOTED.findall(answer)))
            + min(MOST_OF_A_SIGN, len(words & self._words.things))
            + min(MOST_OF_A_SIGN, len(words & self._words.doing))
            + min(2, sum(1 for one in self._positions if one.search(folded)))
            + VAGUE * bool(words & self._words.vague_things)
            + NAMED * (len(words & self._foreign) < MOST_FOREIGN) * min(2, len(self._find_names(answer)))
        )

    def shows(self, answer: str) -> bool:
        """Return whether an answer shows the way."""
        return self.weigh(answer) >= SHOWS_FROM

    def says_gone(self, answer: str) -> bool:
        """Return whether an answer says that something no longer exists."""
        folded = fold(answer)
        return any(one.search(folded) for one in self._gone)

    def says_explained(self, answer: str) -> bool:
        """Return whether an answer says that somebody was taught."""
        folded = fold(answer)
        return any(one.search(folded) for one in self._explained)

    def instruct(self, answer: str) -> str:
        """Return what an answer tells a reader to do, without what the agent reports.

        "Showed that Export is ..." is "Export is ...", and "Showed the search box" is "Use the search box".
        """
        folded = fold(answer)
        found = next((match for one in self._reports if (match := one.match(folded))), None)
        if found is None or len(folded) != len(answer) or not folded[found.end() :].strip():
            return answer
        rest = self._complete(answer[found.end() :].strip())
        return rest[:1].upper() + rest[1:]

    def _complete(self, rest: str) -> str:
        """Return what is left of an answer as a sentence: a thing that is only named is to be used."""
        folded = fold(rest)
        for expression, meant in self._openings:
            found = expression.match(folded)
            if found is not None and len(folded) == len(rest):
                return f"{meant} {rest[found.end() :].strip()}".strip()
        return rest

    def shorten(self, answer: str) -> str:
        """Return an answer whole, or of a long one the sentences that show the way."""
        text = " ".join(answer.split())
        if len(text.split()) <= MAX_WORDS:
            return text
        telling = [one for one in _SENTENCE.split(answer) if self.weigh(one) >= 1.0]
        chosen: list[str] = []
        for sentence in telling or _SENTENCE.split(answer):
            if chosen and sum(len(one.split()) for one in (*chosen, sentence)) > MAX_WORDS:
                break
            chosen.append(" ".join(sentence.split()))
        words = " ".join(chosen).split()
        return " ".join(words[:MAX_WORDS]) + ("\N{HORIZONTAL ELLIPSIS}" if len(words) > MAX_WORDS else "")

    def _find_names(self, answer: str) -> list[str]:
        return [name for name in _NAME.findall(answer) if fold(name) not in self._names]

    @cached_property
    def _positions(self) -> list[re.Pattern[str]]:
        return [re.compile(one) for one in self._words.positions]

    @cached_property
    def _reports(self) -> list[re.Pattern[str]]:
        return [re.compile(one) for one in self._words.reports]

    @cached_property
    def _openings(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(expression), meant) for expression, meant in self._words.openings]

    @cached_property
    def _gone(self) -> list[re.Pattern[str]]:
        return [re.compile(one) for one in self._words.gone]

    @cached_property
    def _explained(self) -> list[re.Pattern[str]]:
        return [re.compile(one) for one in self._words.explained]


def find_path(answer: str) -> str:
    """Return the path with arrows in an answer, "" if it has none."""
    text = _ADDRESS.sub(" ", answer)
    arrow = re.search(_ARROW, text)
    if arrow is None:
        return ""
    steps = [step.strip(" .,;:") for step in re.split(_ARROW, _sentence_at(text, arrow.start()))]
    first = _last_name(steps[0])
    last = _first_name(steps[-1])
    middle = [step for step in steps[1:-1] if step]
    path = [step for step in (first, *middle, last) if step]
    return " > ".join(path) if len(path) > 1 and all(_is_step(step) for step in path) else ""


def _is_step(step: str) -> bool:
    """Return whether a text is the name of something on a screen, not an amount or half a sentence."""
    return len(step.split()) <= 5 and not step[:1].isdigit()


def _sentence_at(text: str, place: int) -> str:
    start = max(text.rfind(end, 0, place) for end in (". ", "\n", "; ", ": ")) + 1
    ends = [at for end in (". ", "\n", "; ", ", ") if (at := text.find(end, place)) >= 0]
    return text[start : min(ends, default=len(text))].strip(" .")


def _last_name(step: str) -> str:
    """Return the words of the first step of a path, without the sentence before it."""
    words = step.split()
    start = len(words) - 1
    while start > 0 and words[start - 1][:1].isupper() and start - 1 > 0:
        start -= 1
    return " ".join(words[start:]).strip("\"'(")


def _first_name(step: str) -> str:
    """Return the words of the last step of a path, without the sentence after it."""
    words = step.split()
    end = 1
    while end < len(words) and end < 4 and (words[end][:1].isupper() or words[end - 1].casefold() in _LINKS):
        end += 1
    if end < len(words) and len(words) <= 3 and words[0][:1].isupper():
        end = len(words)
    return " ".join(words[:end]).strip("\"')")


_LINKS = frozenset({"de", "del", "la", "el", "a", "of", "the", "to", "see", "ver"})


def read_signs(tickets: Tickets, playbook: Playbook) -> WaySigns:
    """Return the signs of a way in the answers of a log, whose own names show none."""
    return WaySigns(playbook.training_words, _list_names(tickets), _list_foreign(playbook.lexicon))


def _list_names(tickets: Tickets) -> set[str]:
    """Return the names of people, places and applications, which stand in answers and show no way."""
    fields = (Field.PRODUCT, Field.SITE, Field.ROLE, Field.AGENT, Field.REQUESTER, Field.CUSTOMER)
    return {
        str(value) for field in fields if tickets.has(field) for value in tickets.frame[field.value].unique()
    }


def _list_foreign(lexicon: Lexicon) -> frozenset[str]:
    """Return the small words of languages that the program does not read, and of none that it reads."""
    ours = {language.code for language in lexicon.languages}
    lists = lexicon.cleaning.languages
    own = {word for code, words in lists if code in ours for word in words}
    return frozenset(word for code, words in lists if code not in ours for word in words) - own

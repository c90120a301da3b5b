"""Names a symptom with a phrase of its own tickets."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Name
from supportlens.domain.folding import fold, uncapitalised
from supportlens.symptoms.choosing import covered, ranked, shares, worth
from supportlens.symptoms.clauses import Reader, Role, stem
from supportlens.symptoms.phrases import ASKED, Habits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from supportlens.domain import Lexicon
    from supportlens.symptoms.choosing import Phrase
    from supportlens.symptoms.phrases import Ticket

    Rows = npt.NDArray[np.int64]

READ = 14_000
"""Tickets of a log that are read for its names, shared among the groups."""
READ_MOST, READ_LEAST = 400, 60
"""Tickets of one group that are read."""
LANGUAGES = ("es", "en")
ENOUGH, ENOUGH_SHARE = 3, 0.03
"""Tickets of a language, and their part of a group, from which it has a name of its own there."""
ALIKE = 0.6
"""What is left of a phrase's score when a larger group has it as part of its name."""
SUBJECT_SHARE = 2.0
SUBJECT_LIFT = 4.0


@dataclass(frozen=True, slots=True)
class _Pile:
    """The tickets of one group in one language that are read for its name."""

    texts: tuple[str, ...]
    tickets: tuple[Ticket, ...]
    weights: tuple[float, ...]
    words: dict[str, float]

    @property
    def size(self) -> float:
        return sum(self.weights)


def name_groups(
    texts: Sequence[str],
    labels: Rows,
    languages: Sequence[str],
    lexicon: Lexicon,
    *,
    closeness: npt.NDArray[np.float64] | None = None,
) -> tuple[Name, ...]:
    """Name each of g groups with the phrase of its own tickets that says best what is in it.

    `texts`, `labels` (0 to g - 1; below 0: none) and `languages` (``es``, ``en``, else unknown) have
    one entry per ticket; `closeness` (0 to 1), where given, lets tickets near the middle of their
    group count more. A group has in each language the name that its tickets of that language
    give; where it has too few of them, the other language's. No two groups share a name.
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    spoken = _spoken(languages)
    reader = Reader(lexicon)
    named = {}
    for language in LANGUAGES:
        mine = np.where(spoken == language, labels, -1)
        named[language] = _named(texts, mine, count, reader, lexicon, closeness, _able(labels, mine, count))
    return tuple(_both(named, texts, labels, position, reader) for position in range(count))


def name_apart(
    texts: Sequence[str],
    members: npt.NDArray[np.bool_],
    lexicon: Lexicon,
    *,
    without: str = "",
    languages: Sequence[str] | None = None,
) -> Name:
    """Name the tickets of a mask over n texts with the phrase that sets them apart from all others.

    No word of `without` stands in the name: that place is named beside it. Without `languages`
    both names are the same.
    """
    reader = Reader(lexicon, frozenset(fold(without).split()))
    labels = np.where(members, 0, 1)
    spoken = _spoken(languages) if languages is not None else np.full(len(texts), "es")
    found: dict[str, str] = {}
    for language in LANGUAGES:
        mine = np.where(spoken == language, labels, -1)
        able = _able(np.where(members, 0, -1), np.where(members, mine, -1), 1)
        if able[0]:
            found[language] = _apart(texts, mine, reader, lexicon, alone=not without)
    known = found.get("es") or found.get("en") or _first_words(texts, np.flatnonzero(members), reader, set())
    return Name(found.get("es") or known, found.get("en") or known)


def _spoken(languages: Sequence[str]) -> npt.NDArray[np.str_]:
    """Count tickets of no known language to the language that most of the log is in."""
    given = np.asarray(languages, dtype=np.str_)
    most = max(LANGUAGES, key=lambda language: (int((given == language).sum()), language))
    return np.where(np.isin(given, LANGUAGES), given, most)


def _able(labels: Rows, mine: Rows, count: int) -> list[bool]:
    """Say for each group whether it has enough tickets in one language."""
    whole = np.bincount(labels[labels >= 0], minlength=count)
    part = np.bincount(mine[mine >= 0], minlength=count)
    enough = (part >= ENOUGH) & (part >= ENOUGH_SHARE * whole) | (2 * part > whole)
    return [bool(able) for able in enough]


def _named(
    texts: Sequence[str],
    labels: Rows,
    count: int,
    reader: Reader,
    lexicon: Lexicon,
    closeness: npt.NDArray[np.float64] | None,
    able: Sequence[bool],
) -> list[str]:
    """Name the groups in one language, "" for a group that has no phrase in it."""
    piles = [
        _pile(texts, np.flatnonzero(labels == label), reader, closeness, count) for label in range(count)
    ]
    habits = _habits(piles)
    everywhere, total = _everywhere(piles)
    hollow = _hollow(lexicon)
    taken: list[frozenset[str]] = []
    names: list[str] = []
    for pile, can in zip(piles, able, strict=True):
        value = worth(pile.words, everywhere, pile.size, total) if can and pile.tickets else {}
        best = _unlike(ranked(pile.tickets, pile.weights, value, habits, hollow), taken) if value else None
        names.append(_written(best, habits) if best else "")
        taken.append(_content(best) if best else frozenset())
    return names


def _pile(
    texts: Sequence[str], rows: Rows, reader: Reader, closeness: npt.NDArray[np.float64] | None, count: int
) -> _Pile:
    most = min(READ_MOST, max(READ_LEAST, READ // max(count, 1)))
    chosen = _sample(texts, rows, most)
    tickets = tuple(reader.clauses(str(texts[row])) for row in chosen)
    weights = tuple(0.25 + float(closeness[row]) if closeness is not None else 1.0 for row in chosen)
    words: dict[str, float] = {}
    shares(tickets, weights, words)
    return _Pile(tuple(str(texts[row]) for row in chosen), tickets, weights, words)


def _sample(texts: Sequence[str], rows: Rows, most: int) -> list[int]:
    """Choose tickets by the hash of their text: neither order nor chance decides."""
    read = {int(row): str(texts[row]) for row in rows}
    return sorted(read, key=lambda row: (_mark(read[row]), read[row]))[:most]


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def _habits(piles: Iterable[_Pile]) -> Habits:
    habits = Habits()
    for pile in piles:
        for ticket in pile.tickets:
            habits.learn(ticket)
    return habits


def _everywhere(piles: Iterable[_Pile]) -> tuple[dict[str, float], float]:
    words: dict[str, float] = {}
    total = 0.0
    for pile in piles:
        for word, weight in pile.words.items():
            words[word] = words.get(word, 0.0) + weight
        total += pile.size
    return words, total


def _hollow(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.products)


def _content(phrase: Phrase) -> frozenset[str]:
    return frozenset(phrase.key) - {ASKED}


def _unlike(phrases: Sequence[Phrase], taken: Sequence[frozenset[str]]) -> Phrase | None:
    """Choose the best phrase that no larger group has, rather one that shares no whole name with it."""

    def worth_it(phrase: Phrase) -> float:
        mine = _content(phrase)
        shared = any(other and (other < mine or mine < other) for other in taken)
        return phrase.score * (ALIKE if shared else 1.0)

    free = [phrase for phrase in phrases if _content(phrase) not in taken]
    return max(free, key=worth_it, default=None)


def _written(phrase: Phrase, habits: Habits) -> str:
    return _capitalised(" ".join(habits.written(word) for word in phrase.words))


def _capitalised(name: str) -> str:
    first = name.split(" ", 1)[0]
    return name if first != first.lower() else name[:1].upper() + name[1:]


def _both(
    named: dict[str, list[str]], texts: Sequence[str], labels: Rows, position: int, reader: Reader
) -> Name:
    es, en = named["es"][position], named["en"][position]
    if not es and not en:
        taken = {*named["es"], *named["en"]}
        es = _first_words(texts, np.flatnonzero(labels == position), reader, taken)
        named["es"][position] = named["en"][position] = es
    return Name(es or en, en or es)


def _first_words(texts: Sequence[str], rows: Rows, reader: Reader, taken: set[str]) -> str:
    """Give the first words of a ticket that begin and end with content, as nothing else names the group."""
    cuts = [_cut(str(texts[row]), reader) for row in _sample(texts, rows, READ_LEAST)]
    fresh = [cut for cut in cuts if cut and cut not in taken]
    if fresh:
        most = Counter(fresh)
        return max(most, key=lambda cut: (most[cut], len(cut.split()) > 1, cut))
    whole = [" ".join(str(texts[row]).split()) for row in _sample(texts, rows, READ_LEAST)]
    return next((_capitalised(text[:40].strip()) for text in whole if text and text not in taken), "?")


def _cut(text: str, reader: Reader) -> str:
    for clause in reader.clauses(text):
        words = list(clause.words)
        while words and words[0].role not in {Role.CONTENT, Role.NEGATION, Role.QUESTION}:
            words.pop(0)
        words = words[:6]
        while words and words[-1].role not in {Role.CONTENT, Role.NUMBER}:
            words.pop()
        if words:
            return _capitalised(" ".join(word.written for word in words))
    return ""


def _apart(texts: Sequence[str], labels: Rows, reader: Reader, lexicon: Lexicon, *, alone: bool) -> str:
    piles = [_pile(texts, np.flatnonzero(labels == label), reader, None, 2) for label in range(2)]
    habits = _habits(piles)
    everywhere, total = _everywhere(piles)
    value = worth(piles[0].words, everywhere, piles[0].size, total)
    best = _unlike(ranked(piles[0].tickets, piles[0].weights, value, habits, _hollow(lexicon)), ())
    if best is None:
        return ""
    name = _written(best, habits)
    subject = _subject(best, piles, habits) if alone else ""
    return f"{_capitalised(subject)}: {uncapitalised(name)}" if subject else name


def _subject(best: Phrase, piles: Sequence[_Pile], habits: Habits) -> str:
    """Find the one word that far more of the tickets share than the phrase, if there is one."""
    inside, outside = piles
    held = covered(best.key, inside.tickets) * inside.size
    words = [
        word
        for word, weight in inside.words.items()
        if word not in best.key
        and weight >= SUBJECT_SHARE * held
        and weight / inside.size >= SUBJECT_LIFT * outside.words.get(word, 0.0) / max(outside.size, 1.0)
    ]
    chosen = max(words, key=lambda word: (inside.words[word], word), default="")
    forms = Counter(
        word.folded
        for ticket in inside.tickets
        for clause in ticket
        for word in clause.words
        if word.stem == chosen and word.role is Role.CONTENT
    )
    return habits.written(max(forms, key=lambda form: (forms[form], form))) if forms else ""

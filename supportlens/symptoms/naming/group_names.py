"""Names symptoms with phrases of their own tickets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Name, capitalise, part_of_progress
from supportlens.symptoms.naming.foreign_symptoms import OTHER
from supportlens.symptoms.naming.name_words import WordRole, stem
from supportlens.symptoms.naming.phrase_ranking import rank_phrases, weigh_stems
from supportlens.symptoms.naming.phrases import ASKED
from supportlens.symptoms.naming.ticket_samples import (
    READ_LEAST,
    add_up_stems,
    learn_habits,
    open_ticket_source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress, Lexicon
    from supportlens.symptoms.naming.phrase_ranking import Phrase
    from supportlens.symptoms.naming.phrases import Habits, Ticket
    from supportlens.symptoms.naming.ticket_samples import TicketSource

    Rows = npt.NDArray[np.int64]

ENOUGH, ENOUGH_SHARE = 3, 0.03
"""Minimum tickets of a language, and share of a group, for a name of its own in that language.

Judgement: smaller lets a few tickets name a group in their language.
"""
PART_OF_OWN = 3
"""A language with one in this many of a group's tickets names it, if need be with a single ticket's words.

Judgement: speakers of a third of a group should read its name; smaller names more groups by one ticket.
"""
OURS = 0.4
"""Share of a group in supported languages from which tickets in other languages do not name it.

Judgement: below this the group is of another language, and a name in that language is better than none.
"""
PART = 12
"""A phrase names a group in the less frequent language if one in this many of its tickets uses it.

Judgement: a correct name from the other language is better than a chance phrase; larger allows rarer phrases.
"""
ALIKE = 0.6
"""Score factor of a phrase that is part of a larger group's name.

Judgement: 1 would give neighbours nearly equal names, 0 would force odd ones.
"""
LONGEST_TEXT = 40
"""Letters of a ticket used as a name if there is no phrase."""


def name_groups(
    texts: Sequence[str],
    labels: Rows,
    languages: Sequence[str],
    lexicon: Lexicon,
    *,
    closeness: npt.NDArray[np.float64] | None = None,
    cleaned: Sequence[str] | None = None,
    read: dict[int, Ticket] | None = None,
    progress: FractionProgress = lambda _: None,
) -> tuple[Name, ...]:
    """Name each of g groups by the phrase that describes its tickets best.

    Original `texts`, `labels` (0 to g - 1; negative: none) and `languages` (``es``, ``en``, else unknown)
    have one entry per ticket. If given, `closeness` (0 to 1) increases the weight of tickets near the
    centroid of their group, and words missing from `cleaned` (folded) are excluded from names. A group is
    named in each language by its tickets of that language; with too few of them, the name of the other
    language is used. Names are unique. `progress` receives the fraction done, and stops the work by raising.
    `read` caches the parsed tickets, by row, for another grouping.
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    codes = [language.code for language in lexicon.languages]
    assigned = assign_languages(languages, labels, codes)
    source = open_ticket_source(texts, lexicon, closeness=closeness, cleaned=cleaned, read=read)
    hollow = frozenset(stem(word) for word in lexicon.products)
    named: dict[str, list[str]] = {}
    done = 0.0
    for language in codes:
        mine = np.where(assigned == language, labels, -1)
        part = float(np.mean(assigned == language)) if len(assigned) else 0.0
        least = count_least_uses(labels, mine, count)
        named[language] = _name_in_language(
            source,
            mine,
            least,
            _find_languages_at_home(labels, mine, count),
            hollow,
            part_of_progress(progress, done, done + part),
        )
        done += part
    return _join_names(source, labels, named, languages)


def assign_languages(languages: Sequence[str], labels: Rows, codes: Sequence[str]) -> npt.NDArray[np.str_]:
    """Return the language that each ticket counts for; "other" for none.

    Tickets without a detected language count for the log's main language. So do tickets in an unsupported
    language if few of their group are in a supported one: a name in it is better than none.
    """
    given = np.asarray(languages, dtype=np.str_)
    most = max(codes, key=lambda language: (int((given == language).sum()), language))
    filled = np.where(given == "", most, given)
    ours = np.isin(filled, codes)
    count = int(labels.max()) + 2 if len(labels) else 1
    groups = np.where(labels < 0, count - 1, labels)
    whole = np.bincount(groups, minlength=count)
    foreign = np.bincount(groups[ours], minlength=count) < OURS * whole
    return np.where(ours, filled, np.where(foreign[groups], most, OTHER))


def count_least_uses(labels: Rows, mine: Rows, count: int) -> list[int]:
    """Return how many tickets of a language must use a phrase for it to name each group.

    0 if the language has too few tickets in the group; 2 or more for the less frequent language.
    """
    whole = np.bincount(labels[labels >= 0], minlength=count)
    part = np.bincount(mine[mine >= 0], minlength=count)
    lesser = np.where((part >= ENOUGH) & (part >= ENOUGH_SHARE * whole), np.maximum(2, part // PART), 0)
    return [int(least) for least in np.where(2 * part > whole, 1, lesser)]


def _find_languages_at_home(labels: Rows, mine: Rows, count: int) -> list[bool]:
    """Return for each group whether enough of it is in a language to name it in that language."""
    whole = np.bincount(labels[labels >= 0], minlength=count)
    part = np.bincount(mine[mine >= 0], minlength=count)
    return [bool(found) for found in (part >= ENOUGH) & (PART_OF_OWN * part >= whole)]


def _name_in_language(
    source: TicketSource,
    labels: Rows,
    least: Sequence[int],
    own: Sequence[bool],
    hollow: frozenset[str],
    progress: FractionProgress,
) -> list[str]:
    """Name the groups in one language, "" for a group without a phrase."""
    samples = []
    for label in range(len(least)):
        progress(0.5 * label / len(least))
        samples.append(source.draw_sample(np.flatnonzero(labels == label), len(least)))
    habits = learn_habits(samples, source.reader.words)
    words, total = add_up_stems(samples)
    taken: list[frozenset[str]] = []
    names: list[str] = []
    for sample, uses, at_home in zip(samples, least, own, strict=True):
        progress(0.5 + 0.5 * len(names) / len(least))
        value = weigh_stems(sample.words, words, sample.size, total) if uses and sample.tickets else {}
        phrases = rank_phrases(sample.tickets, sample.weights, value, habits, hollow) if value else []
        best = choose_unlike([phrase for phrase in phrases if is_used_enough(phrase, uses)], taken)
        if best is None and at_home:
            best = choose_unlike(phrases, taken)
        names.append(write_name(best, habits) if best else "")
        taken.append(_content_of(best) if best else frozenset())
    return names


def is_used_enough(phrase: Phrase, uses: int) -> bool:
    """Return whether enough tickets use a phrase; a rare phrase also needs two words or more."""
    return uses == 1 or (phrase.tickets >= uses and len(phrase.words) > 1)


def choose_unlike(phrases: Sequence[Phrase], taken: Sequence[frozenset[str]]) -> Phrase | None:
    """Choose the best phrase that no larger group has, penalising parts of a larger group's name."""

    def fresh(phrase: Phrase) -> float:
        mine = _content_of(phrase)
        shared = any(other and (other < mine or mine < other) for other in taken)
        return phrase.score * (ALIKE if shared else 1.0)

    free = [phrase for phrase in phrases if _content_of(phrase) not in taken]
    return max(free, key=fresh, default=None)


def _content_of(phrase: Phrase) -> frozenset[str]:
    return frozenset(phrase.key) - {ASKED}


def write_name(phrase: Phrase, habits: Habits) -> str:
    """Return a phrase as a name: its words in their usual spelling, capitalised."""
    first = dict(habits.words.accented_questions).get(phrase.words[0], "")
    return capitalise(
        " ".join([first or habits.spell(phrase.words[0]), *map(habits.spell, phrase.words[1:])])
    )


def _join_names(
    source: TicketSource, labels: Rows, named: dict[str, list[str]], languages: Sequence[str]
) -> tuple[Name, ...]:
    """Combine the names of g groups per language; a missing name is taken from another language."""
    told = np.asarray(languages, dtype=np.str_)
    taken = {language: {name.lower() for name in names} for language, names in named.items()}
    joined = []
    for position, given in enumerate(zip(*named.values(), strict=True)):
        rows = np.flatnonzero(labels == position)
        lent = next(filter(None, given), "") or take_first_words(source, rows, set().union(*taken.values()))
        names = {
            language: own or (lent if lent.lower() not in held else take_first_words(source, rows, held))
            for own, (language, held) in zip(given, taken.items(), strict=True)
        }
        for language, name in names.items():
            taken[language].add(name.lower())
        joined.append(Name(names, written=find_origins(told, rows, dict(zip(taken, given, strict=True)))))
    return tuple(joined)


def find_origins(languages: npt.NDArray[np.str_], rows: Rows, given: Mapping[str, str]) -> dict[str, str]:
    """Return, for each text of a name that is not of its own language, the language it is written in.

    `given` holds the name that each language of the program has of its own, `languages` those of all tickets.
    A language without a name borrows the first one. Where tickets in other languages name the group
    (see `assign_languages`), all texts are in another language; "" if no language is known.
    """
    if not np.any(languages != ""):
        return {}
    ours = np.isin(languages[rows], ["", *given])
    if len(rows) and np.mean(ours) < OURS:
        return dict.fromkeys(given, OTHER)
    lender = next((code for code, name in given.items() if name), "")
    return {code: lender for code, name in given.items() if not name}


def take_first_words(source: TicketSource, rows: Rows, taken: set[str]) -> str:
    """Return the first words of a ticket as a fallback name."""
    chosen = source.choose_rows(rows, READ_LEAST)
    cuts = Counter(_cut_clause(row, source) for row in chosen)
    fresh = [cut for cut in cuts if cut and cut.lower() not in taken]
    if fresh:
        return max(fresh, key=lambda cut: (" " in cut, cuts[cut], cut))
    whole = (" ".join(str(source.texts[row]).split())[:LONGEST_TEXT] for row in chosen)
    return next((capitalise(text) for text in whole if text and text.lower() not in taken), "?")


def _cut_clause(row: int, source: TicketSource) -> str:
    """Cut the first clause of a text to at most six words, with content words at both ends.

    Numbers that were removed from the text as identifiers are no part of it.
    """
    kept = source.find_kept_words(row)
    for clause in source.reader.read_clauses(str(source.texts[row])):
        words = [
            word
            for word in clause.words
            if kept is None or word.role is not WordRole.NUMBER or word.folded in kept
        ]
        while words and words[0].role not in {WordRole.CONTENT, WordRole.NEGATION, WordRole.QUESTION}:
            words.pop(0)
        words = words[:6]
        while words and words[-1].role not in {WordRole.CONTENT, WordRole.NUMBER}:
            words.pop()
        if words:
            return capitalise(" ".join(word.written for word in words))
    return ""

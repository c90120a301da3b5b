"""Names a subset of a log's tickets by the phrase that distinguishes it from all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Name, SharedPhrase, capitalise, fold, uncapitalise
from supportlens.symptoms.naming.group_names import (
    assign_languages,
    choose_unlike,
    count_least_uses,
    find_origins,
    is_used_enough,
    take_first_words,
    write_name,
)
from supportlens.symptoms.naming.name_words import stem
from supportlens.symptoms.naming.phrase_ranking import measure_coverage, rank_phrases, weigh_stems
from supportlens.symptoms.naming.ticket_samples import (
    add_up_stems,
    find_usual_forms,
    learn_habits,
    open_ticket_source,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Lexicon
    from supportlens.symptoms.naming.phrase_ranking import Phrase
    from supportlens.symptoms.naming.phrases import Habits, Key
    from supportlens.symptoms.naming.ticket_samples import TicketSample, TicketSource

    Rows = npt.NDArray[np.int64]

SUBJECT_SHARE = 2.0
"""Minimum tickets with a word, as a multiple of those with the phrase, to prefix the phrase with it.

Judgement: smaller prefixes every name with common words.
"""
SUBJECT_OF_MOST = 0.5, 1.5
"""Share of the tickets from which this multiple is enough, because the word is the subject of most."""
SUBJECT_LIFT = 4.0
"""Minimum lift of the word over the other tickets.

Judgement: smaller prefixes names with words of the whole log.
"""
TOPIC_LIFT = 2.0
"""The same for the word that stands for the topic of several symptoms.

Judgement: other causes may be about the same thing; smaller takes words of the whole log for the topic.
"""


def name_subset(
    texts: Sequence[str],
    members: npt.NDArray[np.bool_],
    lexicon: Lexicon,
    *,
    without: str = "",
    languages: Sequence[str] | None = None,
) -> Name:
    """Name the tickets of a mask over n texts with the phrase that distinguishes them from all others.

    Words of `without` are excluded from the name, because that place is shown next to it. In the less
    frequent language several tickets must use the phrase. Without `languages` both names are the same.
    """
    return find_shared_phrase(texts, members, members, lexicon, without=without, languages=languages).name


def find_shared_phrase(
    texts: Sequence[str],
    members: npt.NDArray[np.bool_],
    rest: npt.NDArray[np.bool_],
    lexicon: Lexicon,
    *,
    without: str = "",
    languages: Sequence[str] | None = None,
) -> SharedPhrase:
    """Name the tickets of a mask as `name_subset` does; the share is that of `rest`, some of the tickets."""
    source = open_ticket_source(texts, lexicon, barred=frozenset(fold(without).replace("-", "").split()))
    hollow = frozenset(stem(word) for word in lexicon.products)
    codes = [language.code for language in lexicon.languages]
    inside = np.where(members, 0, -1)
    given = [codes[0]] * len(texts) if languages is None else languages
    assigned = assign_languages(given, inside, codes)
    found: dict[str, _Distinction] = {}
    using, size = [0.0, 0.0], 0
    for language in codes:
        mine = assigned == language
        if uses := count_least_uses(inside, np.where(mine, inside, -1), 1)[0]:
            told = _distinguish(source, np.where(mine, inside + 1, -1), hollow, uses, alone=not without)
            found[language] = told
            there = source.draw_sample(np.flatnonzero(mine & rest), 2).tickets
            size += int((mine & rest).sum())
            for place, key in enumerate((told.key, told.subject_key)):
                if key and there:
                    using[place] += int((mine & rest).sum()) * measure_coverage(key, there)
    names = {language: told.name for language, told in found.items() if told.name}
    subjects = {language: told.subject for language, told in found.items() if told.subject}
    phrase_share, subject_share = (count / max(size, 1) for count in using)
    tongues = np.asarray([""] * len(texts) if languages is None else languages, dtype=np.str_)
    rows = np.flatnonzero(members)
    name, subject = (
        _fill_languages(each, codes, tongues, rows) if each else None for each in (names, subjects)
    )
    if name is None:
        name = Name(dict.fromkeys(codes, take_first_words(source, rows, set())))
    return SharedPhrase(name, phrase_share, subject, subject_share)


def _fill_languages(
    names: dict[str, str], codes: Sequence[str], languages: npt.NDArray[np.str_], rows: Rows
) -> Name:
    """Return a name in every language, in those without one that of another; `rows` are its tickets."""
    known = next(iter(names.values()))
    origins = find_origins(languages, rows, {code: names.get(code, "") for code in codes})
    return Name({code: names.get(code, known) for code in codes}, written=origins)


@dataclass(frozen=True, slots=True)
class _Distinction:
    """What distinguishes tickets of one language: a phrase and a word, "" without one, and their stems."""

    name: str = ""
    key: Key = ()
    subject: str = ""
    subject_key: Key = ()


def _distinguish(
    source: TicketSource, labels: Rows, hollow: frozenset[str], uses: int, *, alone: bool
) -> _Distinction:
    """Find what distinguishes the tickets labelled 1 from those labelled 0, in at least `uses` tickets."""
    outside, inside = (source.draw_sample(np.flatnonzero(labels == label), 2) for label in range(2))
    habits = learn_habits((inside, outside), source.reader.words)
    words, total = add_up_stems((inside, outside))
    value = weigh_stems(inside.words, words, inside.size, total)
    phrases = rank_phrases(inside.tickets, inside.weights, value, habits, hollow)
    best = choose_unlike([phrase for phrase in phrases if is_used_enough(phrase, uses)], ())
    if best is None:
        return _Distinction()
    name = write_name(best, habits)
    before = _find_subject(best, inside, outside, habits) if alone else ""
    word, key = _find_topic(inside, outside, habits)
    return _Distinction(
        f"{capitalise(before)}: {uncapitalise(name)}" if before else name, best.key, capitalise(word), key
    )


def _find_topic(inside: TicketSample, outside: TicketSample, habits: Habits) -> tuple[str, Key]:
    """Return the noun or name that most of the tickets share and few others, and its stem; "" without one."""
    forms, proper = find_usual_forms(inside), habits.find_proper_names()
    least = TOPIC_LIFT * inside.size / max(outside.size, 1.0)
    words = [
        word
        for word, weight in inside.words.items()
        if weight >= least * outside.words.get(word, 0.0)
        and word in forms
        and (word in proper or habits.is_noun(forms[word]))
    ]
    chosen = max(words, key=lambda word: (inside.words[word], word), default="")
    return (habits.spell(forms[chosen]), (chosen,)) if chosen else ("", ())


def _find_subject(best: Phrase, inside: TicketSample, outside: TicketSample, habits: Habits) -> str:
    """Return the one noun that far more of the tickets share than the phrase, "" if there is none."""
    held = measure_coverage(best.key, inside.tickets) * inside.size
    least = SUBJECT_LIFT * inside.size / max(outside.size, 1.0)
    most, times = SUBJECT_OF_MOST
    enough = min(SUBJECT_SHARE * held, max(most * inside.size, times * held))
    forms = find_usual_forms(inside)
    words = [
        word
        for word, weight in inside.words.items()
        if word not in best.key
        and weight >= enough
        and weight >= least * outside.words.get(word, 0.0)
        and habits.is_noun(forms.get(word, ""))
    ]
    chosen = max(words, key=lambda word: (inside.words[word], word), default="")
    return habits.spell(forms[chosen]) if chosen else ""

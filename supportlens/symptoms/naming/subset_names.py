"""Names a subset of a log's tickets by the phrase that distinguishes it from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Name, fold, uncapitalise
from supportlens.symptoms.naming.clauses import stem
from supportlens.symptoms.naming.group_names import (
    assign_languages,
    capitalise,
    choose_unlike,
    count_least_uses,
    is_used_enough,
    take_first_words,
    write_name,
)
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
    from supportlens.symptoms.naming.phrases import Habits
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
    source = open_ticket_source(texts, lexicon, barred=frozenset(fold(without).replace("-", "").split()))
    hollow = frozenset(stem(word) for word in lexicon.products)
    codes = [language.code for language in lexicon.languages]
    inside = np.where(members, 0, -1)
    given = [codes[0]] * len(texts) if languages is None else languages
    assigned = assign_languages(given, inside, codes)
    found: dict[str, str] = {}
    for language in codes:
        mine = assigned == language
        if uses := count_least_uses(inside, np.where(mine, inside, -1), 1)[0]:
            found[language] = _name_against_rest(
                source, np.where(mine, inside + 1, -1), hollow, uses, alone=not without
            )
    known = next(filter(None, found.values()), "")
    known = known or take_first_words(source, np.flatnonzero(members), set())
    return Name({language: found.get(language) or known for language in codes})


def _name_against_rest(
    source: TicketSource, labels: Rows, hollow: frozenset[str], uses: int, *, alone: bool
) -> str:
    """Name the tickets labelled 1 against those labelled 0, "" without a phrase with at least `uses`."""
    outside, inside = (source.draw_sample(np.flatnonzero(labels == label), 2) for label in range(2))
    habits = learn_habits((inside, outside), source.reader.words)
    words, total = add_up_stems((inside, outside))
    value = weigh_stems(inside.words, words, inside.size, total)
    phrases = rank_phrases(inside.tickets, inside.weights, value, habits, hollow)
    best = choose_unlike([phrase for phrase in phrases if is_used_enough(phrase, uses)], ())
    if best is None:
        return ""
    name = write_name(best, habits)
    subject = _find_subject(best, inside, outside, habits) if alone else ""
    return f"{capitalise(subject)}: {uncapitalise(name)}" if subject else name


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

"""Words are looked for in sentences, and found in the tickets whose text has them."""

import pandas as pd
import pytest

from supportlens.moments.sentences import gather_texts
from supportlens.patterns import folded_texts, text_search

TEXTS = [
    "No abre. El portal va bien.",
    "El portal no abre.",
    "Gracias.",
    "No abre. El portal va bien.",
    "Todo bien!\n\nEl portal no me abre; es la segunda vez. El portal no abre.",
]


@pytest.mark.parametrize(
    ("pattern", "tickets", "places"),
    [
        (r"portal .{0,20}abre", [1, 4], [(1, 0), (3, 2), (3, 4)]),
        (r"no .{0,40}portal", [], []),
        (r"(?<!\w)bien(?!\w)", [0, 3, 4], [(0, 1), (3, 0)]),
        (r"^gracias", [2], [(2, 0)]),
    ],
)
def test_a_pattern_matches_within_one_sentence(pattern, tickets, places):
    sentences = gather_texts(pd.Series(TEXTS))
    assert sentences.mark([pattern]).nonzero()[0].tolist() == tickets
    assert list(sentences.find([pattern])) == places


def test_an_exception_holds_for_its_sentence_alone():
    sentences = gather_texts(pd.Series(TEXTS))
    assert list(sentences.find(["abre"], ["no me"])) == [(0, 0), (1, 0), (3, 4)]


def test_no_pattern_marks_no_ticket():
    assert not gather_texts(pd.Series(TEXTS)).mark([]).any()


@pytest.mark.parametrize("folded_anew", [False, True])
def test_many_patterns_are_marked_block_by_block_as_each_alone(monkeypatch, folded_anew):
    groups = [("no .{0,20}abre", "segunda"), (), ("gracias",)]
    alone = [gather_texts(pd.Series(TEXTS)).mark(patterns).tolist() for patterns in groups]
    if folded_anew:
        monkeypatch.setattr(folded_texts, "MOST_FOLDED", 0)
    whole = gather_texts(pd.Series(TEXTS)).mark_each(groups)
    monkeypatch.setattr(text_search, "MOST_TOGETHER", 1)
    apart = gather_texts(pd.Series(TEXTS)).mark_each(groups)

    assert [mask.tolist() for mask in whole] == [mask.tolist() for mask in apart] == alone

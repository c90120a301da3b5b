"""Looking up by words finds what reading every text finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.causes.kinds.text_search import build_index, find_needed_parts
from supportlens.resources import load_playbook

TEXTS = [
    "no encuentro el menu de facturas",
    "sale error 500 al guardar",
    "error-500: no puedo entrar",
    "se cae la vpn cada hora",
    "codigo 0x80070005",
    "gracias",
    "",
    "me sale un (error) interno del servidor",
    "won't connect, kicks me out every time",
    "donde quedo el boton? antes estaba arriba",
]


def read_one_by_one(patterns: tuple[str, ...], texts: list[str]) -> list[str]:
    hits = [re.search("|".join(patterns), text) for text in texts]
    return [hit.group(0) if hit else "" for hit in hits]


@pytest.mark.parametrize(
    "pattern",
    [
        r"error (?:code )?\d+",
        r"(?<!\w)no (?:lo )?(?:encuentro|hallo)(?!\w)",
        r"0x[0-9a-f]{4,8}",
        r"\d{3}",
        r"(?:se )?cae",
        r"x*",
        r"[ck]icks? me|gracias$",
        r"ser[vb]idor",
        r"(?:en){2}",
        r"inter(?:no|na)",
    ],
)
def test_a_pattern_finds_the_same_words_as_reading_every_text(pattern):
    assert list(build_index(TEXTS).search((pattern,))) == read_one_by_one((pattern,), TEXTS)


def test_every_signal_of_the_playbook_finds_the_same():
    index = build_index(TEXTS * 3)
    for rule in load_playbook().signals:
        if rule.patterns:
            assert list(index.search(rule.patterns)) == read_one_by_one(rule.patterns, TEXTS * 3)
            assert list(index.mark_any(rule.patterns)) == [
                bool(re.search("|".join(rule.patterns), text)) for text in TEXTS * 3
            ]


def test_a_word_that_every_match_holds_is_found_and_what_may_be_left_out_is_not():
    assert find_needed_parts("errores (?:interno|fatal)") == {"errores"}
    assert find_needed_parts("(?:muy )?lento") == {"lento"}
    assert find_needed_parts("boton|menu") == {"boton", "menu"}
    assert find_needed_parts(r"boton|\w+") is None
    assert find_needed_parts(r"(?:lento)?") is None
    assert find_needed_parts(r"a.b") is None


@given(
    st.lists(st.text(alphabet="abn 5", max_size=12).map(lambda text: " ".join(text.split())), max_size=8),
    st.sampled_from(["ab", "a|bn", "(?:ab )?n5", r"b\b", "a+bn?", "(?!a)b5", "[ab]5a", "n(?:a|b)+5"]),
)
def test_whatever_the_texts_nothing_is_missed_and_nothing_is_made_up(texts, pattern):
    assert list(build_index(texts).search((pattern,))) == read_one_by_one((pattern,), texts)


def test_no_text_and_no_pattern_find_nothing():
    assert list(build_index([]).search(("a",))) == []
    assert list(build_index(["a"]).mark_any(())) == [False]

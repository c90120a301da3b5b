"""Searching with RE2 first finds what `re` finds in every text."""

import pickle
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.domain import HERE
from supportlens.patterns import (
    FoldedColumn,
    SearchedTexts,
    any_of,
    compile_any,
    folded_texts,
    text_search,
)
from supportlens.patterns.approximation import ParsedPattern
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
    assert list(SearchedTexts(TEXTS).search((pattern,))) == read_one_by_one((pattern,), TEXTS)


def test_every_signal_of_the_playbook_finds_the_same():
    index = SearchedTexts(TEXTS * 3)
    for rule in load_playbook().signals:
        if rule.patterns:
            assert list(index.search(rule.patterns)) == read_one_by_one(rule.patterns, TEXTS * 3)
            assert list(index.mark_any(rule.patterns)) == [
                bool(re.search("|".join(rule.patterns), text)) for text in TEXTS * 3
            ]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\w+ ñ", "niño ñ"),
        (r"^\w+$", "привет"),
        (r"\d", "\N{ARABIC-INDIC DIGIT THREE}"),
        (r"[^\W\d_]{3}", "één"),
        (r"[^\s]\s", "a\N{NO-BREAK SPACE}"),
        (r"\Bbc(?=d)", "abcd"),
        (r"(?<=a)b(?!c)", "abd"),
        (r"(a)b\1", "aba"),
        (r"(?i)ERROR", "error"),
        (r"(?i:ERROR)", "error"),
        (r"(?i)(?-i:E)rror", "ERROR"),
        (r"(?i)i", "\N{LATIN SMALL LETTER DOTLESS I}"),
        ("(?i)\N{LATIN SMALL LETTER LONG S}", "S"),
        (r"(?i)[a-s]", "\N{LATIN SMALL LETTER LONG S}"),
        ("(?i)\N{KELVIN SIGN}[^a]", "kb"),
        ("(?i)[\N{LATIN SMALL LETTER LONG S}]", "s"),
        (r"a{2,2000}", "aa"),
        (r"(?>ab|a)b", "abb"),
        (r"a.b", "a\nb a-b"),
        (r"[\w.]+@", "año.@"),
        (r"[^a]b", "\N{GRINNING FACE}b"),
        (r"x|", "abc"),
        (r"(?:(?:a{1,900}){1,900}b){1,900}", "aab"),
        (r"\ud800", "a\ud800"),
    ],
)
def test_what_re2_does_not_know_is_found_all_the_same(pattern, text):
    assert re.search(pattern, text), "the example matches"
    assert compile_any([pattern])(text.encode("utf-8", "surrogatepass"))
    assert list(SearchedTexts([text]).search([pattern])) == read_one_by_one((pattern,), [text])


@pytest.mark.parametrize(
    ("pattern", "matching"),
    [
        (r"(?<!\w)(?:no (?:lo |la )?)?abre\b", ["no la abre", "abre"]),
        (r"(?P<code>e-?\d{2,4})(?!\d(?:\.\d)*)$", ["e-404", "e12"]),
        (r"a(?:b|c(?=d))*d*+d{,2}?[^\W\d_]+\.", ["abcdx.", "ax."]),
        (r"(?:\bx|^y|[\]a-]{2})z", ["xz", "yz", "a-z", "]]z"]),
        ("más\n(?<=\n)\\(niño\\)", ["más\n(niño)"]),
        (r".{0,20}(?:\b)?e.r", ["error", "\nea\N{GRINNING FACE}r e\N{GRINNING FACE}r"]),
    ],
)
def test_a_plain_expression_needs_no_parsing_and_denies_no_match(pattern: str, matching: list[str]) -> None:
    assert ParsedPattern(pattern).approximate_quickly() is not None
    for text in matching:
        assert re.search(pattern, text), "the example matches"
        assert compile_any([pattern])(text.encode())


@pytest.mark.parametrize("pattern", [r"a(?!x){2}", r"(a)\1", r"(?i)a", r"(?>a)", r"a{1001}", r"{x}", r"a**"])
def test_other_expressions_are_parsed(pattern: str) -> None:
    assert ParsedPattern(pattern).approximate_quickly() is None


@pytest.mark.parametrize("pattern", ["a(b", "a)b", "[a", "*a", "a**", "(?<=a+)b"])
def test_an_expression_that_is_none_is_refused_before_it_finds_anything(pattern: str) -> None:
    with pytest.raises(re.error):
        SearchedTexts(["ab"]).search([pattern])


def test_the_words_of_the_playbook_need_no_parsing_and_are_compiled_once() -> None:
    rules = [rule for rule in load_playbook().signals if rule.patterns]
    assert all(ParsedPattern("|".join(rule.patterns)).approximate_quickly() for rule in rules)
    assert any_of(rules[0].patterns) is any_of(rules[0].patterns)


def test_every_match_of_a_text_is_found_as_re_finds_it():
    pattern = any_of((r"(?<!\w)(?:hola|buenas tardes)(?!\w)",))
    text = "hola, buenas tardes. chola"
    assert [hit.span() for hit in pattern.find_all(text)] == [(0, 4), (6, 19)]
    assert pattern.has_match(text)
    assert not pattern.has_match("chola")
    assert not pattern.has_match("no abre")


def test_a_text_without_the_words_is_not_given_to_the_slow_search():
    may_match = compile_any([r"(?<!\w)(?:no (?:lo |la )?encuentro)(?!\w)"])
    assert not may_match(b"no puedo entrar")
    assert may_match(b"ya no lo encuentro")


def test_a_class_of_letters_in_any_case_opens_for_no_other_letter():
    may_match = compile_any([r"(?i:[@\dq]x)"])
    assert not may_match(b"sx kx pass the socks")
    assert all(map(may_match, (b"@X", b"7x", b"QX", "éx".encode())))


def test_the_work_stops_when_the_progress_says_so():
    class StoppedError(Exception):
        pass

    def stop():
        raise StoppedError

    with pytest.raises(StoppedError):
        SearchedTexts(TEXTS).mark_any(["error"], stop)


@given(
    st.lists(st.text(alphabet="abn 5", max_size=12).map(lambda text: " ".join(text.split())), max_size=8),
    st.sampled_from(["ab", "a|bn", "(?:ab )?n5", r"b\b", "a+bn?", "(?!a)b5", "[ab]5a", "n(?:a|b)+5"]),
)
def test_whatever_the_texts_nothing_is_missed_and_nothing_is_made_up(texts, pattern):
    assert list(SearchedTexts(texts).search((pattern,))) == read_one_by_one((pattern,), texts)


def test_many_texts_are_searched_block_by_block_with_the_same_result(monkeypatch):
    texts, patterns = TEXTS * 5, (r"error (?:code )?\d+", r"error.interno|\w+a\n")
    assert SearchedTexts(texts).share_out(HERE)[0].texts is texts, "few stay together"
    monkeypatch.setattr(text_search, "MOST_TOGETHER", 16)
    blocks = SearchedTexts(texts).share_out(HERE)
    assert [len(block.texts) for block in blocks] == [16, 16, 16, 2]
    found = [word for block in blocks for word in block.search(patterns)]
    assert found == read_one_by_one(patterns, texts)


@pytest.mark.parametrize("pattern", [r"a[^x]{0,9}b", r"a(?s:.)*b", r"a\W*b", r"(a)\1?\s*b", "a?|b"])
def test_what_begins_in_one_text_never_ends_in_the_next(pattern):
    texts = ["a", "b", "", "a b", "xa", "b", "a\nb"]
    assert list(SearchedTexts(texts).search((pattern,))) == read_one_by_one((pattern,), texts)
    likely = any_of((r"a[^x]{0,9}b",))
    assert list(SearchedTexts(texts).find_possible(likely.may_match)) == [(3, 0), (6, 0)]


@pytest.mark.parametrize("pattern", [r"(?<!\w)no\b", r"(?<=, )no", r"^no", r"\Bo", "é no"])
def test_a_search_begins_where_the_test_points_and_sees_what_stands_before(pattern):
    texts = ["uno, no", "no", "ni uno", "niño, é no", "dime, no o no"]
    assert list(SearchedTexts(texts).search((pattern,))) == read_one_by_one((pattern,), texts)
    assert next(SearchedTexts(["dime, no"]).find_possible(any_of((r"\bno",)).may_match)) == (0, 6)


def test_many_texts_are_tested_in_a_few_calls(monkeypatch):
    calls = []
    monkeypatch.setattr(text_search, "PIECE", 500)

    def count(text, place):
        calls.append(place)
        return re.compile(rb"(?<![^\xff])z").search(text, place)

    texts = ["a"] * 700 + ["z"] + ["a"] * 700
    assert list(SearchedTexts(texts).find_possible(count)) == [(700, 0)]
    assert len(calls) == 4, "three pieces, and what follows the match"


def test_of_large_texts_nothing_is_kept_between_two_searches_with_the_same_result(monkeypatch):
    kept, large = SearchedTexts(TEXTS), SearchedTexts(list(TEXTS))
    found = list(kept.search(["error"]))
    assert "_kept_pieces" in vars(kept)
    monkeypatch.setattr(text_search, "MOST_KEPT", 10)
    assert list(large.search(["error"])) == list(large.search(["error"])) == found
    assert "_kept_pieces" not in vars(large)


def test_no_text_and_no_pattern_find_nothing():
    assert list(SearchedTexts([]).search(("a",))) == []
    assert list(SearchedTexts(["a"]).mark_any(())) == [False]


def test_texts_of_a_very_large_log_are_folded_when_they_are_asked_for_with_the_same_result(monkeypatch):
    column = pd.Series(["El ÉRROR 5", "nada", "", "otro  error", "El ÉRROR 5"])
    kept = FoldedColumn.of(column)
    monkeypatch.setattr(folded_texts, "MOST_FOLDED", 10)
    anew = FoldedColumn.of(column)

    assert not isinstance(anew.texts.texts, list)
    assert list(anew.texts.texts) == list(anew.texts.texts[:]) == kept.texts.texts
    assert anew.mark_any(["error"]).tolist() == kept.mark_any(["error"]).tolist()
    assert anew.texts.in_hand() == kept.texts
    assert pickle.loads(pickle.dumps(anew.texts)).in_hand() == kept.texts  # noqa: S301 - our own

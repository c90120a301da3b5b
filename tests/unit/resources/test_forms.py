"""Patterns are written with one form of address and match the other as well."""

from __future__ import annotations

import re

import pytest

from supportlens.resources.lexicon import add_forms, join_patterns


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?:me|nos) (?:han |siguen )?cobrado", "me habeis cobrado"),
        ("(?:me|nos) (?:han |siguen )?cobrado", "nos han cobrado"),
        ("no (?:me )?responden", "no me respondeis"),
        ("cuando (?:enviaron|mandan)", "cuando enviasteis"),
    ],
)
def test_a_pattern_with_one_form_matches_the_other(pattern: str, text: str) -> None:
    (expression,) = join_patterns(pattern)
    assert re.search(expression, text)


@pytest.mark.parametrize("pattern", [r"hanover", r"dan? aviso", r"\bhan", r"(?:man|pan)", "<han>"])
def test_parts_of_words_and_words_with_a_quantifier_stay_as_they_are(pattern: str) -> None:
    assert add_forms(pattern) == pattern

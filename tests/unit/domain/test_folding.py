"""Folded text: what patterns are written for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.domain import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("¿Dónde quedó\nel MENÚ?", "¿donde quedo el menu?"),
        ("Contraseña", "contrasena"),
        ("  can\u2019t \t log in ", "can't log in"),
        ("can\u00b4t", "can't"),
        ("Ya es la 3.ª vez", "ya es la 3.a vez"),
        ("e\u0301xito", "exito"),
        ("", ""),
    ],
)
def test_the_same_word_is_met_however_it_was_typed(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)

"""Equal and nearly equal texts share a group; texts about different matters never do."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.resources import load_playbook
from supportlens.text.near_duplicates import duplicate_key, group_near_duplicates, make_keys

CLEANING = load_playbook().lexicon.cleaning


def grouped(texts, weights=None):
    return group_near_duplicates(texts, CLEANING, weights)


FORM = (
    "solicito el acceso al sistema de compras para la persona que entra el lunes en la sede del centro"
    " con el mismo perfil que tiene su companero {name} gracias"
)
WORDS = st.sampled_from(
    "no puedo entrar al portal de pagos error clave factura imprime nunca siempre".split()
)


def together(one: str, other: str) -> bool:
    groups = grouped([one, other])
    return bool(groups[0] == groups[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no puedo entrar.", "no puedo entrar"),
        ("ayuda ayuda no abre", "ayuda no abre"),
        ("no abreeeee nada", "no abreeeeeeee nada"),
        ("the printer on my floor does not print", "the prnter on my floor does not print"),
        (FORM.format(name="ramirez"), FORM.format(name="quiroga")),
    ],
)
def test_texts_that_say_the_same_share_a_group(one, other):
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("puedo entrar", "no puedo entrar"),
        (
            "desde ayer por la tarde puedo entrar al portal",
            "desde ayer por la tarde no puedo entrar al portal",
        ),
        ("i can open the file that you sent me today", "i can't open the file that you sent me today"),
        ("sale el error 404 al abrir la pagina de inicio", "sale el error 403 al abrir la pagina de inicio"),
        ("la version 5.2 no abre en mi computadora nueva", "la version 5.3 no abre en mi computadora nueva"),
        ("solicito alta del usuario en el sistema", "solicito baja del usuario en el sistema"),
    ],
)
def test_texts_about_different_matters_stay_apart(one, other):
    assert not together(one, other)


def test_a_word_that_many_tickets_differ_in_is_their_matter():
    forms = [FORM.format(name=f"{word} {n}x") for word in ("alta", "baja") for n in range(40)]
    forms += [FORM.format(name="alta"), FORM.format(name="baja")]
    groups = grouped(forms)
    assert groups[-1] != groups[-2]


def test_no_chain_leads_from_one_text_to_another():
    steps = ["monitor", "monitos", "monitas", "monatas"]
    groups = grouped([f"no enciende desde ayer por la tarde el {word} nuevo" for word in steps])
    assert groups[0] == groups[1]
    assert groups[0] != groups[3]


def test_the_heaviest_text_stands_for_its_group():
    texts = [
        "the printer on my floor does not print",
        "the prnter on my floor does not print",
        "other matter",
    ]
    assert grouped(texts, [1, 5, 9]).tolist() == [1, 1, 0]


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12),
    st.integers(0, 9),
)
def test_the_order_of_the_texts_does_not_matter(texts, seed):
    places = list(range(len(texts)))
    random.Random(seed).shuffle(places)
    shuffled = grouped([texts[place] for place in places])
    np.testing.assert_array_equal(shuffled, grouped(texts)[places])


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_a_key_is_its_own_key(text):
    assert duplicate_key(duplicate_key(text)) == duplicate_key(text)


@given(st.lists(st.text("aañ_7. \U0001f600\ud800", max_size=9), max_size=8))
def test_many_texts_have_the_keys_that_each_has_alone(texts):
    assert make_keys(texts) == [duplicate_key(text) for text in texts]


def test_each_different_word_is_held_once_however_many_texts_have_it() -> None:
    draw = random.Random(4)
    vocabulary = [f"palabra{number}" for number in range(300)]
    texts = [" ".join(draw.choices(vocabulary, k=100)) for _ in range(3_000)]

    tracemalloc.start()
    grouped(texts)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    words = 3_000 * 100
    assert peak < 75 * words  # 46 bytes a word, and 105 where each is an object of its own

"""From words to points: equal meanings share a point, whatever the order of the rows."""

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Lexicon, NothingToAnalyse, Tickets
from supportlens.text import encode
from supportlens.text.cleaning import clean

LEXICON = Lexicon(
    stop=frozenset({"the", "my", "is", "el", "la", "de"}),
    greetings=(r"\bhello\b", r"\bbuenos dias\b", r"\bthank you\b"),
    angry=(),
    update=(),
    empty=frozenset({"ok", "gracias", "test"}),
)


def tickets(texts: list[str]) -> Tickets:
    frame = pd.DataFrame({"text": texts, "informative": True})
    return Tickets(frame, frame, ())


def test_greetings_addresses_and_ticket_numbers_are_taken_out():
    (text,) = clean(
        ["Hello, my printer is dead. See https://x.example/a?b=1 or a@b.example #123456"], LEXICON
    )
    assert text == ", my printer is dead. see or"


def test_error_codes_and_versions_survive():
    (text,) = clean(["Error 500 en la versión 5.2"], LEXICON)
    assert text == "error 500 en la version 5.2"


@pytest.mark.parametrize("text", ["ok", "¡Gracias!", "...", "", "123456", "Buenos días"])
def test_what_says_nothing_becomes_empty(text):
    assert clean([text], LEXICON) == [""]


def test_texts_that_differ_in_case_and_accents_share_a_point():
    vectors = encode(
        tickets(["La impresora no imprime", "la IMPRESORA no imprime", "Olvidé mi clave"]), LEXICON, seed=1
    )
    assert vectors.codes[0] == vectors.codes[1] != vectors.codes[2]
    assert vectors.folded == 1
    assert vectors.weights.sum() == 3


def test_the_order_of_the_rows_does_not_matter():
    texts = [
        f"printer {word} broken on floor {n}"
        for n, word in enumerate("red blue green white black pink".split() * 9)
    ]
    forward, backward = encode(tickets(texts), LEXICON, seed=1), encode(tickets(texts[::-1]), LEXICON, seed=1)
    assert forward.texts == backward.texts
    np.testing.assert_array_equal(forward.matrix, backward.matrix)


def test_every_point_has_unit_length():
    texts = [f"printer {n} is broken near desk {n * 7}" for n in range(300)]
    np.testing.assert_allclose(
        np.linalg.norm(encode(tickets(texts), LEXICON, seed=1).matrix, axis=1), 1.0, rtol=1e-5
    )


def test_a_log_that_says_nothing_cannot_be_analysed():
    with pytest.raises(NothingToAnalyse):
        encode(tickets(["ok", "gracias", "..."]), LEXICON, seed=1)

"""From words to points: equal meanings share a point, whatever the order of the rows."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from supportlens.domain import Cancelled, NothingToAnalyse
from supportlens.resources import open_language_model
from supportlens.text import encoding
from supportlens.text.teacher import Teacher
from tests.unit.symptoms.logs import placed

if TYPE_CHECKING:
    from supportlens.domain import FractionProgress

COLOURS = "red blue green white black pink".split()
DEVICES = "printer scanner monitor keyboard".split()
TEXTS = [
    f"the {colour} {device} is broken near desk {n}"
    for n in range(4)
    for colour in COLOURS
    for device in DEVICES
]


def test_texts_that_differ_in_case_and_accents_share_a_point():
    _, vectors = placed(["La impresora no imprime", "la IMPRESORA no imprime", "Olvidé mi clave de acceso"])
    assert vectors.codes[0] == vectors.codes[1] != vectors.codes[2]
    assert vectors.folded == 1
    assert vectors.weights.sum() == 3


def test_texts_that_differ_in_a_mistyped_letter_share_a_point():
    _, vectors = placed(["The printer on my floor does not print", "The prnter on my floor does not print"])
    assert vectors.codes[0] == vectors.codes[1]
    assert len(vectors.texts) == 1


def test_every_ticket_has_a_point_or_says_nothing():
    cleaned, vectors = placed([*TEXTS, "ok", "", "gracias"])
    assert [code < 0 for code in vectors.codes] == [not text for text in cleaned.texts]
    assert vectors.codes.max() == len(vectors.texts) - 1 == len(vectors.matrix) - 1
    np.testing.assert_array_equal(np.bincount(vectors.codes[vectors.codes >= 0]), vectors.weights)


def test_the_order_of_the_rows_does_not_matter():
    mixed = random.Random(4).sample(TEXTS, len(TEXTS))
    (_, forward), (_, backward) = placed(TEXTS), placed(mixed)
    assert forward.texts == backward.texts
    np.testing.assert_array_equal(forward.matrix, backward.matrix)


def test_how_often_a_text_comes_back_changes_no_point():
    (_, once), (_, often) = placed(TEXTS), placed(TEXTS + TEXTS[:20] * 3)
    assert once.texts == often.texts
    np.testing.assert_array_equal(once.matrix, often.matrix)


def test_every_point_has_unit_length():
    _, vectors = placed(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(vectors.matrix, axis=1), 1.0, rtol=1e-3)


def test_a_log_that_says_nothing_cannot_be_analysed():
    with pytest.raises(NothingToAnalyse):
        placed(["ok", "gracias", "..."])


def test_texts_of_one_language_lie_in_one_space():
    _, vectors = placed(TEXTS)
    assert set(vectors.spaces.tolist()) == {0}
    assert vectors.crossing is None


def test_what_a_student_places_lies_where_it_would_have_been_placed(monkeypatch):
    _, whole = placed(TEXTS)
    monkeypatch.setattr(encoding, "FITTED", 60)
    _, partly = placed(TEXTS)
    assert partly.fitted == 60 < len(partly.texts)
    np.testing.assert_allclose(np.linalg.norm(partly.matrix, axis=1), 1.0, rtol=1e-3)
    device = np.array([text.split()[2] for text in partly.texts])
    for matrix in (whole.matrix, partly.matrix):
        cosines = matrix[60:] @ matrix[:60].T
        nearest = device[:60][cosines.argmax(axis=1)]
        assert (nearest == device[60:]).mean() > 0.5


def test_it_does_not_matter_how_many_batches_are_read_at_a_time() -> None:
    teacher_alone, teachers = (Teacher(open_language_model(), lanes) for lanes in (1, 3))
    texts = [f"{word} " * count for count in range(1, 9) for word in ("router", "invoice", "pantalla")]
    parts: list[float] = []

    alone = teacher_alone.encode(texts, parts.append)

    assert np.array_equal(alone, teachers.encode(texts, lambda _: None))
    assert np.array_equal(alone[::-1], teachers.encode(texts[::-1], lambda _: None))
    assert parts == sorted(parts)
    assert len(parts) > 1


def test_the_vector_of_a_text_is_the_same_whatever_others_there_are() -> None:
    teacher = Teacher(open_language_model())
    texts = [
        f"terminal {number} shows {word}" for number in range(30) for word in ("nothing", "an error", "E-5")
    ]

    together = teacher.encode(texts, lambda _: None)

    assert np.array_equal(together[7:8], teacher.encode(texts[7:8], lambda _: None))
    assert np.array_equal(together[3:50:5], teacher.encode(texts[3:50:5], lambda _: None))


def test_what_was_read_before_is_not_read_again(monkeypatch) -> None:
    first, second = (
        ["the router is dead", "no tone on the line"],
        ["the invoice is wrong", "where is my parcel"],
    )
    _, earlier = placed(first)
    _, afresh = placed([*first, *second])
    given: list[str] = []
    encode = Teacher.encode

    def watched(self: Teacher, texts: list[str], progress: FractionProgress) -> object:
        given.extend(texts)
        return encode(self, texts, progress)

    monkeypatch.setattr(Teacher, "encode", watched)
    _, later = placed([*first, *second], read_before=earlier)
    other = replace(earlier, encoder="another encoder")
    _, anew = placed([*first, *second], read_before=other)

    assert sorted(given[:2]) == sorted(second)
    assert len(given) == 6  # nothing of another encoder is taken over
    assert np.array_equal(later.matrix, afresh.matrix)
    assert np.array_equal(anew.matrix, afresh.matrix)
    assert np.array_equal(later.taught, afresh.taught)


def test_a_cancelled_reading_ends_before_the_other_batches() -> None:
    def stop(_: float) -> None:
        raise Cancelled

    texts = [f"the screen of terminal {number} stays black after the update" for number in range(3_000)]
    began = time.monotonic()
    with pytest.raises(Cancelled):
        Teacher(open_language_model(), 2).encode(texts, stop)
    assert time.monotonic() - began < 3.0  # all of them take ten times as long

"""From words to points: equal meanings share a point, whatever the order of the rows."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from supportlens.domain import Cancelled, NothingToAnalyse
from supportlens.resources import open_language_model
from supportlens.text import encoding, kept_vectors
from supportlens.text.kept_vectors import KeptVectors
from supportlens.text.teacher import Network, Teacher
from tests.unit.symptoms.logs import placed

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


def a_teacher(lanes: int = 1) -> Teacher:
    """Return a teacher that has read nothing."""
    return Teacher(Network(open_language_model()), lanes, KeptVectors())


def test_it_does_not_matter_how_many_batches_are_read_at_a_time() -> None:
    texts = [f"{word} " * count for count in range(1, 9) for word in ("router", "invoice", "pantalla")]
    parts: list[float] = []

    alone = a_teacher().encode(texts, parts.append)

    assert np.array_equal(alone, a_teacher(lanes=3).encode(texts, lambda _: None))
    assert np.array_equal(alone[::-1], a_teacher(lanes=3).encode(texts[::-1], lambda _: None))
    assert parts == sorted(parts)
    assert len(parts) > 1


def test_the_vector_of_a_text_is_the_same_whatever_others_there_are() -> None:
    texts = [
        f"terminal {number} shows {word}" for number in range(30) for word in ("nothing", "an error", "E-5")
    ]

    together = a_teacher().encode(texts, lambda _: None)

    assert np.array_equal(together[7:8], a_teacher().encode(texts[7:8], lambda _: None))
    assert np.array_equal(together[3:50:5], a_teacher().encode(texts[3:50:5], lambda _: None))


def test_what_this_process_has_read_is_not_read_again_but_by_another_model(monkeypatch) -> None:
    kept, texts = KeptVectors(), ["the router is dead", "no tone on the line", "where is my parcel"]
    first = Teacher(Network(open_language_model()), kept=kept).encode(texts[:2], lambda _: None)
    read: list[str] = []
    begin_all = Teacher._begin_all
    monkeypatch.setattr(
        Teacher, "_begin_all", lambda self, fresh: read.extend(fresh) or begin_all(self, fresh)
    )

    again = Teacher(Network(open_language_model()), kept=kept).encode(texts[::-1], lambda _: None)
    assert read == texts[2:]
    seldom = Network(open_language_model())
    Teacher(seldom, kept=kept).encode(texts, lambda _: None)
    assert "session" not in vars(seldom), "what has nothing to read is not opened"
    assert np.array_equal(again[::-1][:2], first)

    other = replace(open_language_model(), max_length=4)
    cut = Teacher(Network(other), kept=kept).encode(texts[:2], lambda _: None)
    assert read[1:] == texts[:2]
    assert not np.array_equal(cut, first)


def test_vectors_are_kept_of_the_texts_that_were_asked_for_last(monkeypatch) -> None:
    monkeypatch.setattr(kept_vectors, "KEPT", 3)
    kept, vector = KeptVectors(), np.ones(2, dtype=np.float32)

    kept.keep({b"a": vector, b"b": vector, b"c": vector})
    kept.keep({b"a": vector, b"d": vector})

    assert kept.find([b"a", b"b", b"c", b"d"]).keys() == {b"a", b"c", b"d"}


def test_what_was_read_before_is_not_read_again(monkeypatch) -> None:
    first, second = (
        ["the router is dead", "no tone on the line"],
        ["the invoice is wrong", "where is my parcel"],
    )
    _, earlier = placed(first)
    _, afresh = placed([*first, *second])
    given: list[str] = []
    begin = Teacher.begin

    def watched(self: Teacher, texts: list[str]) -> object:
        given.extend(texts)
        return begin(self, texts)

    monkeypatch.setattr(Teacher, "begin", watched)
    _, later = placed([*first, *second], read_before=earlier)
    other = replace(earlier, encoder="another encoder")
    _, anew = placed([*first, *second], read_before=other)

    assert sorted(given[:2]) == sorted(second)
    assert len(given) == 6  # nothing of another encoder is taken over
    assert np.array_equal(later.matrix, afresh.matrix)
    assert np.array_equal(anew.matrix, afresh.matrix)
    assert np.array_equal(later.taught, afresh.taught)


DIFFERENT = [
    f"la {thing} de la oficina {fault} {when}"
    for thing in ("impresora", "pantalla", "factura", "contraseña")
    for fault in ("no abre", "se traba", "sale en blanco", "pide otra clave")
    for when in ("desde ayer por la tarde", "cada vez que la uso", "y nadie responde")
]
"""48 different texts in Spanish, which the built-in teacher does not know."""


def test_of_a_language_that_it_does_not_know_the_teacher_reads_less(monkeypatch) -> None:
    monkeypatch.setattr(encoding, "TAUGHT_ABROAD", 20)
    monkeypatch.setattr(encoding, "LEFT_ABROAD", 1_000)
    _, few = placed(DIFFERENT)
    monkeypatch.setattr(encoding, "LEFT_ABROAD", 18)
    _, more = placed(DIFFERENT)
    _, english = placed(TEXTS)

    assert len(few.texts) == 48
    assert few.taught_texts.tolist() == list(range(20))
    assert len(more.taught) == 30
    assert len(english.taught) == len(english.texts) > 20
    monkeypatch.setattr(encoding, "TAUGHT_ABROAD", 48)
    _, whole = placed(DIFFERENT)
    near = [np.argsort(-(one.matrix @ one.matrix.T), axis=1)[:, 1] for one in (few, whole)]
    assert (near[0] == near[1]).mean() > 0.5


def test_in_a_log_of_two_languages_that_of_the_teacher_is_read_whole(monkeypatch) -> None:
    monkeypatch.setattr(encoding, "TAUGHT_ABROAD", 15)
    _, both = placed([*TEXTS, *DIFFERENT])
    spanish = np.array(["oficina" in text for text in both.texts])

    assert spanish[both.taught_texts].sum() == 15
    assert (~spanish)[both.taught_texts].sum() == (~spanish).sum()

    given: list[str] = []
    encode = Teacher.encode
    monkeypatch.setattr(
        Teacher, "encode", lambda self, texts, report: given.extend(texts) or encode(self, texts, report)
    )
    _, later = placed([*TEXTS, *DIFFERENT], read_before=both)
    assert given == []
    assert np.array_equal(later.matrix, both.matrix)


def test_the_network_is_opened_ahead_unless_this_process_has_read_before() -> None:
    network, kept = Network(open_language_model()), KeptVectors()
    kept.keep({b"a text": np.ones(3, dtype=np.float32)})

    network.open_ahead(kept)
    assert "session" not in vars(network)

    network.open_ahead(KeptVectors())
    assert "session" in vars(network)


def test_a_cancelled_reading_ends_before_the_other_batches(monkeypatch) -> None:
    def stop(_: float) -> None:
        raise Cancelled

    read: list[int] = []
    read_batch = Teacher._read

    def watched(self: Teacher, tokens: list[list[int]]) -> object:
        read.append(len(tokens))
        return read_batch(self, tokens)

    monkeypatch.setattr(Teacher, "_read", watched)
    texts = [f"the screen of terminal {number} stays black after the update" for number in range(3_000)]
    with pytest.raises(Cancelled):
        a_teacher(lanes=2).encode(texts, stop)
    assert sum(read) <= len(texts) / 10

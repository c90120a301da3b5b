"""Terms are counted and weighed to the last digit as scikit-learn does, which is slow to load."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.preprocessing import normalize

from supportlens.statistics import count_terms, scale_terms, weigh_terms
from supportlens.text import lexical
from supportlens.text.student import ALPHA, Equations, TextFeatures, predict_places

TEXTS = [
    f"{subject} {number % 4}.2 {fault}, otra vez" if number % 3 else f"El {subject} {fault} e-404"
    for number in range(8)
    for subject in ("router", "Ñandú", "wi-fi", "impresora del piso")
    for fault in ("no abre", "se cae se cae", "is dead", "pide PIN")
] + ["", "a", "¿?"]


def test_counts_and_weights_are_those_of_scikit_learn_in_its_order() -> None:
    theirs = CountVectorizer(analyzer=str.split, dtype=np.float32)
    expected = theirs.fit_transform(TEXTS)
    names, counts = count_terms(map(str.split, TEXTS))

    assert names == theirs.get_feature_names_out().tolist()
    weighed, their_weighed = weigh_terms(counts), TfidfTransformer(sublinear_tf=True).fit_transform(expected)
    for mine, other in ((counts, expected), (weighed, their_weighed)):
        assert np.array_equal(mine.indices, other.indices)
        assert np.array_equal(mine.data, other.data)
        assert np.array_equal(mine.indptr, other.indptr)
    assert np.array_equal(scale_terms(counts).data, normalize(expected).data)


def test_words_and_sequences_are_those_of_scikit_learn() -> None:
    words = TfidfVectorizer(
        token_pattern=r"(?u)\b[^\W_](?:[\w.\-]*\w)?\b",  # noqa: S106 - no password
        ngram_range=(1, 2),
        sublinear_tf=True,
        dtype=np.float32,
    )
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32)
    expected = letters.fit_transform(TEXTS)

    mine, _ = count_terms(map(lexical._list_words, TEXTS))
    sequences, counts = count_terms(
        [part for word in text.split() for part in lexical._list_sequences(word)] for text in TEXTS
    )

    assert mine == words.fit(TEXTS).get_feature_names_out().tolist()
    assert sequences == letters.get_feature_names_out().tolist()
    assert (counts != expected).nnz == 0


@pytest.mark.parametrize("texts", [[], [""], ["", "¿?", "-"]])
def test_texts_without_words_have_rows_of_zeros(texts: list[str]) -> None:
    for view in (lexical.build_words_view(texts, 7), lexical.build_characters_view(["" for _ in texts], 7)):
        assert view.shape == (len(texts), 1)
        assert not view.any()


@pytest.mark.parametrize("taught", [12, 300])
def test_the_student_is_the_ridge_regression_of_scikit_learn(taught: int) -> None:
    draw = np.random.default_rng(3)
    features = normalize(draw.normal(size=(taught + 40, 60))).astype(np.float32)
    places = normalize(features[:, :20] @ draw.normal(size=(20, 30)) + 0.3).astype(np.float32)

    sparsely = TextFeatures(csr_matrix(features[:, :40]), features[:, 40:])
    first, rest = np.arange(taught), np.arange(taught, taught + 40)

    expected = Ridge(alpha=ALPHA).fit(features[:taught], places[:taught]).predict(features[taught:])
    found = predict_places(Equations.of(sparsely.of(first)).fit(places[:taught]), sparsely.of(rest))

    assert np.allclose(found, normalize(expected), atol=1e-5)

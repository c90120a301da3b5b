"""Places tickets in a space in which like ones are near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from supportlens.domain import Stage, Vectors, part_of_progress, silent
from supportlens.text.bridge import Bridge
from supportlens.text.distinct_texts import merge_duplicates
from supportlens.text.lexical import build_characters_view, build_words_view
from supportlens.text.student import Features, fit_student, predict_places
from supportlens.text.teacher import Teacher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.domain import BridgeTable, Cleaned, FractionProgress, LanguageModel, Lexicon, Progress

    Matrix = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]

TAUGHT_TOKENS = 80_000
"""Tokens that the teacher reads, some ten seconds of a modest machine; of a larger log it reads a part.
Where every text is read instead, AMI on all of Banking77 is 0.782 and not 0.767 (README); more tokens cost
seconds in proportion."""
TAUGHT = 1_500
"""Texts that the teacher reads at least; the student learns from them where the others lie.
Judgement: a ridge of some hundred features needs several times as many texts; fewer place the rest more
loosely."""
FITTED = 14_000
"""Texts that are placed in full; where there are more, a student learns the place of the rest from them.
Judgement: above all of Banking77 (13 083 texts); larger makes large logs slower, smaller leaves more to
the student."""
LEXICAL = 0.4
"""Weight of each lexical view beside the semantic one.
Judgement: more groups by words, less leaves codes and names to
meaning alone."""
TEACHER_ABROAD = 0.7
"""Weight of the teacher beside the bilingual table where a language is read that it does not know.
Judgement: an English reader still knows names, codes and
cognates; larger blurs the rest."""
DIMENSIONS = 256
"""Dimensions that are kept of the views side by side: more change no neighbour."""
KEPT_DECIMALS = 5
"""Beyond them a sum depends on the order in which a machine adds.
float32 holds seven digits: with 6 thread counts and machines may differ, with 4 near texts become equal."""
BLOCK = 8_192
"""Texts that a student places at once: a cancelled analysis waits for them at most."""
MEANINGS, CROSSING = 0.55, 0.05
"""Parts of the time of placing texts in full: reading their meaning, then crossing; words take the rest."""
FORETELLING = 0.1
"""The time that a student takes for a text, as a part of that of placing it in full."""


def encode(
    cleaned: Cleaned,
    *,
    model: LanguageModel,
    bridge: Callable[[], BridgeTable],
    lexicon: Lexicon,
    seed: int,
    every_text: bool = False,
    progress: Progress = silent,
) -> Vectors:
    """Return a row of a u x d matrix of unit vectors for each of n cleaned texts; near-equal ones share it.

    Three views side by side: what a sentence encoder reads (the *teacher*; of more than TAUGHT_TOKENS
    it reads a part, chosen by a hash of the text, and a ridge regression fitted on the log itself,
    the *student*, predicts it for the others), and latent semantic analysis of words and of letter
    sequences. Each language of the `lexicon` has views and a mean of its own; one that the teacher
    does not know is read by a bilingual table beside it. Where a log has several languages,
    `crossing` places their texts in one space. With `every_text` the teacher reads them all. Of more
    than FITTED texts those are placed so, and a student predicts the place of the rest. Neither the
    order nor the number of the rows matters. Raises `NothingToAnalyse` where no ticket says anything.
    """
    folded = merge_duplicates(cleaned, lexicon, seed, progress)
    progress(Stage.ENCODE, 0.1)
    reader = _TextPlacer(model, bridge, seed, every_text=every_text)

    def report(part: float) -> None:
        progress(Stage.ENCODE, 0.1 + 0.9 * part)

    # With more threads sums are added in another order, and a text half-way may fall to the other side.
    with threadpool_limits(limits=1, user_api="blas"):
        matrix, crossing = reader.place(folded.texts, folded.spaces, folded.languages, report)
    progress(Stage.ENCODE, 1.0)
    return Vectors(
        codes=folded.codes,
        matrix=matrix,
        texts=folded.texts,
        weights=folded.weights,
        spaces=folded.spaces,
        crossing=crossing,
        fitted=len(folded.texts) if every_text else min(len(folded.texts), FITTED),
        encoder=f"{model.name} {model.digest}",
        folded=int((folded.codes >= 0).sum()) - len(folded.texts),
    )


class _TextPlacer:
    """Places texts with one model, one table and one seed."""

    def __init__(
        self, model: LanguageModel, bridge: Callable[[], BridgeTable], seed: int, *, every_text: bool
    ) -> None:
        self._model = model
        self._open_bridge = bridge
        self._seed = seed
        self._every_text = every_text
        self._features: Features | None = None

    def place(
        self, texts: Sequence[str], spaces: Rows, languages: Sequence[str], progress: FractionProgress
    ) -> tuple[Matrix, Matrix | None]:
        """Place u texts: their rows (u x d), and where they lie in the space of both languages."""
        fitted = texts if self._every_text else texts[:FITTED]
        left = len(texts) - len(fitted)
        share = len(fitted) / (len(fitted) + FORETELLING * (len(texts) if left else 0))
        meanings = self._read_meanings(fitted, lambda part: progress(MEANINGS * share * part))
        across = self._cross_languages(
            fitted,
            meanings,
            languages,
            part_of_progress(progress, share * MEANINGS, share * (MEANINGS + CROSSING)),
        )
        matrix = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for number, language in enumerate(languages):
            rows = np.flatnonzero(spaces[: len(fitted)] == number)
            first, last = (float(np.mean(spaces[: len(fitted)] < each)) for each in (number, number + 1))
            views = self._build_views(
                [fitted[row] for row in rows.tolist()],
                meanings[rows],
                language,
                across,
                rows,
                part_of_progress(
                    progress, share * _share_when_placed(first), share * _share_when_placed(last)
                ),
            )
            matrix[rows, : views.shape[1]] = views
        if left:
            self._place_rest(texts, spaces, matrix, len(fitted), part_of_progress(progress, share, 1.0))
        crossing = None if across is None or len(languages) < 2 else np.round(across, KEPT_DECIMALS)
        return np.round(matrix, KEPT_DECIMALS), crossing

    def _read_meanings(self, texts: Sequence[str], progress: FractionProgress) -> Matrix:
        """Return the teacher's vectors of the texts; the student predicts those that it did not read."""
        teacher = Teacher(self._model)
        enough = len(texts) if self._every_text else teacher.count_readable(texts, TAUGHT_TOKENS, TAUGHT)
        taught = teacher.encode(texts[:enough], lambda part: progress(0.8 * part))
        if enough == len(texts):
            return taught
        features = self._learn_features(texts, lambda part: progress(0.8 + 0.2 * part)).sample
        student = fit_student(features[:enough], taught)
        return np.vstack([taught, predict_places(student, features[enough:])])

    def _learn_features(self, sample: Sequence[str], progress: FractionProgress) -> Features:
        """Learn once from a sample what its tokens tell."""
        if self._features is None:
            self._features = Features(self._model, sample, self._seed, progress)
        return self._features

    def _cross_languages(
        self, texts: Sequence[str], meanings: Matrix, languages: Sequence[str], progress: FractionProgress
    ) -> Matrix | None:
        """Place texts of both languages in one space, where the log or the reader needs it."""
        if self._model.multilingual:
            return meanings
        if all(language == self._model.language for language in languages):
            return None
        progress(0.0)
        bridge = Bridge(self._open_bridge())
        return bridge.encode(texts, progress)

    def _build_views(
        self,
        texts: Sequence[str],
        meanings: Matrix,
        language: str,
        across: Matrix | None,
        rows: Rows,
        progress: FractionProgress,
    ) -> Matrix:
        """Build the views of m texts of one language side by side, reduced to unit rows (m x d)."""
        semantic = _centre(meanings)
        if language != self._model.language and across is not None and not self._model.multilingual:
            semantic = np.hstack([_centre(across[rows]), TEACHER_ABROAD * semantic])
        views = (
            normalize(semantic),
            LEXICAL * build_words_view(texts, self._seed, part_of_progress(progress, 0.0, 0.5)),
            LEXICAL * build_characters_view(texts, self._seed, part_of_progress(progress, 0.5, 0.95)),
        )
        return _reduce(normalize(np.hstack(views)))

    def _place_rest(
        self, texts: Sequence[str], spaces: Rows, matrix: Matrix, known: int, progress: FractionProgress
    ) -> None:
        """Fill in the rows beyond the first `known`, as a student learns them from these."""
        features = self._learn_features(texts[:known], part_of_progress(progress, 0.0, 0.1))
        numbers = range(int(spaces.max()) + 1)
        students = []
        for number in numbers:
            first = np.flatnonzero(spaces[:known] == number)
            students.append(fit_student(features.sample[first], matrix[first]) if len(first) else None)
        for start in range(known, len(texts), BLOCK):
            progress(0.1 + 0.9 * (start - known) / (len(texts) - known))
            described = features.of(texts[start : start + BLOCK])
            for student, number in zip(students, numbers, strict=True):
                rows = np.flatnonzero(spaces[start : start + BLOCK] == number)
                if len(rows) and student is not None:
                    matrix[start + rows] = predict_places(student, described[rows])


def _share_when_placed(part: float) -> float:
    """Return how far placing is once the views of a part of the texts are made."""
    read = MEANINGS + CROSSING
    return read + (1 - read) * part


def _centre(points: Matrix) -> Matrix:
    """Subtract the mean, which all texts of a log have in common, and scale to unit length."""
    return np.asarray(normalize(points - points.mean(axis=0)), dtype=np.float32)


def _reduce(points: Matrix) -> Matrix:
    """Keep the DIMENSIONS directions in which m points differ most (principal axes, no centring)."""
    if points.shape[1] <= DIMENSIONS:
        return np.asarray(points, dtype=np.float32)
    exact = points.astype(np.float64)
    if len(points) < points.shape[1]:  # a few texts of many words: their own products are the smaller matrix
        values, axes = np.linalg.eigh(exact @ exact.T)
        placed = axes * np.sqrt(np.maximum(values, 0.0))
        return np.asarray(normalize(placed[:, -DIMENSIONS:]), dtype=np.float32)
    _, axes = np.linalg.eigh(exact.T @ exact)
    return np.asarray(normalize(exact @ axes[:, -DIMENSIONS:]), dtype=np.float32)

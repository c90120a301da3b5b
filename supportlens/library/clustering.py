"""The symptoms of texts, as an estimator of scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted

from supportlens.app import analyse as analyse_files
from supportlens.app import recut, remember
from supportlens.domain import ApartKind, Assigned, ReadFiles
from supportlens.library.frames import to_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    from sklearn.utils import Tags

    from supportlens.domain import EarlierStudy, Study

    Labels = npt.NDArray[np.int64]

NO_SYMPTOM = -1
"""The label of a text without a symptom, as scikit-learn's clusterers mark noise."""
COLUMN = "description"


class SymptomClusterer(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Groups short texts that say the same thing, in Spanish and English, and names the groups.

    Parameters
    ----------
    n_clusters : int, default=None
        Number of symptoms into which the tree is cut; the nearest possible number is used. None lets the
        texts decide.

    Attributes
    ----------
    labels_ : ndarray of shape (n_texts,)
        The symptom of each text, 0 for the largest; -1 for none (too rare, or without content).
    symptom_names_ : list of str
        The name of each symptom, in the language of the texts.

    Examples
    --------
    >>> clusterer = SymptomClusterer().fit(texts)
    >>> clusterer.symptom_names_[clusterer.predict(["I cannot find the report"])[0]]
    """

    def __init__(self, n_clusters: int | None = None) -> None:
        self.n_clusters = n_clusters

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803, ARG002 - scikit-learn's names
        """Find the symptoms of n texts; `y` is ignored. Raises `NothingToAnalyse` if none has content."""
        texts = _check_texts(X)
        study = _group(texts, None)
        if self.n_clusters is not None and study.levels:
            wanted = self.n_clusters
            study = recut(study, min(study.levels, key=lambda level: (abs(level - wanted), level)))
        found = sorted(study.symptoms, key=lambda symptom: (-symptom.tickets, symptom.id))
        self._numbers = {symptom.id: number for number, symptom in enumerate(found)}
        self._known: EarlierStudy = remember(study)
        self.symptom_names_ = [symptom.name.in_("en") for symptom in found]
        self.labels_ = _read_labels(study, self._numbers, len(texts))
        return self

    def predict(self, X: Iterable[str]) -> Labels:  # noqa: N803 - scikit-learn's name
        """Return the symptom of each of n texts; -1 for a text that belongs to none of those found by `fit`.

        Raises `NotFittedError` before `fit`, and `NothingToAnalyse` if no text has content.
        """
        check_is_fitted(self, "labels_")
        texts = _check_texts(X)
        return _read_labels(_group(texts, self._known), self._numbers, len(texts))

    def __sklearn_tags__(self) -> Tags:
        """Return the tags of an estimator of texts."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        return tags


def _check_texts(texts: Iterable[object]) -> list[str]:
    """Return the texts as a list, missing ones empty.

    Raises `TypeError` for anything else than texts, and `ValueError` if there are none.
    """
    if isinstance(texts, str):
        raise TypeError("a list of texts is needed, not one text")
    given = pd.Series(list(texts), dtype=object)
    if given.empty:
        raise ValueError("there are no texts")
    checked = given.where(given.notna(), "").tolist()
    wrong = next((text for text in checked if not isinstance(text, str)), None)
    if wrong is not None:
        raise TypeError(f"every text must be a str, not {type(wrong).__name__}")
    return checked


def _group(texts: list[str], known: EarlierStudy | None) -> Study:
    """Analyse texts that all count: nothing is set apart as advertising or test."""
    frame = pd.DataFrame({"ticket_id": [str(row) for row in range(1, len(texts) + 1)], COLUMN: texts})
    read = ReadFiles((to_table(frame, "texts"),))
    return analyse_files([], earlier=read, known=known, counted_apart=[kind.value for kind in ApartKind])


def _read_labels(study: Study, numbers: dict[str, int], count: int) -> Labels:
    labels: Any = np.full(count, NO_SYMPTOM, dtype=np.int64)
    rows = study.tickets.frame["source_row"].to_numpy(dtype=np.int64) - 1
    labels[rows] = [numbers.get(one, NO_SYMPTOM) for one in study.assignment[Assigned.SYMPTOM]]
    return np.asarray(labels)

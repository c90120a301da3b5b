"""Many tests at once: the share of false ones among those that are believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


def control_false_discoveries(ps: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return the p-values of m independent tests, adjusted by Benjamini and Hochberg (1995).

    Those that stay below q are false in a share of q at most. Equal to `scipy.stats.false_discovery_control`;
    that module takes a second to load.
    """
    given = np.asarray(ps, dtype=np.float64)
    order = np.argsort(given)
    raised = given[order] * (len(given) / np.arange(1, len(given) + 1))
    adjusted = np.empty_like(raised)
    adjusted[order] = np.minimum.accumulate(raised[::-1])[::-1]
    return np.clip(adjusted, 0.0, 1.0)

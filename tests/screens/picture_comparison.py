"""Whether two pictures of a page look the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_STEP = 16
"""Of 255. Measured on the Spanish pages: nothing differs between Qt 6.10.2 and 6.11.3, nor without the vector
instructions of the processor. Judgement: room for other builds' rounding, far below the step from small print
to its ground (100 and more), so that one moved letter is seen."""
MOST_PIXELS = 0.001
"""Judgement: a row under the pointer and its ground are only 5 steps apart, and the smallest chip is 0.2 % of
a page: with a larger share it could change its colour unseen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart: the share of pixels that differ and the largest step of a colour."""

    share: float
    largest: int

    @property
    def is_seen(self) -> bool:
        """Return whether somebody would see it."""
        return self.share > MOST_PIXELS or self.largest > LARGEST_STEP

    def __str__(self) -> str:
        return f"{self.share:.2%} of the pixels differ, by up to {self.largest} of 255"


def difference(one: QImage, other: QImage) -> Difference:
    """Compare two pictures; those of different sizes differ everywhere."""
    if one.size() != other.size():
        return Difference(1.0, 255)
    steps = np.abs(_colours(one) - _colours(other)).max(axis=2)
    return Difference(float((steps > 0).mean()), int(steps.max()))


def seen_differences(painted: Path, approved: Path) -> Iterator[str]:
    """Name each painted picture that does not look like the approved one, and what differs."""
    for path in sorted(painted.glob("*.png")):
        old = approved / path.name
        found = difference(QImage(str(path)), QImage(str(old))) if old.exists() else Difference(1.0, 255)
        if found.is_seen:
            yield f"{path.name}: {found}"


def _colours(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, :3].astype(np.int16)

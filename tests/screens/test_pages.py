"""The pages look as they were approved, and what somebody would see is seen."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from supportlens.resources import sample_paths
from tests.quality.tree import TOP
from tests.screens.painting import SIZES
from tests.screens.picture_comparison import LARGEST_STEP, MOST_PIXELS, difference, seen_differences

if TYPE_CHECKING:
    from tests.sharing import SharedStudies

APPROVED = Path(__file__).parent
VERDICT = APPROVED / "verdict_es_light.png"

LABEL = (232, 83, 58, 20)  # "Veredicto" in small print above the sentence: left, top, width, height
DOT = (246, 233, 15, 15)  # the dot that tells the kind by its colour


@pytest.mark.parametrize(
    "look",
    [
        "es_light",
        "en_dark",
        pytest.param("es_dark", marks=pytest.mark.campaign),
        pytest.param("en_light", marks=pytest.mark.campaign),
    ],
)
def test_the_pages_look_as_they_were_approved(look: str, study_of: SharedStudies, tmp_path: Path) -> None:
    study = tmp_path / "study.pickle"
    study.write_bytes(pickle.dumps(study_of(*(path.name for path in sample_paths(look.partition("_")[0])))))
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.screens",
            str(tmp_path),
            "--compare",
            "--look",
            look,
            "--study",
            str(study),
        ],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert len(list(tmp_path.glob("*.png"))) == 16 * len(SIZES), run.stderr
    assert run.returncode == 0, f"{run.stdout}\nIs it meant? Then `python -m tests.screens` approves it."


@pytest.fixture
def page() -> QImage:
    return QImage(str(VERDICT)).convertToFormat(QImage.Format.Format_RGB32)


def painted(page: QImage, change: str) -> QImage:
    """Paint a change into a copy of a page."""
    copy = page.copy()
    painter = QPainter(copy)
    if change == "label moved":
        painter.fillRect(*LABEL, page.pixelColor(LABEL[0] - 6, LABEL[1]))
        painter.drawImage(LABEL[0] + 4, LABEL[1], page.copy(*LABEL))
    else:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        painter.fillRect(*DOT, QColor("#b00000"))
    painter.end()
    return copy


@pytest.mark.parametrize("change", ["label moved", "colour changed"])
def test_a_label_that_moved_and_a_colour_that_changed_are_seen(page: QImage, change: str) -> None:
    changed = painted(page, change)

    assert difference(page, changed).share < MOST_PIXELS  # however little of the page it is
    assert difference(page, changed).is_seen


def test_a_faint_change_of_a_row_is_seen(page: QImage) -> None:
    changed = page.copy()
    painter = QPainter(changed)
    painter.fillRect(4, 600, 100, 40, page.pixelColor(4, 600).darker(103))  # empty there
    painter.end()

    assert difference(page, changed).largest < LARGEST_STEP
    assert difference(page, changed).is_seen


def test_edges_that_another_machine_rounds_otherwise_are_not_seen(page: QImage) -> None:
    changed = page.copy()
    for n in range(1_000):
        x, y = (n * 7_919) % page.width(), (n * 104_729) % page.height()
        changed.setPixelColor(x, y, page.pixelColor(x, y).darker(102))

    assert difference(page, changed).share > 0
    assert not difference(page, changed).is_seen


def test_a_picture_of_another_size_and_one_that_nobody_approved_are_seen(
    page: QImage, tmp_path: Path
) -> None:
    page.copy(0, 0, 1440, 959).save(str(tmp_path / VERDICT.name))
    page.save(str(tmp_path / "new_page.png"))

    assert [line.partition(":")[0] for line in seen_differences(tmp_path, APPROVED)] == [
        "new_page.png",
        VERDICT.name,
    ]

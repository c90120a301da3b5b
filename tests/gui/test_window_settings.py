"""What the window remembers, and that a damaged memory costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from supportlens.gui.settings import MOST_RECENT, Recent, Settings


def write(key: str, value: object) -> None:
    QSettings("SupportLens", "SupportLens").setValue(key, value)


def test_the_latest_analysis_comes_first_and_only_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("a.csv", "b.csv", "a.csv"):
        settings.remember((tmp_path / name,))
    assert [recent.name for recent in Settings().recent] == ["a.csv", "b.csv"]


def test_only_a_handful_is_remembered(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(12):
        settings.remember((tmp_path / f"{number}.csv",))
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0].name == "11.csv"


def test_an_analysis_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert not Recent((tmp_path / "a.csv",)).missing
    assert Recent((tmp_path / "a.csv", tmp_path / "b.csv")).missing


@pytest.mark.parametrize("damage", ["", "nonsense", "{}", "[1, 2]", '[[], "x"]', "[[[]"])
def test_a_damaged_memory_is_forgotten(damage: str) -> None:
    write("recent", damage)
    assert Settings().recent == ()


def test_a_language_or_look_that_does_not_exist_falls_back() -> None:
    write("language", "xx")
    write("look", "neon")
    assert Settings().language in ("es", "en")
    assert Settings().look == "system"


def test_choices_outlive_the_window() -> None:
    settings = Settings()
    settings.language, settings.look = "en", "dark"
    assert (Settings().language, Settings().look) == ("en", "dark")

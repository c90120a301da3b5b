"""What the window remembers, and that a damaged memory costs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from supportlens.app.statements.plan_floor import apply_floor
from supportlens.domain.plans.plan_rules import PlanRules
from supportlens.gui.dialogs.choice_settings import list_groups
from supportlens.gui.recent_analyses import MOST_RECENT, Recent
from supportlens.gui.settings import FLOOR, Settings
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from tests.sharing import SharedStudies


def write(key: str, value: object) -> None:
    QSettings("SupportLens", "SupportLens").setValue(key, value)


def test_the_latest_analysis_comes_first_and_only_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("a.csv", "b.csv", "a.csv"):
        settings.remember((tmp_path / name,))
    assert [recent.name for recent in Settings().recent] == ["a.csv", "b.csv"]


def test_an_analysis_is_remembered_with_its_sentence_and_weeks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    Settings().remember((path,), {"es": "El 40 %", "en": "40%"}, (3, 1))
    (recent,) = Settings().recent
    assert (recent.sentence("en"), recent.sentence("fr"), recent.weekly) == ("40%", "", (3, 1))
    Settings().remember((path,))
    assert [(one.paths, one.sentences) for one in Settings().recent] == [((path,), {})]


def test_a_project_is_remembered_with_the_page_on_which_it_was_left(tmp_path: Path) -> None:
    project, other = (tmp_path / "a.supportlens",), (tmp_path / "b.supportlens",)
    for paths in (other, project):
        Settings().remember(paths)
    Settings().keep_page(project, "causes")
    Settings().remember(project, {"es": "El 40 %"})
    assert (Settings().page_of(project), Settings().page_of(other)) == ("causes", "")


def test_what_an_earlier_version_remembered_is_still_offered(tmp_path: Path) -> None:
    write("recent", json.dumps([[str(tmp_path / "old.csv")], 7, {"paths": "no"}]))
    assert [recent.name for recent in Settings().recent] == ["old.csv"]


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


def test_the_floor_of_a_training_is_chosen_figure_by_figure_and_what_is_none_is_the_usual_one() -> None:
    settings = Settings()
    assert settings.floor == ()
    group = next(one for one in list_groups(settings, words_for("en")) if one.title == "Training plan")
    weekly = group.settings[0]
    assert [text for text, value in weekly.entries if value == weekly.chosen] == ["1.5 (usual)"]
    weekly.keep(5.0)
    assert Settings().floor == (5.0, 4.0, 1.0)
    settings.keep_floor_figure("people", -3)
    assert settings.floor_figure("people") == 4.0


def test_below_the_chosen_floor_a_cause_gets_a_line_and_the_same_floor_changes_nothing(
    study_of: SharedStudies,
) -> None:
    study = study_of("caso_40.csv", changes="caso_40_cambios.csv")
    usual = [figure for figure, _ in FLOOR.values()]
    assert usual == [PlanRules().weekly, PlanRules().people, PlanRules().hours_a_month]
    assert apply_floor(study, usual) is study
    strict = apply_floor(study, (100.0,))
    assert [action for action in study.plan if action.is_training]
    assert not [action for action in strict.plan if action.is_training]
    assert study.verdict.cause_id in {line.cause_id for line in strict.untaught}

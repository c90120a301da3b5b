"""A kind of cause is one row: adding it touches nothing else, and a row that lacks something is noticed."""

import re
import shutil
import subprocess
import sys

import pytest

from supportlens.domain import KINDS, ActionType, Kind
from tests.quality.tree import PACKAGE, TOP

MEMBER = '    WEATHER = "weather"\n'
ROW = """    Kind.WEATHER: KindOfCause(
        name=message("Weather"),
        action=ActionType.FIX,
        questions=(Question.SINCE_WHEN, Question.WHERE_SEEN, Question.WHAT_CHANGED),
        actionable=0.1,
        hue="olive",
        clause=message("it rains in."),
        shared=message("wet feet"),
        to_do=message("Mend the roof of {place} for {who}."),
    ),
"""
EVERYWHERE = """
import io
from dataclasses import replace

from openpyxl import load_workbook

from supportlens import causes, training
from supportlens.domain import Attribution, Kind
from supportlens.gui.theme import DARK, LIGHT, Theme
from supportlens.i18n import action_line, action_name, join_segments, kind_name, verdict_sentence, words_for
from supportlens.report import build, save_book
from supportlens.resources import load_playbook
from tests.builders import a_study

study = a_study(playbook=load_playbook())
study = replace(study, causes=causes.apply_kinds(study.causes, {"C1": Kind("weather")}))
attribution = Attribution(study.causes, study.symptoms, study.assignment, study.weeks, study.weekly)
verdict = causes.judge(attribution, study.tickets, ())
plan = training.plan_training(study.tickets, attribution, study.verdict, study.playbook).actions
study = replace(study, plan=plan)
for language in ("es", "en"):
    words = words_for(language)
    assert "it rains in" in join_segments(verdict_sentence(study, words))
    assert "Mend the roof of" in action_line(study.main_cause, study, words)
    assert kind_name(study.main_cause.kind, words) == "Weather"
    assert action_name(plan[0].type, words)
    book = io.BytesIO()
    save_book(build(study, words), book)
    rows = [row for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True)]
    assert any("Weather" in row for row in rows)
assert {Theme(tokens).kind_colour(study.main_cause.kind) for tokens in (LIGHT, DARK)}
print(verdict.cause_id, plan[0].type, study.main_cause.priority)
"""


def in_a_copy(tmp_path, code, *, row=ROW):
    """Run code over a copy of the package whose table of kinds has one more."""
    copy = tmp_path / "supportlens"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    for name in ("resources", "sample_logs"):
        (tmp_path / name).symlink_to(TOP / name, target_is_directory=True)
    table = next(path for path in copy.rglob("kinds.py") if "KINDS = {" in path.read_text(encoding="utf-8"))
    text = table.read_text(encoding="utf-8")
    text = text.replace('    UNCLEAR = "unclear"\n', f'    UNCLEAR = "unclear"\n{MEMBER}')
    table.write_text(text.replace("KINDS = {\n", f"KINDS = {{\n{row}"), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path[:0] = {[str(tmp_path), str(TOP)]!r}\n{code}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_kind_that_is_added_as_a_row_is_told_counted_drawn_and_planned(tmp_path):
    run = in_a_copy(tmp_path, EVERYWHERE)

    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("C1 fix")


@pytest.mark.parametrize("field", ["name", "action", "questions", "actionable", "hue", "clause", "to_do"])
def test_a_row_that_lacks_something_is_noticed_before_anything_runs(field, tmp_path):
    row = re.sub(rf" +{field}=.*\n", "", ROW)

    run = in_a_copy(tmp_path, "from supportlens.domain import KINDS", row=row)

    assert row != ROW
    assert f"'{field}'" in run.stderr


def test_every_kind_has_a_row_and_every_action_a_name():
    assert list(KINDS) == list(Kind)
    assert all(action.label for action in ActionType)


def test_rows_say_something_and_stay_within_bounds():
    assert all(row.name and row.clause and row.to_do and row.matter for row in KINDS.values())
    assert all(0 <= row.actionable <= 1 for row in KINDS.values())
    assert all(len(set(row.questions)) == 3 for row in KINDS.values())
    assert len({row.hue for row in KINDS.values()}) == len(KINDS)

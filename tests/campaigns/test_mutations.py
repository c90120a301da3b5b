"""The campaign of mutations tells tests that notice from tests that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("cosmic_ray")

from tests.campaigns.mutations.__main__ import arguments, campaign, report
from tests.campaigns.mutations.mutants import draw, mutants_of

pytestmark = pytest.mark.campaign

CODE = """\
from __future__ import annotations
from functools import cache

@cache
def total(prices: list[float] | None, discount: float = 5) -> float:
    return sum(prices or []) - discount

def unused(number):
    return number + 1
"""
WEAK = "from planted.sums import total\n\ndef test_total():\n    assert total(None) < 100\n"
STRONG = """\
from planted.sums import total

def test_total():
    assert total(None) == -5
"""
SETTINGS = """\
[tool.pytest.ini_options]
addopts = "--import-mode=importlib -n auto"
pythonpath = ["."]
[tool.coverage.run]
source = ["planted"]
branch = true
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    top = tmp_path / "project"
    for name in ("planted", "tests"):
        (top / name).mkdir(parents=True)
    (top / "planted" / "__init__.py").touch()
    (top / "planted" / "sums.py").write_text(CODE, encoding="utf-8")
    (top / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    return top


def outcomes(project: Path, test: str, *more: str):
    (project / "tests" / "test_sums.py").write_text(test, encoding="utf-8")
    folder = str(project.parent / "kept")
    options = ["--parts", "planted", "--tests", "tests", "--folder", folder, "--sample", "50", *more]
    return campaign(project, arguments(options))


def verdicts(found) -> dict[int, set[str]]:
    return {line: {one.verdict for one in found if one.mutant.line == line} for line in (5, 6, 9)}


def test_a_weak_test_lets_mutants_live_and_a_strong_one_kills_them(project):
    weak = outcomes(project, WEAK)
    assert verdicts(weak) == {5: {"survived"}, 6: {"survived", "killed"}, 9: {"unreached"}}
    told = report(weak)
    assert "-def total(prices: list[float] | None, discount: float = 5) -> float:" in told
    assert "mutants killed" in told.splitlines()[-1]

    strong = outcomes(project, STRONG, "--anew")
    assert verdicts(strong) == {5: {"killed"}, 6: {"killed"}, 9: {"unreached"}}
    assert (project / "planted" / "sums.py").read_text(encoding="utf-8") == CODE


def test_a_run_that_was_stopped_goes_on_where_it_was(project, capsys):
    first = outcomes(project, STRONG, "--sample", "2")
    capsys.readouterr()
    assert outcomes(project, STRONG, "--sample", "2") == first
    assert capsys.readouterr().out == ""


def test_what_no_test_could_notice_is_no_mutant():
    found = list(mutants_of("sums.py", CODE))
    assert {mutant.line for mutant in found} == {5, 6, 9}  # neither the cache nor the annotations
    assert {mutant.column for mutant in found if mutant.line == 5} == {CODE.splitlines()[4].index("5")}


def test_a_larger_sample_begins_with_a_smaller_one(project):
    assert draw(project, ["planted"], 3, 1) == draw(project, ["planted"], 5, 1)[:3]
    assert draw(project, ["planted"], 5, 1) != draw(project, ["planted"], 5, 2)


def test_tests_that_cannot_be_read_stop_the_campaign_and_one_that_fails_is_left_out(project):
    (project / "tests" / "test_failing.py").write_text("def test_it():\n    assert False\n", encoding="utf-8")
    assert verdicts(outcomes(project, STRONG))[6] == {"killed"}

    (project / "tests" / "test_broken.py").write_text("import planted.nothing\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="test_broken"):
        outcomes(project, STRONG, "--anew")

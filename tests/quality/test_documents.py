"""The documents say what is so: README's commands, ARCHITECTURE's folders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from supportlens.app.analysis.countries import has_holidays
from supportlens.cli.arguments import parse_call
from supportlens.i18n import words_for
from supportlens.report import all_sheets
from tests.quality.tree import PACKAGE, TOP

if TYPE_CHECKING:
    from pathlib import Path

README = (TOP / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_readme_opens_with_exactly_two_commands() -> None:
    before_the_first_section = README.split("\n## ")[0]

    assert len(COMMANDS) == 2
    assert before_the_first_section.count("```") == 4


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_one_that_a_shell_understands(command: str) -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("this machine has no POSIX shell")

    # -n reads without running; a second command would need a line that does not continue the first.
    assert subprocess.run([shell, "-n", "-c", command], check=False).returncode == 0
    assert "\n" not in command.strip().replace("\\\n", " ")


def test_the_first_command_ends_in_the_main_job_and_the_second_in_the_tests() -> None:
    assert [command.split()[-2:] for command in COMMANDS] == [
        [".venv/bin/supportlens", "demo"],
        ["-m", "pytest"],
    ]


def test_the_main_job_prints_the_verdict_and_writes_the_workbook_where_there_is_no_display(
    tmp_path: Path,
) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux has machines without a display")
    display = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in display}

    run = subprocess.run(
        [sys.executable, "-m", "supportlens", "demo"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(TOP), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert "Atlas" in run.stdout
    assert "40\N{NO-BREAK SPACE}%" in run.stdout
    assert len(openpyxl.load_workbook(tmp_path / "supportlens-demo.xlsx").sheetnames) > 5


def test_continuous_integration_runs_the_second_command_and_nothing_else(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("this machine has no bash")
    (tmp_path / ".ci").mkdir()
    shutil.copy(TOP / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "README.md").write_text(
        "```sh\necho the first\n```\n\n```sh\necho the second \\\n  && exit 3\n```\n", encoding="utf-8"
    )

    run = subprocess.run([bash, tmp_path / ".ci" / "run"], capture_output=True, encoding="utf-8", check=False)

    assert run.stdout.splitlines()[-1] == "the second"
    assert "the first" not in run.stdout
    assert run.returncode == 3


def test_readme_names_the_options_that_the_command_line_has() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "supportlens", "analyze", "--help"],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    contract = README.split("```text")[1].split("```")[0]

    assert _options(contract) == _options(run.stdout) - {"--help"}


@pytest.mark.parametrize(
    "line", re.findall(r"^supportlens (analyze \S+\.\w+ .*)$", README, flags=re.MULTILINE)
)
def test_each_example_is_a_call_that_is_understood_of_files_that_are_there(line: str) -> None:
    argv = re.split(r"\s{2,}", line)[0].split()
    call = parse_call(argv, words_for("en"))
    given = [path for path in (*call.paths, *call.customers, call.changes, call.actions) if path is not None]

    monthly = {"january.csv", "february.csv"}
    assert all((TOP / "sample_logs" / path).exists() or path.name in monthly for path in given)
    assert call.country is None or has_holidays(call.country)


def test_readme_names_every_sheet_of_the_workbook_in_its_order() -> None:
    told = re.findall(r"the Excel workbook: (.*?) \|", README)[0].split(", ")

    assert [name.lower().removeprefix("two ") for name in told] == [sheet.name for sheet in all_sheets()]


def _options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*[a-z]", text))


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README + ARCHITECTURE))
def test_a_link_leads_to_a_file(link: str) -> None:
    assert (TOP / link).exists()


def test_architecture_names_every_folder_of_the_program_and_no_other() -> None:
    named = set(re.findall(r"`supportlens/([a-z0-9_]+)`", ARCHITECTURE))
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert named == there


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`([a-z_0-9]+/[a-z_0-9/]+(?:\.\w+)?)`", ARCHITECTURE)))
)
def test_a_path_in_architecture_leads_somewhere(path: str) -> None:
    assert (TOP / path).exists() or (PACKAGE / path).exists()


@pytest.mark.parametrize("room", ["causes", "ingest"])
def test_architecture_lists_the_rooms_of_the_large_parts(room: str) -> None:
    listed = ARCHITECTURE.split(f"### Rooms of {room}")[1].split("\n## ")[0].split("\n### ")[0]
    rooms = {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")}

    assert rooms <= set(re.findall(r"^\| `([a-z_]+)` \|", listed, flags=re.MULTILINE))


def test_architecture_draws_the_layers_in_the_contracts_words() -> None:
    drawn = set(re.findall(r"[a-z_0-9]+", ARCHITECTURE.split("```text")[1].split("inside gui")[0]))

    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= drawn

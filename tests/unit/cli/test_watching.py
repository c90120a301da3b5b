"""The watcher of a folder, from the command line: what is added, refused, waited for and taken up again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from supportlens.app.projects.project import Project
from supportlens.cli import run
from supportlens.resources import sample_log

CALL = "import sys; from supportlens.cli import run; sys.exit(run(sys.argv[1:]))"
TICKETS = json.loads(sample_log("muestra.json").read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path


def put(desk, name, tickets):
    (desk / "in" / name).write_text(json.dumps(tickets, ensure_ascii=False), encoding="utf-8")


def call(desk, *more):
    return [
        "watch",
        str(desk / "in"),
        "--project",
        str(desk / "p.supportlens"),
        "--report-dir",
        str(desk / "out"),
        "--json",
        "--settle",
        "0",
        *more,
    ]


def watch_once(desk, capsys):
    code = run(call(desk, "--once", "--lang", "en"))
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def halves():
    records = (
        TICKETS if isinstance(TICKETS, list) else next(v for v in TICKETS.values() if isinstance(v, list))
    )
    middle = len(records) // 2
    return records[:middle], records[middle:]


def test_new_files_extend_the_project_and_the_rest_is_told(desk, capsys):
    first, second = halves()
    put(desk, "one.json", first)
    (desk / "in" / "broken.csv").write_bytes(b"\x00\x00\x01")
    code, told = watch_once(desk, capsys)
    assert code == 2  # one file cannot be used
    assert {line["event"]: [name.rsplit("/")[-1] for name in line["files"]] for line in told}["refused"] == [
        "broken.csv"
    ]
    assert [line["event"] for line in told] == ["refused", "added", "reported"]
    assert told[1]["verdict"] in told[1]["text"]

    put(desk, "two.json", second)
    shutil.copy(desk / "in" / "one.json", desk / "in" / "same.json")
    code, told = watch_once(desk, capsys)
    assert code == 0
    assert [line["event"] for line in told] == ["added", "reported"]
    assert "new tickets" in told[0]["text"]

    put(desk, "again.json", first)
    assert [line["event"] for line in watch_once(desk, capsys)[1]] == ["nothing_new"]
    assert watch_once(desk, capsys) == (0, [])  # a restart goes on where it was
    with Project.open(desk / "p.supportlens", write=False) as project:
        assert len(project.study().tickets) == len(first) + len(second)
    assert len(list((desk / "out").glob("*.xlsx"))) == 2


def test_a_folder_that_is_not_there_and_reports_that_cannot_be_written_are_told(desk, capsys):
    (desk / "in").rmdir()
    code, told = watch_once(desk, capsys)
    assert (code, [line["event"] for line in told]) == (2, ["no_folder"])
    (desk / "in").mkdir()
    put(desk, "one.json", halves()[0])
    (desk / "out").write_text("a file in the way")
    code, told = watch_once(desk, capsys)
    assert code == 2
    assert "not_written" in [line["event"] for line in told]
    (desk / "out").unlink()
    code, told = watch_once(desk, capsys)
    assert [line["event"] for line in told] == ["nothing_new"]  # the tickets were not lost


def test_a_project_that_is_open_elsewhere_is_waited_for(desk, capsys):
    first, second = halves()
    put(desk, "one.json", first)
    assert watch_once(desk, capsys)[0] == 0
    put(desk, "two.json", second)
    with Project.open(desk / "p.supportlens"):
        code, told = watch_once(desk, capsys)
    assert (code, [line["event"] for line in told]) == (2, ["waiting"])
    assert [line["event"] for line in watch_once(desk, capsys)[1]] == ["added", "reported"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of services")
def test_it_goes_on_until_it_is_told_to_end(desk):
    with subprocess.Popen(
        [sys.executable, "-c", CALL, *call(desk)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "es_MX.UTF-8"},
    ) as process:
        time.sleep(1.5)
        put(desk, "one.json", halves()[0])
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["event"] == "added"
        assert json.loads(process.stdout.readline())["event"] == "reported"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0

"""What is opened: what takes a process of its own, and what is kept of a study of many tickets."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app.opening import opened_study
from supportlens.app.opening.opened_study import DEFAULT_OPTIONS, tickets_to_analyse
from supportlens.app.projects.project import create
from supportlens.app.projects.project_files import SUFFIX
from supportlens.app.workers import processes
from supportlens.domain import silent
from tests.builders import a_study, some_stage_results

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_small_project_is_opened_at_once_and_everything_else_is_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, log = tmp_path / f"a{SUFFIX}", tmp_path / "log.csv"
    create(project, a_study())
    log.write_text("id,subject", encoding="utf-8")
    earlier, broken = tmp_path / f"earlier{SUFFIX}", tmp_path / f"broken{SUFFIX}"
    earlier.write_text("{}", encoding="utf-8")
    broken.write_bytes(b"?")
    assert tickets_to_analyse((project,)) == 0
    assert tickets_to_analyse((broken,)) == 0
    for paths in ((log,), (project, log), (earlier,), ()):
        assert tickets_to_analyse(paths) is None
    monkeypatch.setattr(opened_study, "_SMALL_PROJECT", 10)
    assert tickets_to_analyse((project,)) is None


def test_a_study_of_many_tickets_leaves_its_caches_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    study = a_study()
    study = replace(study, stage_results=some_stage_results(study))
    assert opened_study._without_caches(study) is study
    monkeypatch.setattr(opened_study, "FEW_TICKETS", 10)
    lean = opened_study._without_caches(study)
    assert lean.stage_results is not None
    assert study.stage_results is not None
    assert lean.stage_results.cache is not study.stage_results.cache
    assert lean.stage_results.vectors is study.stage_results.vectors


def test_a_large_log_is_analysed_with_processes_that_end_with_the_analysis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.csv"
    rows = (f"{n},2026-0{1 + n % 6}-1{n % 9},The printer {n % 7} of room {n} is dark\n" for n in range(60))
    log.write_text("id,created,description\n" + "".join(rows), encoding="utf-8")
    alone = opened_study.analyse_files((log,), None, DEFAULT_OPTIONS, silent).study
    seen: set[int] = set()

    def look(*_: object) -> None:
        seen.update(one.pid or 0 for one in multiprocessing.active_children())

    pd.reset_option("mode.string_storage")
    monkeypatch.setattr(processes, "FROM_BYTES", 10)
    monkeypatch.setattr(processes.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    shared = opened_study.analyse_files((log,), None, DEFAULT_OPTIONS, look).study

    assert len(seen) == 1
    assert not seen & {one.pid for one in multiprocessing.active_children()}
    assert pd.get_option("mode.string_storage") == "python"
    assert shared.verdict == alone.verdict
    assert shared.engine.result == alone.engine.result

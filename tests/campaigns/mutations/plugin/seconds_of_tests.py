"""A plugin of pytest that writes down of each test how long it takes and whether it passes."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SPENT = pytest.StashKey[float]()
_seconds: dict[str, float] = defaultdict(float)
_failed: set[str] = set()


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.failed:
        _write(report.nodeid, passed=False, broken=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    item.stash[SPENT] = _processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    before, item.stash[SPENT] = item.stash[SPENT], _processor_seconds()
    report.processor_seconds = item.stash[SPENT] - before
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] += report.processor_seconds
    if report.failed or (report.when == "call" and not report.passed):
        _failed.add(report.nodeid)
    if report.when == "teardown":
        _write(report.nodeid, passed=report.nodeid not in _failed)


def _processor_seconds() -> float:
    """Return the seconds of this process and those it waited for: others may be at work on the machine."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _write(test: str, *, passed: bool, broken: bool = False) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:  # the controller hears of it as well
        return
    row = {"test": test, "seconds": round(_seconds[test], 3), "passed": passed, "broken": broken}
    with Path(os.environ["MUTATIONS_TIMES"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")

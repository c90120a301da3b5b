"""A plugin of pytest that writes down of each test how long it takes and whether it passes."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_seconds: dict[str, float] = defaultdict(float)
_failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:  # the controller hears of it as well
        return
    _seconds[report.nodeid] += report.duration
    if (report.when == "call" and not report.passed) or report.failed:
        _failed.add(report.nodeid)
    if report.when == "teardown":
        row = {
            "test": report.nodeid,
            "seconds": round(_seconds[report.nodeid], 3),
            "passed": report.nodeid not in _failed,
        }
        with Path(os.environ["MUTATIONS_TIMES"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

"""The whole suite is shared out among processes; anything less runs where a debugger reaches it."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

WHOLE, NAMED = pytest.Config.ArgsSource.TESTPATHS, pytest.Config.ArgsSource.ARGS


def workers(
    request: pytest.FixtureRequest, source: pytest.Config.ArgsSource, keyword: str = "", marks: str = ""
) -> int:
    option = SimpleNamespace(keyword=keyword, markexpr=marks or "not campaign")
    asked = SimpleNamespace(args_source=source, option=option)
    found: int = request.config.hook.pytest_xdist_auto_num_workers(config=asked)
    return found


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the machine's processors, which a test may change."""
    there = [0, 1]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(there), raising=False)
    return there


def test_the_whole_suite_has_a_process_for_every_processor(request, processors):
    assert workers(request, WHOLE) == 2


def test_there_are_never_so_many_that_memory_runs_out(request, processors):
    processors[:] = range(64)
    assert workers(request, WHOLE) == 4


def test_one_processor_has_nobody_to_share_with(request, processors):
    processors[:] = [0]
    assert workers(request, WHOLE) == 0


@pytest.mark.parametrize(
    "less", [{"source": NAMED}, {"source": WHOLE, "keyword": "csv"}, {"source": WHOLE, "marks": "campaign"}]
)
def test_a_part_of_the_suite_stays_in_this_process(request, processors, less):
    assert workers(request, **less) == 0

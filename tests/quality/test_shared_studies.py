"""A study of a sample log is made once for all tests of a run, in whatever process they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import sharing
from tests.sharing import SharedStudies


@pytest.fixture
def made(monkeypatch):
    """Return the names of the logs that a study was made from."""
    names = []
    monkeypatch.setattr(sharing, "_analysed", lambda logs, changes: names.append((logs, changes)) or [*logs])
    return names


def test_a_study_is_made_once_for_all_processes(made, tmp_path):
    processes = [SharedStudies(tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        studies = list(pool.map(lambda studies: studies("a.csv", changes="b.csv"), processes))

    assert made == [(("a.csv",), "b.csv")]
    assert studies == [["a.csv"]] * 4
    assert processes[0]("a.csv", changes="b.csv") is studies[0]


def test_other_logs_and_another_calendar_are_another_study(made, tmp_path):
    studies = SharedStudies(tmp_path)
    for names, changes in ((("a", "b"), ""), (("a",), "b"), (("a",), ""), (("b", "a"), "")):
        studies(*names, changes=changes)

    assert len(made) == 4


def test_a_study_that_could_not_be_made_is_tried_again(made, tmp_path, monkeypatch):
    studies = SharedStudies(tmp_path)
    with monkeypatch.context() as failing:
        failing.setattr(sharing, "_analysed", lambda _logs, _changes: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            studies("a.csv")

    assert studies("a.csv") == ["a.csv"]

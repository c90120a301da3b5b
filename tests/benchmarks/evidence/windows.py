"""Windows: weeks cut out of five years of real questions, with what is known to have happened in them."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app import analyse
from supportlens.domain import Kind, fold
from tests.benchmarks.evidence.events import Checked, names_a_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Cause, Study

QUESTIONS = Path("scale", "firefox_questions.parquet")
WITHIN = timedelta(days=2)
"""How far a start may lie from the day on which something happened."""
LOOKED_AT = 3
"""Causes among which an event must be."""
FAULT = frozenset({Kind.DEFECT, Kind.OUTAGE})
TAUGHT = frozenset({Kind.KNOWLEDGE_GAP, Kind.REQUEST})


@dataclass(frozen=True, slots=True)
class Window:
    """Some weeks, what happened on which `day`, and the expected name and kind of the cause."""

    name: str
    first: str
    last: str
    day: date | None = None
    named: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    versions: bool = False
    """Whether it happened in one version alone, so that the cause may name it."""


WINDOWS = (
    Window(
        "add-ons switched off", "2019-04-13", "2019-05-22", date(2019, 5, 4), r"add.?on|complement", FAULT
    ),
    Window("new address bar", "2020-03-12", "2020-04-24", date(2020, 4, 7), r"address|url|direccion", TAUGHT),
    Window(
        "mail of accounts bounced",
        "2020-11-20",
        "2020-12-29",
        date(2020, 12, 15),
        r"email|cuenta",
        frozenset({Kind.ACCESS}) | FAULT,
    ),
    Window("space bar of a video site", "2021-02-10", "2021-03-20", date(2021, 3, 10), r"youtube", FAULT),
    Window(
        "video plug-in crashes",
        "2021-03-28",
        "2021-05-04",
        date(2021, 4, 20),
        r"widevine",
        FAULT,
        versions=True,
    ),
    Window("a social network is down", "2021-09-01", "2021-10-10", date(2021, 10, 4), r"facebook", FAULT),
    Window("an add-on is blocked", "2021-10-28", "2021-12-06", date(2021, 11, 23), r"speed dial"),
    Window(
        "virus scanner against pages", "2022-01-23", "2022-02-26", date(2022, 2, 8), r"load|open|page", FAULT
    ),
    Window(
        "downloads no longer ask", "2022-02-10", "2022-03-24", date(2022, 3, 8), r"download|descarg", TAUGHT
    ),
    Window(
        "letters of another size",
        "2022-06-30",
        "2022-08-12",
        date(2022, 7, 26),
        r"size|zoom|larg",
        TAUGHT | FAULT,
    ),
    Window("another colour", "2022-09-22", "2022-11-03", date(2022, 10, 18), r"colou?r|theme", TAUGHT),
    Window(
        "pasting into a chat", "2023-07-12", "2023-08-31", date(2023, 8, 16), r"paste|pegar|whatsapp", FAULT
    ),
    Window("pages are translated", "2023-09-01", "2023-10-12", date(2023, 9, 26), r"translat|traduc", TAUGHT),
    Window("quiet weeks of summer 2019", "2019-06-20", "2019-08-05"),
    Window("quiet weeks of late summer 2019", "2019-08-10", "2019-09-20"),
    Window("quiet weeks of September 2022", "2022-08-25", "2022-09-30"),
    Window("quiet weeks of autumn 2023", "2023-10-12", "2023-11-25"),
)


def check_windows(data: Path) -> Iterator[Checked]:
    """Analyse every window of the questions in `data`; print one line if they cannot be read."""
    path = data / QUESTIONS
    if find_spec("pyarrow") is None or not path.exists():
        print(f"windows of real questions: skipped, they need pyarrow and {QUESTIONS}")
        return
    questions = pd.read_parquet(path).sort_values(["date", "id"], kind="stable")
    for window in WINDOWS:
        with tempfile.TemporaryDirectory() as folder:
            yield _checked(window, analyse([_cut(questions, window, Path(folder))]))


def _cut(questions: pd.DataFrame, window: Window, folder: Path) -> Path:
    """Write the questions of a window to a file of their own."""
    days = questions["date"].dt.normalize()
    target = folder / "questions.csv"
    questions[(days >= window.first) & (days <= window.last)].to_csv(target, index=False)
    return target


def _checked(window: Window, study: Study) -> Checked:
    risen = [cause for cause in study.causes if cause.onset is not None][:LOOKED_AT]
    told = [
        f"{cause.name.in_('en')!r}; {cause.kind}; {cause.onset.day}; {cause.tickets}"
        for cause in risen
        if cause.onset
    ]
    right = any(_is(window, cause) for cause in risen) if window.day else not risen
    return Checked(window.name, right, " | ".join(told) or "no verdict")


def _is(window: Window, cause: Cause) -> bool:
    """Return whether a cause is what happened: by its name, its day and its kind, and by no wrong version."""
    named = re.search(window.named, fold(f"{cause.name.in_('es')} {cause.name.in_('en')}"))
    near = cause.onset is not None and window.day is not None and abs(cause.onset.day - window.day) <= WITHIN
    sound = cause.kind in window.kinds and (window.versions or not names_a_version(cause))
    return bool(named) and near and sound

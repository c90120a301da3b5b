"""Kills the program at random points of writing a project, and fills its disk: the file is always old or new.

    python -m tests.campaigns.kill_store --runs 300 [--seed 1] [--folder FOLDER]

Each run forks a process that writes a project in one of six ways and is killed (SIGKILL) after a random
time; every third one also writes under a limit of bytes at which the system refuses. Then the project is
opened, checked and compared with the two states between which it was changed; its copies must be sound too.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app.projects.project import Project, create
from supportlens.domain import Origin, ReadFiles, Table
from supportlens.store import back_up, is_sound, list_backups
from supportlens.store.connecting import connect, disconnect
from supportlens.store.migrating import migrate, read_version
from supportlens.store.schema import MIGRATIONS, Migration
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study

    State = tuple[int, int, int, int, bool]

PHRASE = b"por favor ayuda"
"""What all tickets say."""
LONGEST = 1.2
"""Time after which a run is killed at the latest, as a part of what saving a month takes just now.

Judgement: so most kills fall into the writing, however busy the machine is, and some come after it.
"""
STEPS = (
    *MIGRATIONS,
    Migration("more", "CREATE TABLE more (n INTEGER) STRICT; INSERT INTO more SELECT number FROM tickets;"),
)
"""The present tables and one step more, as the next version may have."""


def make_states() -> tuple[Study, Study]:
    """Return a study before and after a month was added: other tickets, another file, another granularity."""
    study = a_study()
    rows = [f"Texto {at} " + "palabra " * (at % 40) for at in range(2_000)]
    tables = [
        Table(
            Origin(f"/logs/{name}.csv", named=True, format="csv", sha256=name),
            pd.DataFrame({"Asunto": rows, "Fecha": rows[::-1]}, dtype="str"),
            tuple(range(len(rows))),
        )
        for name in ("enero", "febrero")
    ]
    fewer = study.tickets.frame.iloc[:600].reset_index(drop=True)
    original = study.tickets.original.iloc[:600].reset_index(drop=True)
    before = replace(
        study,
        level=1,
        tickets=replace(study.tickets, frame=fewer, original=original, read=ReadFiles(tuple(tables[:1]))),
        assignment=study.assignment.iloc[:600].reset_index(drop=True),
    )
    after = replace(study, level=2, tickets=replace(study.tickets, read=ReadFiles(tuple(tables))))
    return before, after


def read_state(path: Path) -> State:
    """Return what a sound project holds; fails for one that is not."""
    with Project.open(path) as project:
        faults = project.find_faults()
        if faults:
            raise AssertionError(faults)
        study = project.study()
        found = project._store.count_tickets()
        texts, files = project.keeps_texts, len(project.list_files())
    if not texts and PHRASE in path.read_bytes():
        raise AssertionError("texts are left")
    return study.level, len(study.tickets), found, files, texts


# Ways of writing


def save_again(path: Path, before: Study, after: Study) -> None:
    """Save both states in turn to an open project."""
    with Project.open(path) as project:
        while True:
            project.save(after)
            project.save(before)


def save_once(path: Path, _before: Study, after: Study) -> None:
    """Open a project, add a month and close it."""
    with Project.open(path) as project:
        project.save(after)


def replace_whole(path: Path, before: Study, after: Study) -> None:
    """Write a new file in the place of the old one, again and again."""
    while True:
        create(path, after)
        create(path, before)


def bring_forward(path: Path, _before: Study, _after: Study) -> None:
    """Copy and migrate to the next version."""
    connection = connect(path, write=True)
    migrate(connection, lambda: back_up(path, always=True), STEPS)
    disconnect(connection)


def copy_again(path: Path, _before: Study, _after: Study) -> None:
    """Keep copies, again and again."""
    while True:
        back_up(path, always=True)


def leave_texts_out(path: Path, before: Study, _after: Study) -> None:
    """Take the texts out of a project that has a copy."""
    back_up(path, always=True)
    with Project.open(path) as project:
        project.save(before, keep_texts=False)


WAYS: tuple[Callable[[Path, Study, Study], None], ...] = (
    save_again,
    save_once,
    replace_whole,
    bring_forward,
    copy_again,
    leave_texts_out,
)


def run_campaign(runs: int, seed: int, folder: Path) -> Counter[str]:
    """Return how often each way of writing ended in each state; fails for a file that is in neither."""
    chance = random.Random(seed)
    before, after = make_states()
    old, new, bare = (folder / f"{name}.supportlens" for name in ("old", "new", "bare"))
    create(old, before)
    create(new, after)
    create(bare, before, keep_texts=False)
    states = {read_state(old): "old", read_state(new): "new", read_state(bare): "new, without texts"}
    longest = LONGEST * _time_saving(old, folder / "timed.supportlens", after)
    found: Counter[str] = Counter()
    for run in range(runs):
        way, limited = WAYS[run % len(WAYS)], run // len(WAYS) % 3 == 2
        place = folder / f"run {run}"
        place.mkdir()
        path = place / "mesa ñ.supportlens"
        shutil.copyfile(old, path)
        room = chance.randrange(old.stat().st_size // 2, old.stat().st_size * 2) if limited else None
        _write_and_kill(way, path, (before, after), chance.random() * longest, room)
        try:
            state = states[_read_after(path)]
            unsound = [copy for copy in list_backups(path) if not is_sound(copy)]
        except BaseException as error:
            error.add_note(f"run {run}: {way.__name__}, left in {place}")
            raise
        if unsound:
            raise AssertionError(unsound)
        found[f"{way.__name__}{' with little room' if limited else ''}: {state}"] += 1
        shutil.rmtree(place)
    return found


def _time_saving(old: Path, path: Path, after: Study) -> float:
    """Return the seconds that a process of its own takes to save a month, the longest of three."""
    taken = []
    for _ in range(3):
        shutil.copyfile(old, path)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            save_once(path, after, after)
            os._exit(0)
        os.waitpid(child, 0)
        taken.append(time.monotonic() - began)
    return max(taken)


def _read_after(path: Path) -> State:
    """Return the state of a project that the present or the next version left."""
    connection = connect(path, write=False)
    version = read_version(connection)
    more = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'").fetchone()[0]
    disconnect(connection)
    if (version, more) not in ((len(MIGRATIONS), 0), (len(STEPS), 1)):
        raise AssertionError((version, more))
    if version == len(STEPS):  # as the next version would, which this one must not open
        connection = connect(path, write=True)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        disconnect(connection)
    return read_state(path)


def _write_and_kill(
    way: Callable[[Path, Study, Study], None],
    path: Path,
    states: tuple[Study, Study],
    seconds: float,
    room: int | None,
) -> None:
    """Write in a process of its own and kill it; with a limit of bytes, errors of the disk end it as well."""
    child = os.fork()
    if child == 0:
        if room is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        with suppress(Exception):
            way(path, *states)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> None:
    """Run the campaign and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        found = run_campaign(chosen.runs, chosen.seed, Path(folder))
    for name, count in sorted(found.items()):
        print(f"{count:5}  {name}")
    print(f"{found.total()} runs, each left the old or the new state")


if __name__ == "__main__":
    main()

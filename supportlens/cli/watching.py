"""The command that watches a folder: every new file goes into a project, and a report comes out."""

from __future__ import annotations

import json
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain.projects.watch_events import WatchEvent
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.left_out_rows import row_reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from supportlens.app.watching.watcher import Told
    from supportlens.i18n import Words

LOOK_SECONDS = 1.0
"""Seconds between two looks at the folder while a file is being written or something is tried again."""
CALM_SECONDS = 30.0
"""Seconds between two looks when nothing was heard: network drives report no changes."""


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """The options of one call of `supportlens watch`."""

    folder: Path
    project: Path
    reports: Path
    country: str | None = None
    once: bool = False
    json: bool = False
    mask: bool = True
    settle: float | None = None


def read_watch_request(call: argparse.Namespace) -> WatchRequest:
    """Return the options of a call."""
    return WatchRequest(
        call.folder,
        call.project,
        call.report_dir,
        call.country.upper() if call.country else None,
        call.once,
        call.json,
        call.mask,
        call.settle,
    )


def watch_folder(request: WatchRequest, words: Words) -> bool:
    """Watch a folder until the program is stopped, or once; return whether all files could be used."""
    from supportlens.app.projects.extending import AnalysisSettings  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.watching.watcher import FolderWatcher  # noqa: PLC0415 - as above

    watcher = FolderWatcher(
        request.folder,
        request.project,
        request.reports,
        AnalysisSettings(country=request.country),
        words.language,
        request.mask,
        request.settle,
    )
    stop = threading.Event()
    wake = threading.Event()
    refused = {WatchEvent.REFUSED, WatchEvent.NO_FOLDER, WatchEvent.NOT_WRITTEN, WatchEvent.WAITING}
    good = True
    with _ending_on_signal(stop, wake), _listening(request.folder, wake):
        while not stop.is_set():
            wake.clear()
            for told in watcher.step(time.monotonic(), datetime.now()):  # noqa: DTZ005 - the reader's clock
                _tell(told, request, words)
                good = good and told.event not in refused
            if request.once and (watcher.is_done() or not good):
                return good
            wake.wait(CALM_SECONDS if watcher.is_done() and not request.once else LOOK_SECONDS)
    return True


@contextmanager
def _ending_on_signal(stop: threading.Event, wake: threading.Event) -> Iterator[None]:
    """End the loop on SIGTERM between two files, as services are stopped."""

    def end(*_: object) -> None:
        stop.set()
        wake.set()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _listening(folder: Path, wake: threading.Event) -> Iterator[None]:
    """Wake the loop when the folder changes; without notices from the system it looks now and then."""
    from watchdog.events import FileSystemEventHandler  # noqa: PLC0415 - only this command needs it
    from watchdog.observers import Observer  # noqa: PLC0415 - as above

    class Waking(FileSystemEventHandler):
        def on_any_event(self, event: object) -> None:  # noqa: ARG002 - what changed is found by looking
            wake.set()

    observer = Observer()
    try:
        observer.schedule(Waking(), str(folder))
        observer.start()
    except (OSError, RuntimeError):
        yield  # no such folder yet, or no more watches: looking finds the files as well
        return
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _tell(told: Told, request: WatchRequest, words: Words) -> None:
    """Print an event, as a sentence or as a line of JSON."""
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.i18n.verdicts import join_segments, verdict_sentence  # noqa: PLC0415 - as above

    moment = datetime.now().astimezone()
    sentence = ""
    if told.study is not None:
        shown = study_to_show(told.study, words.language, mask=request.mask)
        sentence = join_segments(verdict_sentence(shown, words))
    line = event_line(told, words, sentence)
    if request.json:
        facts = {
            "at": moment.isoformat(timespec="seconds"),
            "event": told.event.value,
            "files": [str(path) for path in told.paths],
            "text": line,
            "verdict": sentence or None,
            "cause_id": told.study.verdict.cause_id if told.study is not None else None,
        }
        print(json.dumps(facts, ensure_ascii=False), flush=True)
        return
    print(f"{moment:%Y-%m-%d %H:%M:%S} {line}", flush=True)


def event_line(told: Told, words: Words, sentence: str) -> str:
    """Return what happened, in one line; `sentence` is the verdict after it."""
    names = words.listed([words.quoted(path.name) for path in told.paths])
    if told.fault is not None:
        return error_sentence(told.fault, words)
    if told.reason:
        return row_reason(told.reason, words, str(told.paths[0]))
    extension = None if told.study is None else told.study.extension
    new = 0 if extension is None else extension.new
    lines = {
        WatchEvent.ADDED: words.say("Added {files}. {verdict}", files=names, verdict=sentence)
        if extension is None
        else words.say_n(
            "Added {files}: {count} new ticket. {verdict}",
            "Added {files}: {count} new tickets. {verdict}",
            new,
            files=names,
            verdict=sentence,
        ),
        WatchEvent.NOTHING_NEW: words.say("Nothing new in {files}.", files=names),
        WatchEvent.ENDLESS: words.say(
            "{files} has been growing for ten minutes and is read once it stops.", files=names
        ),
        WatchEvent.NO_FOLDER: words.say(
            "The folder {files} is not there. It is looked for until it is back.", files=names
        ),
        WatchEvent.FOLDER_BACK: words.say("The folder {files} is there.", files=names),
        WatchEvent.REPORTED: words.say("Saved: {path}", path=told.paths[0] if told.paths else ""),
    }
    return lines[told.event]

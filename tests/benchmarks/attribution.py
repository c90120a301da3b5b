"""The speed of attribution: `python -m tests.benchmarks.attribution [--tickets 100000,1000000] [--profile]`.

The log is invented and the same on every run: 15 fields, 60 symptoms, every text written once, one
application whose new version makes eight of the symptoms rise at one site.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens import causes
from supportlens.domain import Change, Derived, Field, Grouping, Name, SharedPhrase, Symptom, Tickets
from supportlens.i18n.kinds import cause_words
from supportlens.resources import load_playbook
from tests.benchmarks.measuring import grown_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Attribution, Stage

    Codes = npt.NDArray[np.int64]

SEED = 5
SYMPTOMS = 60
RISING = 8
DAYS = 360
START = date(2025, 1, 6)
CHANGED = 250
PARTS = {0.2: "columns and words", 0.7: "gathering", 0.8: "places", 1.0: "describing"}
"""The fraction at which each part of attribution is done, to its name."""
SIZES = {
    Field.PRODUCT: 12,
    Field.SITE: 40,
    Field.ROLE: 25,
    Field.CHANNEL: 5,
    Field.TEAM: 15,
    Field.CATEGORY: 60,
    Field.CUSTOMER: 10_000,
    Field.VERSION: 30,
    Field.LANGUAGE: 2,
    Field.PRIORITY: 4,
}
"""The standard fields to how many values each has."""
CUSTOM = {"Segmento": 6, "Turno": 3, "Equipo": 200, "Contrato": 8, "Región": 20}
SAYINGS = (
    "No encuentro el menú de facturas desde la actualización",
    "I cannot find where the export button went",
    "Me sale un error al guardar el pedido",
    "The printer on the third floor does not print",
    "Olvidé mi contraseña y la cuenta quedó bloqueada",
    "The invoice shows a higher amount than agreed",
)


def a_log(count: int) -> tuple[Tickets, Grouping]:
    """Make `count` tickets with their symptoms."""
    draw = np.random.default_rng(SEED)
    labels = draw.choice(SYMPTOMS, count, p=_falling(SYMPTOMS)).astype(np.int64)
    day = draw.integers(0, DAYS, count)
    values = {name: draw.choice(size, count, p=_falling(size)) for name, size in {**SIZES, **CUSTOM}.items()}
    rising = np.flatnonzero(draw.random(count) < 0.2)
    labels[rising] = draw.integers(SYMPTOMS - RISING, SYMPTOMS, len(rising))
    day[rising] = draw.integers(CHANGED, DAYS, len(rising))
    values[Field.PRODUCT][rising], values[Field.VERSION][rising] = 3, 9
    values[Field.SITE][rising] = np.where(draw.random(len(rising)) < 0.85, 7, values[Field.SITE][rising])
    frame = pd.DataFrame({name.value: _named(name.value, values[name]) for name in SIZES})
    frame[Field.TICKET_ID.value] = [f"T-{number:07d}" for number in range(count)]
    frame[Field.CREATED_AT.value] = pd.Timestamp(START) + pd.to_timedelta(day, unit="D")
    frame[Field.REQUESTER.value] = _named("persona", draw.integers(0, max(2, count // 4), count))
    frame[Derived.TEXT] = _texts(labels)
    original = pd.DataFrame({name: _named(name, values[name]) for name in CUSTOM})
    symptoms = tuple(_symptom(number, int((labels == number).sum())) for number in range(SYMPTOMS))
    nobody = np.full(count, -1, dtype=np.int64)
    grouping = Grouping(labels, draw.random(count), nobody, (None,) * count, symptoms, 0, 0)
    return Tickets(frame, original, (), tuple(CUSTOM)), grouping


def _falling(size: int) -> npt.NDArray[np.float64]:
    weights = 1.0 / np.sqrt(1.0 + np.arange(size))
    return np.asarray(weights / weights.sum())


def _named(name: str, codes: Codes) -> npt.NDArray[np.object_]:
    names = np.array([f"{name} {code}" for code in range(int(codes.max()) + 1)], dtype=object)
    return np.asarray(names[codes])


def _texts(labels: Codes) -> list[str]:
    return [
        f"{SAYINGS[label % len(SAYINGS)]}. Pantalla {label}, folio {row}; por favor, ya van varios días."
        for row, label in enumerate(labels.tolist())
    ]


def _symptom(number: int, tickets: int) -> Symptom:
    name = Name(es=f"Pantalla {number}", en=f"Screen {number}")
    return Symptom(f"S{number + 1}", name, tickets, None, ())


@dataclass
class Lap:
    """Seconds of each part by the clock and of the processor, and the process's peak memory at its end."""

    seconds: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, float | None] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)
    busy_since: float = field(default_factory=time.process_time)

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Note the end of a part; `attribute` calls this as its progress."""
        del stage
        part = next(name for end, name in PARTS.items() if fraction <= end or end == 1.0)
        now, busy = time.perf_counter(), time.process_time()
        self.seconds[part] = self.seconds.get(part, 0.0) + now - self.since
        self.busy[part] = self.busy.get(part, 0.0) + busy - self.busy_since
        self.peaks[part], self.since, self.busy_since = grown_to(), now, busy


def measure(count: int, *, profile: bool) -> tuple[Lap, Attribution]:
    """Attribute `count` tickets."""
    tickets, grouping = a_log(count)
    playbook = load_playbook()
    calendar = (Change(START + timedelta(days=CHANGED), "producto 3 version 9", "product 3"),)
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    lap = Lap()
    found = causes.attribute(
        tickets,
        grouping,
        calendar,
        playbook,
        phrase=lambda *_: SharedPhrase(Name(es="frase", en="phrase"), 1.0),
        words=cause_words(),
        progress=lap,
    )
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    return lap, found


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each size asked for and print a line per part."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.attribution", description=__doc__)
    parser.add_argument("--tickets", default="100000", help="sizes, with commas between them")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    asked = parser.parse_args(argv)
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors")
    for count in (int(size) for size in asked.tickets.split(",")):
        lap, found = measure(count, profile=asked.profile)
        print(f"{count} tickets, {len(SIZES) + len(CUSTOM)} fields, {SYMPTOMS} symptoms")
        for part, seconds in lap.seconds.items():
            peak = lap.peaks[part]
            memory = "" if peak is None else f"{peak:8.0f} MiB peak"
            print(f"  {part:<20}{seconds:8.2f} s{lap.busy[part]:8.2f} s of processor{memory}")
        whole, busy = sum(lap.seconds.values()), sum(lap.busy.values())
        print(f"  {'all':<20}{whole:8.2f} s{busy:8.2f} s of processor   {len(found.causes)} causes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

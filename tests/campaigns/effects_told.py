"""Tells what came of planted actions by the command line: whole analyses of logs with a fall, or with none.

    python -m tests.campaigns.effects_told [--runs 2] [--sizes 400,1000,2000,5000] [--folder FOLDER]

Each log has a cause that rises, a row of the change calendar that says a training was held, and what came of
it: seven of ten tickets of the cause stay away (*fell*), of everything (*general*), of the cause since a
month before the training (*before*), or the log ends a week after it (*too few*). In *phased* the training
is held at one site after another. The benchmark of effects draws days alone; here the texts are grouped, the
cause is found and the action is matched with it first.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sample_logs.planted import Kind, Language, Scenario, plant, write_changes, write_log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sample_logs.planted import Planting, Ticket

HELD = date(2026, 7, 6)
FALL = 7
"""Tickets of ten that stay away."""
WANTED = {"fell": "fell", "general": "general", "before": "before", "too few": "too_few", "phased": "fell"}
"""What is planted, and the verdict that tells it."""
EARLIER = timedelta(days=28)
"""How long before the training the cause falls by itself, in *before*."""
BETWEEN = timedelta(days=7)
"""Days from one site's training to the next one's, in *phased*."""
SIZES = (400, 1000, 2000, 5000)
SURE = 1000
"""Tickets from which every outcome has to be told. Judgement: 35 of a hundred are of the cause."""


@dataclass(frozen=True)
class Told:
    """What was planted in one log, and what the program said of it."""

    planted: str
    tickets: int
    language: str
    verdicts: tuple[str, ...]
    together: tuple[str, ...]
    interval: tuple[float, float] | None
    plans_again: bool
    """Whether the plan still teaches the cause."""

    @property
    def is_right(self) -> bool:
        """Return whether the verdict is the planted one, and the plan agrees with it.

        Of a small log "too few tickets to tell" is no wrong answer.
        """
        said = self.together if self.planted == "phased" else self.verdicts
        if self.tickets < SURE and said == ("too_few",):
            return True
        return said == (WANTED[self.planted],) and not (WANTED[self.planted] == "fell" and self.plans_again)


def make_log(planted: str, tickets: int, language: Language, seed: int, folder: Path) -> tuple[Path, Path]:
    """Write a log with its change calendar; return both paths."""
    scenario = Scenario(
        kinds=(Kind.KNOWLEDGE_GAP,),
        language=language,
        tickets=tickets,
        shares=(0.35,),
        seed=seed,
        change_day=date(2026, 3, 10),
        quiet=0.012,
    )
    whole = plant(scenario)
    cause = whole.truth.causes[0]
    mine = frozenset(cause.caused_ids)
    sites = sorted({ticket.site for ticket in whole.tickets} - {""})
    starts = {site: HELD + BETWEEN * at if planted == "phased" else HELD for at, site in enumerate(sites)}
    last = HELD + timedelta(days=6) if planted == "too few" else date.max

    def is_gone(ticket: Ticket) -> bool:
        day = ticket.created.date()
        if planted == "general":
            return day >= HELD
        start = HELD - EARLIER if planted == "before" else starts.get(ticket.site, HELD)
        return ticket.id in mine and day >= start

    kept = [one for one in _thin_out(whole.tickets, is_gone) if one.created.date() <= last]
    log, calendar = folder / "log.csv", folder / "calendar.csv"
    planting: Planting = replace(whole, tickets=tuple(kept))
    write_log(planting, log)
    write_changes(planting, calendar)
    text = calendar.read_text(encoding="utf-8-sig").rstrip("\r\n").split("\n")
    delimiter = ";" if ";" in text[0] else ","
    pattern = "%d/%m/%Y" if "/" in text[1] else "%Y-%m-%d"
    header = text[0].rstrip("\r").split(delimiter)
    app = cause.scope.get("product", "")
    word = "Training" if language is Language.EN else "Capacitación"
    site = "Site" if language is Language.EN else "Sede"
    rows = sorted({(starts[one], one if planted == "phased" else "") for one in sites})
    lines = [delimiter.join([*header, site])]
    lines += [one.rstrip("\r") + delimiter for one in text[1:]]
    lines += [
        delimiter.join([day.strftime(pattern), f"{word} {app}", app, word, group]) for day, group in rows
    ]
    calendar.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return log, calendar


def _thin_out(tickets: Sequence[Ticket], is_gone: Callable[[Ticket], bool]) -> list[Ticket]:
    """Return the tickets without seven of ten of some."""
    number, kept = 0, []
    for ticket in tickets:
        if is_gone(ticket):
            number += 1
            if number % 10 < FALL:
                continue
        kept.append(ticket)
    return kept


def tell(planted: str, tickets: int, language: Language, seed: int, folder: Path) -> Told:
    """Analyse one log by the command line and return what it says."""
    log, calendar = make_log(planted, tickets, language, seed, folder)
    out = folder / "out.json"
    command = [sys.executable, "-m", "supportlens", "analyze", str(log), "--changes", str(calendar)]
    code = "en" if language is Language.EN else "es"
    subprocess.run([*command, "--json", str(out), "--lang", code, "--quiet"], check=True)
    said: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    effects = [one["effect"] for one in said["actions"] if one["effect"]]
    together = [one["effect"] for one in said["phased_actions"]]
    chief = (together or effects or [None])[0]
    about = {one["cause_id"] for one in said["actions"]}
    return Told(
        planted,
        tickets,
        code,
        tuple(effect["verdict"] for effect in effects),
        tuple(effect["verdict"] for effect in together),
        (chief["low"], chief["high"]) if chief else None,
        any(one["training"] and one["cause_id"] in about for one in said["plan"]),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each log and how many were told right."""
    parser = argparse.ArgumentParser(prog="tests.campaigns.effects_told")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--planted", default=",".join(WANTED))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(arguments)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for seed in range(1, asked.runs + 1):
        for tickets in map(int, asked.sizes.split(",")):
            for planted in asked.planted.split(","):
                language = (Language.ES, Language.EN)[(seed + sum(total.values())) % 2]
                with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
                    told = tell(planted, tickets, language, seed, Path(folder))
                total[planted] += 1
                right[planted] += told.is_right
                print("ok  " if told.is_right else "    ", told, flush=True)
    for planted in total:
        print(f"{planted:10} {right[planted]} of {total[planted]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

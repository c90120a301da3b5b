"""Runs one call from its words to its exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.cli.arguments import STANDARD_OUTPUT, UnusableCall, language_of, understand
from supportlens.cli.console import clear_progress, progress_on, speak_utf8, width
from supportlens.cli.printing import verdict_text
from supportlens.domain import OutputError, ProjectDamaged, SupportLensError
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from supportlens.resources import sample_log

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from supportlens.domain import Known, Progress, Study
    from supportlens.i18n import Words

DONE, UNUSABLE, INTERRUPTED = 0, 2, 130
"""Exit codes; 130 is what shells give for an interrupted program (128 + SIGINT)."""

DEMO_REPORT = "supportlens-demo.xlsx"
_SAMPLES = {"es": ("caso_40.csv", "caso_40_cambios.csv"), "en": ("case_40.xlsx", "case_40_changes.csv")}


@dataclass(frozen=True, slots=True)
class Order:
    """What one call asks for."""

    paths: tuple[Path, ...]
    changes: Path | None = None
    report: Path | None = None
    json: str | None = None
    tickets: Path | None = None
    mask: bool = True
    quiet: bool = False
    model: Path | None = None
    """The folder of another language model."""
    project: Path | None = None
    """Where the symptoms are kept from month to month."""
    customers: Path | None = None
    country: str | None = None

    @property
    def prints_json(self) -> bool:
        """Return whether the standard output belongs to the JSON alone."""
        return self.json == STANDARD_OUTPUT

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files to be written."""
        json = None if self.json is None or self.prints_json else Path(self.json)
        return tuple(path for path in (self.report, json, self.tickets, self.project) if path is not None)


def run(argv: Sequence[str]) -> int:
    """Do what `argv` (without the program's name) asks and give the exit code."""
    speak_utf8()
    words = words_for(language_of(argv))
    try:
        call = understand(argv, words)
        _carry_out(_order(call, words), words)
    except (UnusableCall, SupportLensError) as error:
        clear_progress(sys.stderr, quiet=False)
        _complain(error, words)
        return UNUSABLE
    except KeyboardInterrupt:
        clear_progress(sys.stderr, quiet=False)
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
    except SystemExit as leaving:  # argparse leaves so after its help
        return int(leaving.code or DONE)
    return DONE


def _order(call: argparse.Namespace, words: Words) -> Order:
    if call.command == "demo":
        log, calendar = (sample_log(name) for name in _SAMPLES[words.language])
        return Order((log,), calendar, Path(DEMO_REPORT))
    return Order(
        tuple(call.paths),
        call.changes,
        call.report,
        call.json,
        call.tickets,
        model=call.model,
        project=call.project,
        mask=call.mask,
        quiet=call.quiet,
        customers=call.customers,
        country=_country(call.country, words),
    )


def _country(named: str | None, words: Words) -> str | None:
    """Return a country by its two letters; raises `UnusableCall` for one whose holidays are not known."""
    if named is None:
        return None
    from supportlens.app.analysis.countries import has_holidays  # noqa: PLC0415 - help must not wait for pandas

    if not has_holidays(named):
        unknown = words.say(
            "The public holidays of {country} are not known. Give a country's two letters, such as MX or ES.",
            country=words.quoted(named),
        )
        raise UnusableCall(unknown)
    return named.upper()


def _carry_out(order: Order, words: Words) -> None:
    """Analyse, write the files, then print: a reader who goes away early loses no file."""
    from supportlens.app.analysis.analysing import analyse  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.analysis.language_models import model_name  # noqa: PLC0415 - as above

    _check_outputs(order)
    if order.model is not None:
        model_name(order.model)  # raises, before the long work, what is wrong with it
    progress = progress_on(sys.stderr, words, quiet=order.quiet)
    study = analyse(
        order.paths,
        changes=order.changes,
        model_folder=order.model,
        known=_known(order),
        customers=order.customers,
        country=order.country,
        progress=progress,
    )
    _write(study, order, words, progress)
    clear_progress(sys.stderr, quiet=order.quiet)
    _print(study, order, words)
    sys.stdout.flush()


def _known(order: Order) -> Known | None:
    """Read the project where there is one already."""
    from supportlens.app.projects.project_files import read_project  # noqa: PLC0415 - help must not wait for it

    return read_project(order.project) if order.project and order.project.exists() else None


def _check_outputs(order: Order) -> None:
    """Refuse, before the long work, what could not be written or would overwrite what is read."""
    from supportlens.app.output.exporting import check_output  # noqa: PLC0415 - help must not wait for openpyxl

    read = {path.resolve() for path in (*order.paths, order.changes, order.customers) if path is not None}
    taken: set[Path] = set()
    for path in order.outputs:
        check_output(path)
        if path.resolve() in read and path == order.project:
            raise ProjectDamaged(str(path))
        if path.resolve() in read | taken:
            raise OutputError(str(path), "already_used")
        taken.add(path.resolve())


def _write(study: Study, order: Order, words: Words, progress: Progress) -> None:
    from supportlens.app.output.exporting import write_json, write_report, write_tickets  # noqa: PLC0415 - as above
    from supportlens.app.projects.project_files import write_project  # noqa: PLC0415 - as above

    if order.report is not None:
        write_report(study, order.report, words.language, mask=order.mask, progress=progress)
    if order.json is not None and not order.prints_json:
        write_json(study, Path(order.json), words.language, mask=order.mask)
    if order.tickets is not None:
        write_tickets(study, order.tickets, words.language, mask=order.mask)
    if order.project is not None:
        write_project(study, order.project)


def _print(study: Study, order: Order, words: Words) -> None:
    from supportlens.app.output.exporting import compared_periods, json_text, shown_study  # noqa: PLC0415 - as above

    if order.prints_json:
        sys.stdout.write(json_text(study, words.language, mask=order.mask))
        return
    if order.quiet:
        return
    shown = shown_study(study, words.language, mask=order.mask)
    print(verdict_text(shown, words, width(), comparison=compared_periods(study)))
    print(words.say("Result {hash}: the same tickets give the same figures.", hash=study.engine.result))
    for path in order.outputs:
        print(words.say("Written: {path}", path=path))


def _complain(error: Exception, words: Words) -> None:
    """Say on one line of the standard error what is wrong and what to do."""
    text = str(error) if isinstance(error, UnusableCall) else error_sentence(error, words)
    print(f"supportlens: {' '.join(text.split())}", file=sys.stderr)


def _let_go_of_output() -> None:
    """Point the standard output at nothing: its reader has gone, and Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Runs one call of the command line, from its arguments to its exit code."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.cli.arguments import COMPLETION, KEEP_TEXTS, WATCH, build_parser, find_language, parse_call
from supportlens.cli.call_request import CallRequest
from supportlens.cli.conditions import read_conditions, report_met
from supportlens.cli.console import clear_progress, console_width, show_progress_on, use_utf8
from supportlens.cli.outputs import check_outputs, write_outputs
from supportlens.cli.parsers import UnusableCall
from supportlens.cli.project_moments import PROJECT_MOMENTS
from supportlens.cli.project_read_back import run_read_back
from supportlens.cli.projects import read_project_request, run_project_command
from supportlens.cli.worker_options import read_workers
from supportlens.domain import Definitions, FileMissing, SupportLensError
from supportlens.domain.contacts.definitions import TERMS, read_definitions
from supportlens.i18n import words_for
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from supportlens.domain import Progress, Study, Workers
    from supportlens.i18n import Words

DONE, MET, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all went well, a condition of ``--fail-if`` holds, the call or a file cannot be used; 130 is
what shells give for an interrupted program (128 + SIGINT)."""

MOST_FLOORS = 3
"""Tickets a week, people and hours a month."""

PROJECT_COMMANDS = {**PROJECT_MOMENTS, "read-back": run_read_back}
"""The commands about a project that read their arguments themselves."""

DEMO_REPORT = "supportlens-demo.xlsx"


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv` (without the program's name) and return the exit code."""
    use_utf8()
    words = words_for(find_language(argv))
    try:
        return _dispatch(parse_call(argv, words), words)
    except (UnusableCall, SupportLensError) as error:
        clear_progress(sys.stderr, quiet=False)
        _print_error(error, words)
        return UNUSABLE
    except KeyboardInterrupt:
        clear_progress(sys.stderr, quiet=False)
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
    except SystemExit as leaving:  # argparse raises it after printing help
        return int(leaving.code or DONE)
    return DONE


def _dispatch(call: argparse.Namespace, words: Words) -> int:
    """Run the command of a call and return the exit code."""
    if call.command == "project":
        if call.action in PROJECT_COMMANDS:
            PROJECT_COMMANDS[call.action](call, words)
            return DONE
        request = read_project_request(call)
        progress = show_progress_on(sys.stderr, words, quiet=request.json)
        return DONE if run_project_command(request, words, progress) else UNUSABLE
    if call.command == WATCH:
        from supportlens.cli.watching import read_watch_request, watch_folder  # noqa: PLC0415 - as below

        return DONE if watch_folder(read_watch_request(call), words) else UNUSABLE
    if call.command == COMPLETION:
        from supportlens.cli.completion import write_script  # noqa: PLC0415 - only this command needs it

        sys.stdout.write(write_script(build_parser(words), call.shell))
        return DONE
    return _carry_out(_read_request(call, words), words)


def _read_request(call: argparse.Namespace, words: Words) -> CallRequest:
    if call.command == "demo":
        paths = sample_paths(words.language)
        return CallRequest(paths[:1], next(iter(paths[1:]), None), Path(DEMO_REPORT))
    return CallRequest(
        tuple(call.paths or ([] if call.project else call.customers)),
        call.changes,
        call.report,
        call.json,
        call.tickets,
        call.materials,
        letters=call.letters,
        look=call.look,
        model=call.model,
        project=call.project,
        keep_texts=None if call.texts is None else call.texts == KEEP_TEXTS,
        mask=call.mask,
        quiet=call.quiet,
        customers=tuple(call.customers if call.paths or call.project else ()),
        actions=call.actions,
        country=_country(call.country, words),
        count_apart=tuple(call.count_apart),
        definitions=_definitions(call.define, words),
        rules=call.rules,
        floor=_floor(call.floor, words),
        care=_care(call.care, words),
        agenda=call.agenda,
        recipe=call.recipe,
        workers=read_workers(call, words),
        conditions=read_conditions(call.fail_if, words),
    )


def _definitions(chosen: Sequence[str], words: Words) -> Definitions:
    """Return the definitions in force; raises `UnusableCall` for an unknown term or meaning."""
    named = dict(one.partition("=")[::2] for one in chosen)
    for term, meaning in named.items():
        row = next((one for one in TERMS if one.id == term), None)
        if row is None or meaning not in {choice.id for choice in row.choices}:
            raise UnusableCall(
                words.say(
                    "{given} is not a definition. Those that can be chosen are listed in --help.",
                    given=words.quoted(f"{term}={meaning}"),
                )
            )
    return read_definitions(named)


def _country(named: str | None, words: Words) -> str | None:
    """Return the two-letter code of a country; raises `UnusableCall` if its holidays are not known."""
    if named is None:
        return None
    from supportlens.app.analysis.countries import has_holidays  # noqa: PLC0415 - help must not wait for pandas

    if not has_holidays(named):
        unknown = words.say(
            "No public holidays are known for {country}. Use a two-letter country code, such as MX or ES.",
            country=words.quoted(named),
        )
        raise UnusableCall(unknown)
    return named.upper()


def _floor(written: str | None, words: Words) -> tuple[float, ...]:
    """Return the figures of a floor, at most three; raises `UnusableCall` for what is none."""
    if written is None:
        return ()
    try:
        figures = tuple(float(figure) for figure in written.split(","))
    except ValueError:
        figures = ()
    if not 1 <= len(figures) <= MOST_FLOORS or not all(0 <= figure < math.inf for figure in figures):
        raise UnusableCall(
            words.say(
                "{floor} is not a floor. Write tickets a week, people and hours a month, such as 1.5,4,1.",
                floor=words.quoted(written),
            )
        )
    return figures


def _care(chosen: Sequence[str], words: Words) -> tuple[tuple[str, str], ...]:
    """Return what is chosen about what is due to customers; raises `UnusableCall` for what cannot be."""
    from supportlens.domain.customers.care import CareRules  # noqa: PLC0415 - help must not wait for it
    from supportlens.domain.customers.care_settings import CARE_SETTINGS, choose_care  # noqa: PLC0415 - as above

    named = dict(one.partition("=")[::2] for one in chosen)
    try:
        choose_care(CareRules(), named)
    except ValueError as error:
        raise UnusableCall(
            words.say(
                "{given} cannot be chosen. Choose {names}, such as birthdays=yes, window=180, amount=20.",
                given=words.quoted(str(error)),
                names=words.listed(CARE_SETTINGS),
            )
        ) from None
    return tuple(named.items())


def _apply_care(study: Study, request: CallRequest) -> Study:
    """Return the study with what is due to customers as chosen, which its project keeps."""
    from supportlens.app.projects.project_files import write_project  # noqa: PLC0415 - as below
    from supportlens.app.statements.following_up import review_care  # noqa: PLC0415 - as below
    from supportlens.domain.customers.care import CareRules  # noqa: PLC0415 - as below
    from supportlens.domain.customers.care_settings import choose_care  # noqa: PLC0415 - as below

    rules = study.care.rules if study.care else CareRules()
    study = review_care(study, choose_care(rules, dict(request.care)))
    if request.project is not None:
        write_project(study, request.project)
    return study


def _carry_out(request: CallRequest, words: Words) -> int:
    """Analyse, write the files, then print, so that a reader who leaves early loses no file.

    Returns the exit code: `MET` if a condition holds.
    """
    from supportlens.app.analysis.language_models import model_name  # noqa: PLC0415 - as above
    from supportlens.app.workers.opening import open_workers  # noqa: PLC0415 - as above
    from supportlens.app.workers.text_storage import hold_texts_once  # noqa: PLC0415 - as above

    check_outputs(request)
    if request.model is not None:
        model_name(request.model)  # raises an error before the long work if the model is unusable
    progress = show_progress_on(sys.stderr, words, quiet=request.quiet)
    hold_texts_once()
    with open_workers(request.workers, (*request.paths, *request.customers)) as workers:
        study = _apply_practice(_find_study(request, workers, progress), request, words)
        if request.recipe is not None:
            study = _apply_recipe(study, request.recipe, request, words, progress)
        if request.floor:
            from supportlens.app.statements.plan_floor import apply_floor  # noqa: PLC0415 - as above

            study = apply_floor(study, request.floor)
        if request.care:
            study = _apply_care(study, request)
        written = write_outputs(study, request, words, workers, progress)
    clear_progress(sys.stderr, quiet=request.quiet)
    _print(study, request, words, written)
    sys.stdout.flush()
    return MET if report_met(study, request.conditions, words) else DONE


def _apply_recipe(
    study: Study, recipe: Path, request: CallRequest, words: Words, progress: Progress
) -> Study:
    """Return the study with a recipe applied, which its project keeps; tell what could not be applied."""
    from supportlens.app.projects.project_files import write_project  # noqa: PLC0415 - as above
    from supportlens.cli.project_recipes import apply_to_study  # noqa: PLC0415 - as above

    study, lines = apply_to_study(study, recipe, words, progress)
    if request.project is not None:
        write_project(study, request.project)
    for line in lines:
        print(f"supportlens: {line}", file=sys.stderr)
    return study


def _apply_practice(study: Study, request: CallRequest, words: Words) -> Study:
    """Code the contacts as the company does, and tell the mistakes in its own rules."""
    from supportlens.app.statements.coding_practice import apply_practice  # noqa: PLC0415 - as above
    from supportlens.i18n.contacts.definitions import mistake_line  # noqa: PLC0415 - as above

    if request.rules is not None and not request.rules.exists():
        raise FileMissing(str(request.rules))
    study = apply_practice(study, request.definitions, request.rules)
    for mistake in study.playbook.coding.mistakes:
        print(f"supportlens: {mistake_line(mistake, words)}", file=sys.stderr)
    return study


def _find_study(request: CallRequest, workers: Workers, progress: Progress) -> Study:
    """Analyse the files, together with those of the project if one is named, and save it."""
    from supportlens.app.analysis.analysing import analyse  # noqa: PLC0415 - help must not wait for pandas

    if request.project is None:
        return analyse(
            request.paths,
            changes=request.changes,
            model_folder=request.model,
            customers=request.customers,
            actions=request.actions,
            country=request.country,
            workers=workers,
            progress=progress,
            counted_apart=request.count_apart,
        )
    from supportlens.app.projects.extending import AnalysisSettings  # noqa: PLC0415 - as above
    from supportlens.app.projects.living import extend_project  # noqa: PLC0415 - as above

    return extend_project(
        request.project,
        request.paths,
        AnalysisSettings(
            request.model,
            request.country,
            progress=progress,
            counted_apart=request.count_apart,
            workers=workers,
            keep_texts=request.keep_texts,
        ),
        changes=request.changes,
        customers=request.customers,
        actions=request.actions,
    )


def _print(study: Study, request: CallRequest, words: Words, written: Mapping[Path, Path]) -> None:
    from supportlens.app.output.exporting import compare_last_weeks, json_text, study_to_show  # noqa: PLC0415 - as above
    from supportlens.cli.printing import verdict_text  # noqa: PLC0415 - as above

    for wanted, path in written.items():
        if path != wanted:
            in_use = words.say(
                "{name} is open in another program, so the file was saved as {other}.",
                name=words.quoted(wanted.name),
                other=words.quoted(path.name),
            )
            print(f"supportlens: {in_use}", file=sys.stderr)
    if request.prints_json:
        sys.stdout.write(json_text(study, words.language, mask=request.mask))
        return
    if request.quiet:
        return
    shown = study_to_show(study, words.language, mask=request.mask)
    print(verdict_text(shown, words, console_width(), comparison=compare_last_weeks(study)))
    if study.engine.result:
        print(words.say("Result {hash}: the same tickets give the same figures.", hash=study.engine.result))
    for path in written.values():
        print(words.say("Saved: {path}", path=path))


def _print_error(error: Exception, words: Words) -> None:
    """Print what is wrong and what to do on one line of the standard error."""
    from supportlens.i18n.errors import error_sentence  # noqa: PLC0415 - a call that succeeds needs no error

    text = str(error) if isinstance(error, UnusableCall) else error_sentence(error, words)
    print(f"supportlens: {' '.join(text.split())}", file=sys.stderr)


def _discard_output() -> None:
    """Discard the standard output: its reader has gone, and Python would report an error at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

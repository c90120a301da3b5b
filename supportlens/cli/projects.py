"""The commands of `supportlens project`: what a project holds, whether it is sound, copies, and its files."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from supportlens.cli.parsers import UnusableCall

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from supportlens.app.projects.project import Project
    from supportlens.domain import Progress, ProjectFile, Study
    from supportlens.i18n import Words


@dataclass(frozen=True, slots=True)
class ProjectRequest:
    """The options of one call of `supportlens project`."""

    action: str
    path: Path
    json: bool = False
    target: Path | None = None
    files: tuple[str, ...] = ()
    text: str = ""
    """The words of a search."""
    most: int = 0
    mask: bool = True


def read_project_request(call: argparse.Namespace) -> ProjectRequest:
    """Return the options of a call."""
    return ProjectRequest(
        call.action,
        call.project,
        call.json,
        getattr(call, "target", None),
        tuple(getattr(call, "files", ())),
        getattr(call, "text", ""),
        max(0, getattr(call, "most", 0)),
        getattr(call, "mask", True),
    )


def run_project_command(request: ProjectRequest, words: Words, progress: Progress) -> bool:
    """Carry out a command and print what it found; return whether the project is sound."""
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - help must not wait for pandas

    if request.action == "check":
        return _check(request, words)
    if request.action == "remove-file":
        return _remove(request, words, progress)
    if request.target is not None:
        _write(request, request.target, words, progress)
        return True
    with Project.open(request.path, write=False) as project:
        reports = {
            "info": _report_info,
            "files": _report_files,
            "history": _report_history,
            "search": _report_search,
        }
        reports[request.action](project, request, words)
    return True


def _write(request: ProjectRequest, path: Path, words: Words, progress: Progress) -> None:
    """Carry out a command that needs a second file: a copy or a recipe."""
    from supportlens.app.projects.copies import export_copy, recover  # noqa: PLC0415 - as above
    from supportlens.cli.project_recipes import apply_to_project, save_recipe  # noqa: PLC0415 - as above

    if request.action == "apply-recipe":
        _print(request, *apply_to_project(request.path, path, words, progress))
        return
    facts: dict[str, Any] = {"copy": str(path)}
    if request.action == "export":
        export_copy(request.path, path)
    elif request.action == "recover":
        recover(request.path, path)
    else:
        facts = save_recipe(request.path, path)
    _print(request, facts, [words.say("Saved: {path}", path=path)])


def _report_search(project: Project, request: ProjectRequest, words: Words) -> None:
    from supportlens.cli.project_search import find_tickets  # noqa: PLC0415 - as above

    found = find_tickets(project, request.text, words, most=request.most, mask=request.mask)
    _print(request, *found)


def _report_info(project: Project, request: ProjectRequest, words: Words) -> None:
    from supportlens.app.projects.copies import list_copies, who_has  # noqa: PLC0415 - as above
    from supportlens.i18n.projects.project_errors import without_texts_line  # noqa: PLC0415 - as above
    from supportlens.i18n.verdicts import join_segments, verdict_sentence  # noqa: PLC0415 - as above

    study = project.study()
    sentence = join_segments(verdict_sentence(study, words))
    first, last = study.tickets.first_date, study.tickets.last_date
    said = [project.read_event(row) for row in project.list_history("verdict")]
    holder = who_has(project.path)
    facts: dict[str, Any] = {
        "path": str(project.path),
        "bytes": project.path.stat().st_size,
        "tickets": len(study.tickets),
        "first_date": first.isoformat() if first else None,
        "last_date": last.isoformat() if last else None,
        "files": len(project.list_files()),
        "symptoms": len(study.symptoms),
        "causes": len(study.causes),
        "verdict": {"cause_id": study.verdict.cause_id, "sentence": sentence},
        "verdicts_said": len(said),
        "corrections": len(study.corrections),
        "answers": len(study.answers),
        "dismissed": len(study.dismissed),
        "copies": len(list_copies(project.path)),
        "texts_kept": project.keeps_texts,
        "engine": study.engine.version,
        "open_elsewhere": {"user": holder.user, "host": holder.host} if holder else None,
    }
    period = f" \N{MIDDLE DOT} {words.period(first, last)}" if first and last else ""
    lines = [
        words.say_n("{count} ticket", "{count} tickets", len(study.tickets)) + period,
        words.say_n("{count} file", "{count} files", facts["files"]),
        words.say_n("{count} copy kept", "{count} copies kept", facts["copies"]),
        *(() if project.keeps_texts else (without_texts_line(words),)),
        sentence,
    ]
    _print(request, facts, lines)


def _report_files(project: Project, request: ProjectRequest, words: Words) -> None:
    rows = project.list_files()
    _print(request, {"files": [_file_facts(row) for row in rows]}, [_file_line(row, words) for row in rows])


def _report_history(project: Project, request: ProjectRequest, words: Words) -> None:
    """Print what happened to the project, oldest first: files, verdicts and steps of a person's work."""
    from supportlens.i18n.projects.steps import step_name  # noqa: PLC0415 - as above

    events = [
        (row.added_at, words.say("File added: {path}", path=row.path), "file") for row in project.list_files()
    ]
    for row in project.list_history("verdict"):
        said = project.read_event(row)
        name = words.cite(said.name) if said.name else words.say("no single cause")
        share = words.percent(said.share) if said.name else ""
        line = words.say("Verdict: {name} {share}", name=name, share=share).strip()
        events.append((row.made_at, line, "verdict"))
    found = [(at, what, line, "") for at, line, what in events]
    for taken in project.history(project.study()).past:
        step = taken.step
        found.append((step.made_at, step.kind.value, step_name(step, words), step.why))
    found.sort(key=lambda event: event[0])
    facts = [
        {"at": at.isoformat(), "what": what, "line": line, "why": why or None}
        for at, what, line, why in found
    ]
    lines = [
        f"{words.day(at.astimezone().date(), 'full')}  {line}" + (f" ({why})" if why else "")
        for at, _, line, why in found
    ]
    _print(request, {"history": facts}, lines)


def _file_facts(row: ProjectFile) -> dict[str, Any]:
    return {
        "path": row.path,
        "role": row.role,
        "rows": row.rows,
        "sha256": row.sha256,
        "added_at": row.added_at.isoformat(),
    }


def _file_line(row: ProjectFile, words: Words) -> str:
    rows = words.say_n("{count} row", "{count} rows", row.rows)
    day = words.day(row.added_at.astimezone().date(), "full")
    return words.say("{path} ({rows}, added on {day})", path=row.path, rows=rows, day=day)


def _check(request: ProjectRequest, words: Words) -> bool:
    from supportlens.app.projects.copies import find_faults  # noqa: PLC0415 - as above

    faults = find_faults(request.path)
    sound = words.say("The project is sound.")
    lines = [words.say("Damaged: {part}", part=fault) for fault in faults] or [sound]
    _print(request, {"sound": not faults, "faults": list(faults)}, lines)
    return not faults


def _remove(request: ProjectRequest, words: Words, progress: Progress) -> bool:
    from supportlens.app.projects.living import remove_from_project  # noqa: PLC0415 - as above

    study = remove_from_project(
        request.path, lambda rows: _find_files(rows, request.files, words), progress=progress
    )
    _print(request, _removal_facts(study), _removal_lines(study, words))
    return True


def _removal_facts(study: Study) -> dict[str, Any]:
    found = study.extension
    return {
        "removed": list(found.removed) if found else [],
        "tickets_gone": found.gone if found else 0,
        "tickets": len(study.tickets),
        "cause_id": study.verdict.cause_id,
    }


def _removal_lines(study: Study, words: Words) -> list[str]:
    from supportlens.i18n.projects.extensions import extension_lines  # noqa: PLC0415 - as above
    from supportlens.i18n.verdicts import join_segments, verdict_sentence  # noqa: PLC0415 - as above

    return [*extension_lines(study, words), join_segments(verdict_sentence(study, words))]


def _find_files(rows: tuple[ProjectFile, ...], wanted: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """Return the paths of files that are named by their path or their name alone."""
    found = []
    for name in wanted:
        fitting = {row.path for row in rows if name in (row.path, PurePath(row.path).name)}
        absolute = str(Path(name).absolute())
        fitting |= {row.path for row in rows if row.path == absolute}
        if len(fitting) != 1:
            raise UnusableCall(
                words.say("The project has no file {name}. Its files are: {files}.",
                          name=words.quoted(name), files=words.listed(row.path for row in rows))
                if not fitting
                else words.say("{name} is the name of several files: {files}. Give the whole path.",
                               name=words.quoted(name), files=words.listed(sorted(fitting)))
            )  # fmt: skip
        found.append(fitting.pop())
    return tuple(found)


def _print(request: ProjectRequest, facts: dict[str, Any], lines: list[str]) -> None:
    if request.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        return
    write: Callable[[str], None] = print
    for line in lines:
        write(line)

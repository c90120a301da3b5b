"""The command `project read-back`: what people changed in a workbook goes into the project."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from supportlens.domain.projects.read_back import ReadChange
    from supportlens.i18n import Words


def run_read_back(call: argparse.Namespace, words: Words) -> None:
    """Show what was changed in a workbook, and save it in the project unless it is only to be shown.

    What contradicts the project is left as the project has it, or as the workbook has it with --overwrite.
    """
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.statements.reading_back import apply_read_back, read_back  # noqa: PLC0415 - as above
    from supportlens.i18n.projects.read_back import read_back_lines  # noqa: PLC0415 - as above

    with Project.open(call.project, write=not call.preview) as project:
        if not call.preview:
            project.refuse_if_read_only()
        study = project.study()
        found = read_back(study, call.workbook)
        if not call.preview:
            after = apply_read_back(study, found, overwrite=call.overwrite)
            project.save(after, project.history(study))
    if call.json:
        facts = [_facts(change, overwrite=call.overwrite) for change in found.changes]
        sys.stdout.write(
            json.dumps({"changes": facts, "gone": found.gone}, ensure_ascii=False, indent=2) + "\n"
        )
        return
    for line in read_back_lines(found, words, overwrite=call.overwrite):
        print(line)
    if found.changes and call.preview:
        print(words.say("Nothing was saved: this was a preview."))


def _facts(change: ReadChange, *, overwrite: bool) -> dict[str, Any]:
    return {
        "table": change.table,
        "key": change.key,
        "field": change.field,
        "before": change.before,
        "now": change.now,
        "current": change.current,
        "conflict": change.conflicts,
        "applied": not change.refused and (overwrite or not change.conflicts),
    }

"""The one place where the parts are put together: what a face may ask for."""

from supportlens.app.analysis.analysing import SEED, analyse, recut
from supportlens.app.analysis.symptom_edits import move_ticket, move_tickets, rename_symptom
from supportlens.app.intake.worker import read_apart
from supportlens.app.output.exporting import as_json, write_report, write_tickets
from supportlens.app.projects.project_files import read_project, remember, write_project
from supportlens.app.queries.comparing import compare, compare_since_onset
from supportlens.app.queries.selecting import select
from supportlens.app.statements.answering import (
    answer,
    choose_kind,
    chosen_kinds,
    name_cause,
    questions_about,
    say,
    take_back,
)
from supportlens.app.statements.carrying_over import carry, give_back

__all__ = [
    "SEED",
    "analyse",
    "answer",
    "as_json",
    "carry",
    "choose_kind",
    "chosen_kinds",
    "compare",
    "compare_since_onset",
    "give_back",
    "move_ticket",
    "move_tickets",
    "name_cause",
    "questions_about",
    "read_apart",
    "read_project",
    "recut",
    "remember",
    "rename_symptom",
    "say",
    "select",
    "take_back",
    "write_project",
    "write_report",
    "write_tickets",
]

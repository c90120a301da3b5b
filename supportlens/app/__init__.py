"""The one place that combines the parts: everything the window and the command line may call."""

from supportlens.app.analysis.analysing import analyse
from supportlens.app.analysis.cause_edits import merge_causes, place_symptoms
from supportlens.app.analysis.concluding import SEED, recut
from supportlens.app.analysis.symptom_edits import merge_symptoms, move_tickets, rename_symptom, split_symptom
from supportlens.app.intake.reading_files import read_table
from supportlens.app.intake.worker import serve_import_worker
from supportlens.app.output.exporting import as_json, write_tickets
from supportlens.app.output.reports import write_report
from supportlens.app.projects.counting_apart import count_apart
from supportlens.app.projects.project_files import read_project, write_project
from supportlens.app.projects.remembering import remember
from supportlens.app.queries.comparing import compare
from supportlens.app.queries.selecting import select
from supportlens.app.statements.answering import (
    add_answer,
    answer,
    choose_kind,
    chosen_kinds,
    dismiss_cause,
    name_cause,
    questions_about,
    remove_answer,
)
from supportlens.app.statements.carrying_over import carry_over_statements, restore_statements
from supportlens.app.statements.following_up import review_care
from supportlens.app.statements.taking_action import keep_pilot, make_action, take_action

__all__ = [
    "SEED",
    "add_answer",
    "analyse",
    "answer",
    "as_json",
    "carry_over_statements",
    "choose_kind",
    "chosen_kinds",
    "compare",
    "count_apart",
    "dismiss_cause",
    "keep_pilot",
    "make_action",
    "merge_causes",
    "merge_symptoms",
    "move_tickets",
    "name_cause",
    "place_symptoms",
    "questions_about",
    "read_project",
    "read_table",
    "recut",
    "remember",
    "remove_answer",
    "rename_symptom",
    "restore_statements",
    "review_care",
    "select",
    "serve_import_worker",
    "split_symptom",
    "take_action",
    "write_project",
    "write_report",
    "write_tickets",
]

"""Writes the sheets that drafts of standing moments are filled with, of logs that differ, to be approved.

`python -m tests.golden.sheets` approves what they are now.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sample_logs.planted.plantings import plant
from sample_logs.planted.scenario import Kind, Language, Scenario
from sample_logs.planted.writing import write_log
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from supportlens.domain import StandingMoment, Study

DAY = date(2026, 9, 1)
APPROVED = Path(__file__).parent / "sheets.txt"
PLANTED = (Kind.BILLING, Kind.TREATMENT)


def planted_study(kind: Kind) -> Study:
    """Return the study of a small Spanish log in which a cause of this kind was planted."""
    from supportlens.app import analyse  # noqa: PLC0415 - needs pandas

    scenario = Scenario(
        kinds=(kind,), language=Language.ES, tickets=150, shares=(0.35,), seed=21, change_day=date(2026, 6, 2)
    )
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / f"{kind}.csv"
        write_log(plant(scenario), log)
        return analyse([log])


def draft(study: Study) -> StandingMoment:
    """Return the draft of the first cause of a study."""
    return draft_of_cause(study, (study.main_cause or study.causes[0]).id, DAY)


def text_of(moment: StandingMoment, language: str) -> str:
    """Return a sheet as lines: every part with where its text comes from, and the questions."""
    words = words_for(language)
    lines = [f"[{part} / {text.source}] {words.bare(text.text)}" for part, text in moment.sheet.items()]
    lines += [
        f"? {one.question} -> {one.answer} {', '.join(one.ticket_ids)}".rstrip() for one in moment.questions
    ]
    return "\n".join([*lines, f"target {moment.target}, review {moment.review}"])


def all_sheets(studies: dict[str, Study]) -> str:
    """Return the sheets of studies, each under its name, which begins with the language."""
    parts = (f"# {name}\n{text_of(draft(study), name[:2])}\n" for name, study in studies.items())
    return "\n".join(parts)


if __name__ == "__main__":
    from tests.sharing import SharedStudies

    with tempfile.TemporaryDirectory() as kept:
        share = SharedStudies(Path(kept))
        found = {
            "es knowledge gap": share("caso_40.csv", changes="caso_40_cambios.csv"),
            "en knowledge gap": share("case_40.xlsx", changes="case_40_changes.csv"),
            "es defect": share("muestra.json"),
            **{f"es {kind}": planted_study(kind) for kind in PLANTED},
        }
        APPROVED.write_text(all_sheets(found), encoding="utf-8")

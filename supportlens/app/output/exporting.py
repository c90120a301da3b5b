"""Exports a study: the workbook, the JSON document, the table of tickets."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supportlens.domain import PeriodComparison, Study
    from supportlens.i18n import Words

TICKET_COLUMNS = (
    "ticket_id",
    "source_file",
    "source_row",
    "symptom_id",
    "symptom",
    "cause_id",
    "cause",
    "kind",
    "confidence",
    "moment",
    "stage",
    "valence",
    "flags",
    "moment_type",
    "journey",
    "touchpoint",
    "complaint",
    "critical",
    "expectation",
    "behaviours",
    "emotion",
    "decision",
)
"""The columns of the table of tickets."""


def as_json(study: Study, language: str, *, mask: bool = True) -> dict[str, Any]:
    """Return a study as the values of its JSON document, schema version 1.

    `mask` hides personal data in what was taken from tickets; of the tickets' texts only the
    questions and answers of the plan are in it.
    """
    from supportlens.app.document.study_document import build_document  # noqa: PLC0415 - needs Babel
    from supportlens.i18n import words_for  # noqa: PLC0415 - as above

    words = words_for(language).of_log(study.tickets)
    return build_document(
        study_to_show(study, language, mask=mask), words, comparison=compare_last_weeks(study)
    )


def compare_last_weeks(study: Study) -> PeriodComparison | None:
    """Compare the last full weeks of a study with those before, using its country and active users.

    Returns None where there is nothing to compare: too few tickets, or none that is somebody's request.
    """
    from supportlens.app.queries.comparing import compare  # noqa: PLC0415 - needs pandas
    from supportlens.domain import NoVerdict  # noqa: PLC0415 - as above

    if study.verdict.reason is NoVerdict.TOO_FEW_TICKETS or study.screening.is_all:
        return None
    if study.stage_results is None:
        return compare(study)
    return compare(study, users=study.stage_results.users, country=study.stage_results.country)


def check_output(path: Path) -> None:
    """Raise `OutputError` if a file cannot be written, before the work that fills it."""
    from supportlens.report import check_output as check  # noqa: PLC0415 - needs openpyxl

    check(path)


def study_to_show(study: Study, language: str, *, mask: bool = True) -> Study:
    """Return a study ready to be shown; `mask` masks the texts of its findings."""
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel
    from supportlens.report import Masker, mask_findings  # noqa: PLC0415 - needs openpyxl

    return mask_findings(study, Masker(study, words_for(language))) if mask else study


def json_text(study: Study, language: str, *, mask: bool = True) -> str:
    """Return the JSON document of a study as text, with a line break at its end."""
    build_document = as_json(study, language, mask=mask)
    return json.dumps(build_document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_json(study: Study, path: Path, language: str, *, mask: bool = True) -> None:
    """Write the JSON document of a study; raises `OutputError` if that fails."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    text = json_text(study, language, mask=mask)
    with replace_file(path) as stream:
        # A lone surrogate in a customer's text must not make the whole file fail.
        stream.write(text.encode("utf-8", errors="replace"))


def write_tickets(study: Study, path: Path, language: str, *, mask: bool = True) -> None:
    """Write one row per ticket as CSV (RFC 4180, UTF-8); raises `OutputError` if that fails."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    shown = study_to_show(study, language, mask=mask)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(TICKET_COLUMNS)
    writer.writerows(ticket_rows(shown, language))
    with replace_file(path) as stream:
        stream.write(text.getvalue().encode("utf-8", errors="replace"))


def write_left_out(study: Study, path: Path, language: str) -> None:
    """Write the rows that were left out, or kept with a remark, as CSV; raises `OutputError`."""
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel
    from supportlens.i18n.imports import file_name  # noqa: PLC0415 - as above
    from supportlens.i18n.left_out_rows import rejected_rows, remarked_rows  # noqa: PLC0415 - as above
    from supportlens.report import csv_safe, replace_file  # noqa: PLC0415 - needs openpyxl

    words = words_for(language)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((words.say("File"), words.say("Row"), words.say("Reason")))
    for file in study.tickets.files:
        for remark in (*rejected_rows(file, words), *remarked_rows(file, words)):
            writer.writerow((csv_safe(file_name(file)), remark.row, csv_safe(remark.reason)))
    with replace_file(path) as stream:
        stream.write(text.getvalue().encode("utf-8", errors="replace"))


def list_sheets(study: Study, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the (title, sentence) of each sheet in the workbook of a study, in order."""
    from supportlens.report import all_sheets  # noqa: PLC0415 - needs openpyxl

    return tuple((sheet.title(words), sheet.contents(study, words)) for sheet in all_sheets())


def ticket_rows(study: Study, language: str) -> Iterator[list[object]]:
    """Return the rows of the table of tickets; text from files is made safe, our own codes need not be."""
    from supportlens.domain import Assigned, Derived, Field  # noqa: PLC0415 - needed only here, with the frame
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel
    from supportlens.i18n.imports import distinct_file_names  # noqa: PLC0415 - as above
    from supportlens.report import csv_safe  # noqa: PLC0415 - needs openpyxl

    frame, assignment, words = study.tickets.frame, study.assignment, words_for(language)
    symptoms = {symptom.id: csv_safe(words.read(symptom.name)) for symptom in study.symptoms}
    causes = {cause.id: (csv_safe(words.read(cause.name)), cause.kind.value) for cause in study.causes}
    columns = (
        frame[Field.TICKET_ID.value],
        frame[Derived.SOURCE_FILE].map(distinct_file_names(frame[Derived.SOURCE_FILE].unique())),
        frame[Derived.SOURCE_ROW],
        *(assignment[name] for name in (Assigned.SYMPTOM, Assigned.CAUSE, Assigned.CONFIDENCE)),
        *(assignment[name] for name in (Assigned.MOMENT, Assigned.FLAGS)),
    )
    coded = _code_rows(study)
    for ticket, file, row, symptom, cause, confidence, moment, flags in zip(*columns, strict=True):
        stage, valence, *codes = next(coded)
        name, kind = causes.get(cause, ("", ""))
        yield [
            csv_safe(str(ticket)),
            csv_safe(str(file)),
            int(row),
            symptom,
            symptoms.get(symptom, ""),
            cause,
            name,
            kind,
            round(float(confidence), 3),
            moment,
            stage,
            valence,
            flags,
            *codes,
        ]


def _code_rows(study: Study) -> Iterator[list[object]]:
    """Yield stage, valence and the other codes of each ticket, in the order of the columns."""
    from supportlens.domain import Dimension  # noqa: PLC0415 - as above

    coding = study.coding
    if coding is None:
        blank: list[object] = [""] * 11
        yield from (blank for _ in range(len(study.tickets)))
        return
    stages = coding.values(Dimension.STAGE)
    valences = coding.valences().tolist()
    others = (Dimension.MOMENT_TYPE, Dimension.JOURNEY, Dimension.TOUCHPOINT)
    marks = (coding.mask("complaint").astype(int).tolist(), coding.mask("critical").astype(int).tolist())
    last = (Dimension.EXPECTATION, Dimension.BEHAVIOUR, Dimension.EMOTION, Dimension.DECISION)
    columns = (*map(coding.values, others), *marks, *map(coding.values, last))
    for row in zip(stages, valences, *columns, strict=True):
        yield list(row)

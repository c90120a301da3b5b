"""Words the verdict as a short text for the console."""

from __future__ import annotations

import textwrap
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.i18n.actions import action_line, question_line
from supportlens.i18n.beside_verdict import beside_lines
from supportlens.i18n.certainty import certainty_reason_line
from supportlens.i18n.follow_up.customers import care_lines
from supportlens.i18n.follow_up.effects import done_lines, unmatched_lines
from supportlens.i18n.impact import impact_lines
from supportlens.i18n.imports import account_line
from supportlens.i18n.is_is_not import gap_lines
from supportlens.i18n.kinds import kind_doubt_line
from supportlens.i18n.labels import certainty_name, doubt_line, kind_name
from supportlens.i18n.onsets import change_line, level_line, onset_line
from supportlens.i18n.periods import comparison_lines
from supportlens.i18n.projects.corrections import correction_lines
from supportlens.i18n.projects.extensions import extension_lines
from supportlens.i18n.projects.project_errors import without_texts_line
from supportlens.i18n.reading.apart import apart_lines
from supportlens.i18n.reading.desk_changes import desk_change_line, desk_changes_title, list_said_changes
from supportlens.i18n.reading.undated_files import undated_lines
from supportlens.i18n.reading.unused_files import unused_files_line
from supportlens.i18n.signals import scope_line, signal_line
from supportlens.i18n.symptoms import quoted_names_line
from supportlens.i18n.trends import baseline_sentence, trend_lines
from supportlens.i18n.verdicts import join_segments, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.domain import Cause, PeriodComparison, ScopeClaim, Study
    from supportlens.i18n import Words

_INDENT = "  "
_SIGNALS = 5
"""Signals shown, the strongest; the workbook and the JSON have them all."""


def verdict_text(
    study: Study, words: Words, width: int, *, comparison: PeriodComparison | None = None
) -> str:
    """Return the verdict with its reasons, the action, the last weeks and what the log lacks."""
    words = words.of_log(study.tickets)
    blocks = [_opening(study, words, width), _wrap(join_segments(verdict_sentence(study, words)), width, "")]
    blocks += [_wrap(line, width, "") for line in (*beside_lines(study, words), *apart_lines(study, words))]
    blocks += [
        "\n".join([title.upper(), *(_wrap(line, width) for line in lines)])
        for title, lines in _sections(study, words, comparison)
        if lines
    ]
    return "\n\n".join(blocks) + "\n"


def _opening(study: Study, words: Words, width: int) -> str:
    """Return the files, tickets and dates, and what became of the other rows."""
    held = {file.path for file in study.tickets.files if file.rows_read or not file.holds_no_tickets}
    read = [path for path in study.tickets.paths if path in held] or study.tickets.paths
    parts = [words.listed(PurePath(path).name for path in read)]
    parts.append(words.say_n("{count} ticket", "{count} tickets", len(study.tickets)))
    first, last = study.tickets.first_date, study.tickets.last_date
    if first and last:
        parts.append(words.period(first, last))
    account = account_line(study.tickets, words)
    unused = unused_files_line(study.tickets, words)
    notes = [*(note for note in (account, unused) if note), *undated_lines(study.tickets, words)]
    if study.tickets.texts_left_out:
        notes.append(without_texts_line(words))
    return "\n".join([" \N{MIDDLE DOT} ".join(parts), *(_wrap(note, width, "") for note in notes)])


def _sections(
    study: Study, words: Words, comparison: PeriodComparison | None
) -> Iterator[tuple[str, list[str]]]:
    chief = study.main_cause
    if chief is not None:
        yield words.say("Why we say so"), _bullets(_reasons(chief, study, words))
        yield words.say("Why this is certain"), _bullets(_certainty_reasons(chief, study, words))
        yield (
            words.say("What was done"),
            _bullets((*done_lines(chief, words), *unmatched_lines(study, words))),
        )
        yield words.say("What to do"), [_INDENT + action_line(chief, study, words)]
        yield words.say("Evidence against it"), _bullets(_doubts(chief, study, words))
        yield words.say("What it costs"), _bullets(impact_lines(chief.impact, words) if chief.impact else ())
        questions = [question_line(question, chief, words) for question in study.verdict.questions]
        yield (
            words.say("Questions to ask now"),
            [f"{_INDENT}{number}. {line}" for number, line in enumerate(questions, start=1)],
        )
    else:
        yield words.say("What was done"), _bullets(unmatched_lines(study, words))
    title = words.say("Other causes") if chief else words.say("The most frequent reasons")
    yield title, _runners_up(study, words)
    if study.care is not None and study.customer_files is not None:
        yield words.say("Customers"), _bullets(care_lines(study.care, words))
    yield words.say("Since last time"), _bullets(extension_lines(study, words))
    if study.continuation:
        trends = [baseline_sentence(study.continuation, words), *trend_lines(study.continuation, words)]
        yield words.say("Since the project was saved"), _bullets(trends)
    if comparison is not None:
        yield words.say("Two periods"), _bullets(comparison_lines(comparison, study, words))
    yield words.say("Corrections"), _bullets(correction_lines(study, words))
    changes = [desk_change_line(change, words) for change in list_said_changes(study)]
    yield desk_changes_title(words), _bullets(changes)
    yield words.say("What this log cannot tell"), _bullets(gap_lines(study, words))


def _reasons(chief: Cause, study: Study, words: Words) -> list[str]:
    certainty = study.verdict.certainty
    kind = kind_name(chief.kind, words)
    lines = [f"{kind} \N{MIDDLE DOT} {certainty_name(certainty, words)}" if certainty else kind]
    if doubt := kind_doubt_line(chief, words):
        lines.append(doubt)
    lines += [scope_line(claim, words) for claim in _places(chief)]
    if chief.onset is not None or study.tickets.first_date != study.tickets.last_date:
        lines.append(onset_line(chief, words))  # with fewer than two days time was not analysed
    if chief.onset is not None:
        lines += [level_line(level, words) for level in chief.onset.levels]
    if chief.change is not None:
        lines.append(change_line(chief, words))
    return lines + [signal_line(signal, study, words) for signal in chief.signals_for[:_SIGNALS]]


def _places(chief: Cause) -> list[ScopeClaim]:
    """Return the combination of values that locates the cause, and its single place if that differs."""
    found = [claim for claim in (chief.where, chief.place) if claim is not None]
    return found[:1] if found[:1] == found[1:] else found


def _certainty_reasons(chief: Cause, study: Study, words: Words) -> list[str]:
    return [certainty_reason_line(reason, chief, words) for reason in study.verdict.certain_because]


def _doubts(chief: Cause, study: Study, words: Words) -> list[str]:
    lines = [doubt_line(doubt, chief, words) for doubt in study.verdict.doubts]
    return lines + [signal_line(signal, study, words) for signal in chief.contradictions[:_SIGNALS]]


def _runners_up(study: Study, words: Words) -> list[str]:
    runners = [cause for cause in map(study.cause, study.verdict.runners_up) if cause]
    if not runners and study.main_cause is None:
        runners = [cause for cause in study.causes if not cause.dismissed][:4]
    quoted = quoted_names_line((cause.name for cause in runners), words)
    return [
        f"{_INDENT}{words.percent(cause.share):>5}  {words.read(cause.name)}"
        f" ({'; '.join(_runner_facts(cause, words))})"
        for cause in runners
    ] + ([_INDENT + quoted] if quoted else [])


def _runner_facts(cause: Cause, words: Words) -> list[str]:
    facts = [words.number(cause.tickets), kind_name(cause.kind, words).lower()]
    if cause.onset is not None:
        facts.append(words.say("since {day}", day=words.day(cause.onset.day, "long")))
    return facts


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}\N{BULLET} {line}" for line in lines]


def _wrap(text: str, width: int, hanging: str = "    ") -> str:
    return textwrap.fill(
        text, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )

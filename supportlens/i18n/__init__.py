"""Words: every sentence for people, in Spanish and English."""

from supportlens.i18n.answering import answer_line, answer_name
from supportlens.i18n.naming import (
    action_name,
    certainty_name,
    doubt_line,
    field_name,
    gap_line,
    kind_name,
    moment_state_name,
    shape_name,
    stage_name,
)
from supportlens.i18n.sentences import (
    Segment,
    action_line,
    change_line,
    change_match_line,
    no_verdict_line,
    onset_line,
    plain,
    question_line,
    scope_line,
    signal_line,
    verdict_sentence,
)
from supportlens.i18n.weighing import certainty_reason_line, factor_name, priority_line, priority_part_line
from supportlens.i18n.words import LANGUAGES, Words, words_for

__all__ = [
    "LANGUAGES",
    "Segment",
    "Words",
    "action_line",
    "action_name",
    "answer_line",
    "answer_name",
    "certainty_name",
    "certainty_reason_line",
    "change_line",
    "change_match_line",
    "doubt_line",
    "factor_name",
    "field_name",
    "gap_line",
    "kind_name",
    "moment_state_name",
    "no_verdict_line",
    "onset_line",
    "plain",
    "priority_line",
    "priority_part_line",
    "question_line",
    "scope_line",
    "shape_name",
    "signal_line",
    "stage_name",
    "verdict_sentence",
    "words_for",
]

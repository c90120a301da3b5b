from .actions import action_line, question_line
from .answers import answer_line, answer_name
from .certainty import certainty_reason_line, factor_name, priority_line, priority_part_line
from .impact import effort_line, first_contact_definition, impact_lines
from .kinds import kind_doubt_line, learnt_line
from .labels import (
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
from .onsets import (
    change_line,
    change_match_line,
    ground_line,
    level_line,
    onset_line,
    rates_line,
    rise_after_line,
)
from .periods import (
    comparison_line,
    part_line,
    period_name,
    ratio_line,
    trend_name,
    users_line,
)
from .signals import scope_line, signal_line
from .verdicts import Segment, join_segments, no_verdict_line, verdict_sentence
from .words import LANGUAGES, Words, next_language, regions_of, spoken_languages, words_for

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
    "comparison_line",
    "doubt_line",
    "effort_line",
    "factor_name",
    "field_name",
    "first_contact_definition",
    "gap_line",
    "ground_line",
    "impact_lines",
    "join_segments",
    "kind_doubt_line",
    "kind_name",
    "learnt_line",
    "level_line",
    "moment_state_name",
    "next_language",
    "no_verdict_line",
    "onset_line",
    "part_line",
    "period_name",
    "priority_line",
    "priority_part_line",
    "question_line",
    "rates_line",
    "ratio_line",
    "regions_of",
    "rise_after_line",
    "scope_line",
    "shape_name",
    "signal_line",
    "spoken_languages",
    "stage_name",
    "trend_name",
    "users_line",
    "verdict_sentence",
    "words_for",
]

"""From symptoms to root causes: place, onset, related change and kind."""

from supportlens.causes.attributing import attribute, search_texts
from supportlens.causes.description.cause_names import name_cause
from supportlens.causes.kinds.learning import apply_weights, learn_weights, record_correction
from supportlens.causes.places.segments import add_segments
from supportlens.causes.places.spellings import join_spellings
from supportlens.causes.time.periods import choose_periods, compare_periods
from supportlens.causes.time.thresholds import MIN_EXCESS_TICKETS
from supportlens.causes.time.working_days import find_holidays, has_calendar
from supportlens.causes.verdict.answers import apply_answers
from supportlens.causes.verdict.chosen_kinds import apply_kinds
from supportlens.causes.verdict.judging import find_open_questions, judge, judge_causes

__all__ = [
    "MIN_EXCESS_TICKETS",
    "add_segments",
    "apply_answers",
    "apply_kinds",
    "apply_weights",
    "attribute",
    "choose_periods",
    "compare_periods",
    "find_holidays",
    "find_open_questions",
    "has_calendar",
    "join_spellings",
    "judge",
    "judge_causes",
    "learn_weights",
    "name_cause",
    "record_correction",
    "search_texts",
]

"""From symptoms to root causes: where, since when, after what and of which kind."""

from supportlens.causes.attributing import attribute
from supportlens.causes.description.cause_names import called_after, lends_its_name
from supportlens.causes.kinds.learning import correction_of, learn, with_weights
from supportlens.causes.places.segments import with_segments
from supportlens.causes.places.spellings import join_spellings
from supportlens.causes.time.periods import compare_periods, default_periods, periods_at
from supportlens.causes.time.working_days import has_calendar
from supportlens.causes.verdict.answers import answer
from supportlens.causes.verdict.chosen_kinds import choose_kinds
from supportlens.causes.verdict.judging import judge, judge_causes, open_questions

__all__ = [
    "answer",
    "attribute",
    "called_after",
    "choose_kinds",
    "compare_periods",
    "correction_of",
    "default_periods",
    "has_calendar",
    "join_spellings",
    "judge",
    "judge_causes",
    "learn",
    "lends_its_name",
    "open_questions",
    "periods_at",
    "with_segments",
    "with_weights",
]

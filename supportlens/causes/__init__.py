"""From symptoms to root causes: where, since when, after what and of which kind."""

from supportlens.causes.answers import answer
from supportlens.causes.attributing import attribute
from supportlens.causes.calling import called_after, lends_its_name
from supportlens.causes.choosing import choose_kinds
from supportlens.causes.judging import judge, judge_causes, open_questions
from supportlens.causes.learning import correction_of, learn, with_weights
from supportlens.causes.periods import compare_periods, default_periods, periods_at
from supportlens.causes.segments import with_segments
from supportlens.causes.spellings import join_spellings
from supportlens.causes.working_days import has_calendar

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

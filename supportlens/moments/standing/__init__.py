"""Standing moments, measured: their questions, their indicator and its reading against the target."""

from supportlens.moments.standing.measuring import measure_period, measure_weekly
from supportlens.moments.standing.questions import list_questions

__all__ = ["list_questions", "measure_period", "measure_weekly"]

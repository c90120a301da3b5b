"""What real desks go through besides a planted cause: each situation changes the tickets of a log."""

from sample_logs.planted.situations.applying import (
    apply_situations,
    name_applications,
    number_again,
    state_situations,
)
from sample_logs.planted.situations.events import plan_events
from sample_logs.planted.situations.setting import Effect, Setting

__all__ = [
    "Effect",
    "Setting",
    "apply_situations",
    "name_applications",
    "number_again",
    "plan_events",
    "state_situations",
]

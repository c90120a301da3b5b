"""The rules of the plan: when a training is worth it, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The rules of the plan, as in `resources/playbook/plan.toml`, which says what each moves."""

    weekly: float = 1.5
    people: int = 4
    hours_a_month: float = 1.0
    tickets: int = 6
    """The floor of a log without dates."""
    service_weekly: float = 3.0
    """The floor of contacts per week that went wrong by how people were treated."""
    payback_weeks: float = 26.0
    assumed_share: float = 0.5
    assumed_low: float = 0.3
    assumed_high: float = 0.7
    reach_low: float = 0.5
    """The share of people whom a training reaches at least."""
    minutes_a_ticket: float = 10.0
    group_size: int = 12
    lead_days: int = 5
    """Days between the end of the log and the earliest training."""
    effect_days: int = 30
    """Days after the training by which the target is to be met."""

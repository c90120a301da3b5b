"""Reads the rules of the plan."""

from __future__ import annotations

from typing import Any

from supportlens.domain import PlanRules


def read_plan_rules(table: dict[str, Any], file: str) -> PlanRules:
    """Return the rules from their table; raises ValueError, naming the file, for an invalid one."""
    try:
        floor, assumed, session = table["floor"], table["assumptions"], table["session"]
        rules = PlanRules(
            weekly=float(floor["tickets_a_week"]),
            people=int(floor["people"]),
            hours_a_month=float(floor["hours_a_month"]),
            tickets=int(floor["tickets"]),
            service_weekly=float(floor["service_contacts_a_week"]),
            payback_weeks=float(table["payback"]["weeks"]),
            assumed_share=float(assumed["saved_share"]),
            assumed_low=float(assumed["saved_low"]),
            assumed_high=float(assumed["saved_high"]),
            reach_low=float(assumed["reach_low"]),
            minutes_a_ticket=float(assumed["minutes_a_ticket"]),
            group_size=int(session["group_size"]),
            lead_days=int(session["lead_days"]),
            effect_days=int(session["effect_days"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(file, repr(fault)) from fault
    if rules.group_size < 1 or not 0 <= rules.assumed_low <= rules.assumed_share <= rules.assumed_high <= 1:
        raise ValueError(file, repr(rules))
    return rules

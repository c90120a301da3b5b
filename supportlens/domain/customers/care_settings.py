"""What a person may choose about what is due to customers, by the names of the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.domain.customers.care import CareRules

CARE_SETTINGS = ("birthdays", "window", "amount")
"""Whether birthdays are on the agenda (yes or no), the days within which bad experiences count, and the
change in per cent from which an invoice is unusual."""
_LONGEST_WINDOW = 3660
_WRITTEN = {"yes": True, "no": False}


def choose_care(rules: CareRules, chosen: Mapping[str, str]) -> CareRules:
    """Return the rules with some chosen anew; raises ValueError for an unknown name or an unusable value."""
    for name, value in chosen.items():
        if name == "birthdays" and value in _WRITTEN:
            rules = replace(rules, birthdays=_WRITTEN[value])
        elif name == "window" and value.isdecimal() and 1 <= int(value) <= _LONGEST_WINDOW:
            rules = replace(rules, window_days=int(value))
        elif name == "amount" and value.isdecimal() and 1 <= int(value) <= 100:
            rules = replace(rules, amount_change=int(value) / 100)
        else:
            raise ValueError(f"{name}={value}")
    return rules

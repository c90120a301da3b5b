"""Bad experiences: the bitter contacts of a customer, repeats of one cause counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from supportlens.domain import BadEpisode, CustomerAtRisk, RiskLevel, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.customers.identities import KnownCustomer
    from supportlens.domain import CareRules

_ALIKE = 0.6
"""Share of words that two texts have in common from which one repeats the other (Jaccard 1912).

Judgement: a customer who writes again keeps most words; smaller takes two matters of one product for one.
"""

WORDS_OF = 200
"""Texts of which the words are kept: one customer's. Judgement; it affects no result."""


@dataclass(frozen=True, slots=True)
class CustomerContact:
    """A ticket as far as customers are concerned; `valence` is -2 to 2."""

    ticket_id: str
    day: date
    valence: int
    cause_id: str
    symptom_id: str
    text: str
    """What was written, "" of contacts that are compared with none: those that are not bitter."""
    critical: bool
    is_open: bool


def find_episodes(
    contacts: Iterable[CustomerContact], as_of: date, rules: CareRules
) -> tuple[BadEpisode, ...]:
    """Return the bad experiences of one customer within the window before `as_of`, earliest first.

    A bitter contact about the matter of an earlier one continues its experience if it comes within
    `rules.episode_days` of the last of them.
    """
    first = as_of - timedelta(days=rules.window_days)
    bitter = sorted(
        (one for one in contacts if one.valence < 0 and first < one.day <= as_of),
        key=lambda one: (one.day, one.ticket_id),
    )
    found: list[list[CustomerContact]] = []
    for one in bitter:
        of = next((each for each in reversed(found) if _continues(one, each, rules.episode_days)), None)
        if of is None:
            found.append([one])
        else:
            of.append(one)
    return tuple(
        BadEpisode(
            each[0].day,
            each[-1].day,
            next((one.cause_id for one in each if one.cause_id), ""),
            next((one.symptom_id for one in each if one.symptom_id), ""),
            tuple(one.ticket_id for one in each),
        )
        for each in found
    )


def _continues(one: CustomerContact, episode: list[CustomerContact], days: int) -> bool:
    last = episode[-1]
    return (one.day - last.day).days <= days and any(_is_same_matter(one, other) for other in episode)


def _is_same_matter(one: CustomerContact, other: CustomerContact) -> bool:
    """Return whether two contacts are about one cause; of those without a cause the texts decide."""
    if one.cause_id and other.cause_id:
        return one.cause_id == other.cause_id
    if one.symptom_id and one.symptom_id == other.symptom_id:
        return True
    words, others = _collect_words(one.text), _collect_words(other.text)
    union = words | others
    return bool(union) and len(words & others) >= _ALIKE * len(union)


@lru_cache(WORDS_OF)
def _collect_words(text: str) -> frozenset[str]:
    """Return the words by which texts are compared; few texts are, so those of all are not held."""
    return frozenset(word for word in fold(text).split() if len(word) > 3)


def rate_customer(
    customer: KnownCustomer,
    contacts: list[CustomerContact],
    episodes: tuple[BadEpisode, ...],
    as_of: date,
    rules: CareRules,
) -> CustomerAtRisk | None:
    """Return the customer as at risk, with the next renewal; None if too few experiences were bad."""
    if len(episodes) < rules.warning:
        return None
    coming = [day for day in customer.renewals if day >= as_of] or customer.renewals[-1:]
    last_bad = episodes[-1].last
    good = [one.day for one in contacts if one.valence > 0]
    return CustomerAtRisk(
        customer.name,
        customer.id,
        RiskLevel.ALARM if len(episodes) >= rules.alarm else RiskLevel.WARNING,
        episodes,
        recovered=any(day > last_bad for day in good),
        spoiled=bool(good) and max(good) < last_bad,
        spellings=customer.spellings,
        value=customer.value,
        renewal=next(iter(coming), None),
    )

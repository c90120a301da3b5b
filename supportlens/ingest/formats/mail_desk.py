"""Tells the addresses of the help desk in a mailbox: those that answer many people."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from supportlens.ingest.formats.mail_headers import domain_of

if TYPE_CHECKING:
    from supportlens.ingest.formats.mail_threads import Letter

LEAST_ANSWERED = 3
"""Minimum people that an address of the desk has answered.

Judgement: a customer writes to one or two agents; more would miss the desk of a small mailbox.
"""


def find_desk(letters: list[Letter]) -> frozenset[str]:
    """Return the addresses of the desk, none if the mails do not tell.

    They are the senders of mails among those sent, and those who answered several people and to whom most
    others write, or who share the domain of that address while most others do not.
    """
    owners = {letter.writer for letter in letters if letter.is_sent and letter.writer}
    answered = _count_answered(letters)
    asked = [letter for letter in letters if letter.writer not in answered and not letter.is_sent]
    received = Counter(address for letter in asked for address in set(letter.receivers))
    if not received:
        return frozenset(owners)
    busiest, count = received.most_common(1)[0]
    if 2 * count < len(asked):
        return frozenset(owners)
    domain = domain_of(busiest)
    is_ours = 2 * sum(domain_of(letter.sender) == domain for letter in asked) < len(asked)
    desk = {
        address
        for address in answered
        if 2 * received[address] >= len(asked) or (is_ours and domain_of(address) == domain)
    }
    return frozenset(owners | desk | ({busiest} if owners | desk else set()))


def _count_answered(letters: list[Letter]) -> frozenset[str]:
    """Return the addresses that have answered several people."""
    senders = {name: letter.sender for letter in letters for name in letter.id}
    people: dict[str, set[str]] = defaultdict(set)
    for letter in letters:
        if letter.carrier:
            continue
        met = {senders[name] for name in letter.references if name in senders}
        if letter.is_reply:
            met |= set(letter.receivers[:1])
        people[letter.sender] |= met - {letter.sender}
    return frozenset(address for address, met in people.items() if len(met) >= LEAST_ANSWERED and address)

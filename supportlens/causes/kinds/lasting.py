"""What lasts: what is looked up in the tickets once for all groupings of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.causes.kinds.classifying import SignalEvidence, gather_evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Playbook, Tickets


def evidence_of(
    tickets: Tickets, playbook: Playbook, lasting: dict[str, object] | None, heard: Callable[[float], None]
) -> SignalEvidence:
    """Look the signals up in n tickets, or give what `lasting` holds of the same tickets and signals.

    `heard` is told the part that is done, and stops the work by raising.
    """
    known = lasting.get("evidence") if lasting is not None else None
    if isinstance(known, SignalEvidence) and known.rules == playbook.signals:
        return known
    found = gather_evidence(tickets, playbook, heard)
    if lasting is not None:
        lasting["evidence"] = found
    return found

"""The causes of a grouping as they were found and described, before a person's corrections of causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import CacheKey

if TYPE_CHECKING:
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.rising.usual_mix import UsualValue
    from supportlens.causes.time.rises import Rise
    from supportlens.domain import Cause, Change, Grouping, Playbook


@dataclass(frozen=True, slots=True, eq=False)
class FoundCauses:
    """What was found in a grouping of a log; a correction that only concerns causes begins from it."""

    grouping: Grouping
    calendar: tuple[Change, ...]
    playbook: Playbook
    causes: tuple[Cause, ...]
    candidates: tuple[CauseCandidate, ...]
    together: Rise | None
    """The rise of all traffic."""
    usual: tuple[UsualValue, ...]

    def is_of(self, grouping: Grouping, calendar: tuple[Change, ...], playbook: Playbook) -> bool:
        """Return whether another search with these would find the same."""
        own = self.grouping
        return (
            playbook is self.playbook
            and calendar == self.calendar
            and np.array_equal(grouping.labels, own.labels)
            and np.array_equal(grouping.rise_labels, own.rise_labels)
            and grouping.symptoms == own.symptoms
        )


FOUND: CacheKey[FoundCauses] = CacheKey("causes as they were found")
"""One entry: that of the last grouping, whose causes are corrected one after another."""

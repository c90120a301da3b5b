"""Merges causes and moves symptoms between them, as a person says, and describes them anew afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.rising.growing import set_level, sort_by_size
from supportlens.causes.time.onsets import find_rise
from supportlens.domain import CausesMerged, trace_ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Cause, CauseAmendment, KnownCause, Name, SymptomsPlaced

    Mask = npt.NDArray[np.bool_]
    Rows = npt.NDArray[np.int64]

OWN_SHARE = 0.5
"""Share of a cause's tickets in the symptoms of a known one from which it continues that one.

Judgement: the majority identifies it; smaller gives an id to what merely shares a symptom.
"""


@dataclass(frozen=True, slots=True, eq=False)
class ArrangedCause:
    """The tickets of a cause after corrections."""

    candidate: CauseCandidate
    claims: frozenset[tuple[str, str]] = frozenset()
    """The places of all causes that it was made of, each a field and a value."""
    name: Name | None = None
    """The name that it keeps, None for one that fits its tickets."""
    known_id: str = ""
    """The id that a person's correction gives it, "" if none does."""

    def is_elsewhere(self, place: tuple[str, str] | None) -> bool:
        """Return whether the field of a place locates it, and has only other values."""
        if place is None:
            return False
        claimed = {value for name, value in self.claims if name == place[0]}
        return bool(claimed) and place[1] not in claimed


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """The causes of n tickets, whose symptoms are `labels` (n): positions in `ids`, negative for none."""

    timeline: LogTimeline
    labels: Rows
    ids: tuple[str, ...]
    among: Mask
    """The tickets (n) that causes are searched in."""
    causes: tuple[ArrangedCause, ...] = ()
    gone: frozenset[str] = frozenset()
    """The ids of the causes that are part of others by now."""

    @classmethod
    def of(
        cls,
        causes: Sequence[Cause],
        candidates: Sequence[CauseCandidate],
        timeline: LogTimeline,
        labels: Rows,
        ids: Sequence[str],
        among: Mask,
    ) -> Arrangement:
        """Return the causes as they were found and described."""
        found = tuple(
            ArrangedCause(group, frozenset((claim.field, claim.value) for claim in cause.scope))
            for cause, group in zip(causes, candidates, strict=True)
        )
        names = [cause.name for cause in causes]
        return cls(
            timeline,
            labels,
            tuple(ids),
            among,
            tuple(replace(one, name=name) for one, name in zip(found, names, strict=True)),
        )

    def correct(self, said: CauseAmendment) -> Arrangement:
        """Return the causes after a correction; one about causes that are not there changes nothing."""
        if isinstance(said, CausesMerged):
            return self._merge(said)
        return self._place(said)

    def find(self, known: KnownCause) -> ArrangedCause | None:
        """Return the cause with most tickets of the symptoms of a known one, at its place if there is one."""
        mask = self.mark(known.symptoms)
        for strictly in (True, False):
            held = [
                0 if strictly and one.is_elsewhere(known.place) else int((one.candidate.members & mask).sum())
                for one in self.causes
            ]
            best = max(range(len(held)), key=lambda at: (held[at], -at), default=None)
            if best is not None and held[best]:
                return self.causes[best]
        return None

    def _merge(self, said: CausesMerged) -> Arrangement:
        part, whole = self.find(said.cause), self.find(said.into)
        if part is None or whole is None or part is whole:
            return self
        merged = replace(
            self._join(whole, part.candidate),
            claims=whole.claims | part.claims,
            known_id=whole.known_id or said.into.id,
        )
        return replace(
            self,
            causes=tuple(merged if one is whole else one for one in self.causes if one is not part),
            gone=self.gone | {said.cause.id},
        )

    def _place(self, said: SymptomsPlaced) -> Arrangement:
        source = self.find(said.cause)
        target = self.find(said.into) if said.into else None
        if source is None or source is target or (said.into is not None and target is None):
            return self
        group, places = source.candidate, self._find_positions(said.symptoms)
        mask = np.isin(self.labels, places)
        moved, rest = group.members & mask, group.members & ~mask
        if not moved.any() or (not rest.any() and target is None):
            return self
        part = self._make(moved, group.family & mask, group, places)
        found: list[ArrangedCause | None] = list(self.causes)
        at = self.causes.index(source)
        if rest.any():
            left = self._make(rest, group.family & ~mask, group, [*set(group.symptoms) - set(places)])
            keeps_name = rest.sum() >= moved.sum()
            found[at] = replace(
                source,
                candidate=left,
                name=source.name if keeps_name else None,
                known_id=source.known_id or said.cause.id,
            )
        else:
            found[at] = None
        if target is None:
            found.append(ArrangedCause(part))
        else:
            known_id = target.known_id or (said.into.id if said.into else "")
            found[self.causes.index(target)] = replace(self._join(target, part), known_id=known_id)
        return replace(self, causes=tuple(one for one in found if one is not None))

    def mark(self, symptoms: Iterable[str]) -> Mask:
        """Mark the tickets of symptoms, and of their parts in a finer cut."""
        return np.isin(self.labels, self._find_positions(symptoms))

    def _find_positions(self, symptoms: Iterable[str]) -> list[int]:
        """Return the positions of symptoms, and of their parts in a finer cut."""
        wanted = set(symptoms)
        return [at for at, own in enumerate(self.ids) if not wanted.isdisjoint(trace_ancestors(own))]

    def _join(self, whole: ArrangedCause, part: CauseCandidate) -> ArrangedCause:
        group = whole.candidate
        like = group if group.rise is not None or part.rise is None else part
        symptoms = [*group.symptoms, *part.symptoms]
        return replace(
            whole,
            candidate=self._make(group.members | part.members, group.family | part.family, like, symptoms),
        )

    def _make(
        self, members: Mask, family: Mask, like: CauseCandidate, symptoms: Iterable[int]
    ) -> CauseCandidate:
        """Return a cause of these tickets and symptoms, dated anew if `like` rose: it holds most of them."""
        family = family | members
        own = set(symptoms)
        ordered = sort_by_size(self.labels, members)
        named = tuple(one for one in ordered if one in own) or ordered[:1]
        if like.rise is None:
            return CauseCandidate(members, family, None, named)
        line = self.timeline
        others = np.zeros(len(members), dtype=bool)
        for one in self.causes:
            if one.candidate.rise is not None:
                others |= one.candidate.members
        traffic = line.count_daily((self.among & ~others) | family)
        seen = find_rise(line.count_daily(family), traffic, line.exposure)
        if seen is None or (seen.end is None) != (like.rise.end is None):
            seen = like.rise
        rise = replace(seen, p=max(seen.p, like.rise.p))
        return CauseCandidate(members, family, set_level(rise, line, members), named, like.detectable_from)


def keep_ids(
    causes: Sequence[Cause],
    candidates: Sequence[CauseCandidate],
    known: Sequence[KnownCause],
    found: Arrangement,
) -> tuple[Cause, ...]:
    """Return the causes with the ids of the known ones that they continue; the others get unused numbers.

    A cause continues the one that a correction names, else a known one that has the symptoms of at least
    `OWN_SHARE` of its tickets and is at no other place; of several, the one with most of them.
    """
    if not known:
        return tuple(causes)
    by_tickets = {id(one.candidate): one for one in found.causes}
    arranged = [by_tickets[id(group)] for group in candidates]
    ids: dict[int, str] = {}
    for now, cause in enumerate(arranged):
        if cause.known_id and cause.known_id not in ids.values():
            ids[now] = cause.known_id
    shared = sorted(
        (
            (-int((group.members & found.mark(one.symptoms)).sum()), before, now)
            for before, one in enumerate(known)
            if one.id not in found.gone
            for now, group in enumerate(candidates)
            if not arranged[now].is_elsewhere(one.place)
        ),
    )
    for count, before, now in shared:
        enough = -count >= OWN_SHARE * int(candidates[now].members.sum()) > 0
        if enough and now not in ids and known[before].id not in ids.values():
            ids[now] = known[before].id
    number = max((_read_number(one.id) for one in known), default=0)
    for now in range(len(causes)):
        if now not in ids:
            number += 1
            ids[now] = f"C{number}"
    return tuple(replace(cause, id=ids[now]) for now, cause in enumerate(causes))


def _read_number(cause_id: str) -> int:
    digits = cause_id.removeprefix("C")
    return int(digits) if digits.isdigit() else 0

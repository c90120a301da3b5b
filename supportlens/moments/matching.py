"""Matches tickets with moments of truth, and summarises the moments of a log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import (
    Assigned,
    CacheKey,
    Derived,
    Field,
    MomentMatch,
    MomentState,
    RecutCache,
    Stage,
    identify_people,
    silent,
)
from supportlens.moments.flagging import Flag, flag_tickets
from supportlens.moments.risks import assess_risk
from supportlens.patterns import FoldedColumn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Attribution, Moment, Playbook, Progress, Tickets

EVERYDAY = "support_request"
"""The default moment of every ticket with text."""
MAX_SAMPLE = 5
"""Maximum example tickets of a moment; affects no figure."""
CHOOSING_PART = 0.6
"""Part of the progress for choosing moments; affects nothing else."""
MIN_PART = 0.1
"""Minimum share of a moment's tickets for a cause to be listed with it.

Judgement: one in ten; smaller lists every cause with every moment.
"""


def match_moments(
    tickets: Tickets,
    attribution: Attribution,
    playbook: Playbook,
    progress: Progress = silent,
    *,
    cache: RecutCache | None = None,
) -> tuple[tuple[MomentMatch, ...], pd.DataFrame]:
    """Match the tickets with the moments of the catalogue.

    Returns every moment in the order of the catalogue, and a frame with the index of `tickets.frame` and two
    columns: `Assigned.MOMENT`, the id of one moment ("" for a ticket without text), and `Assigned.FLAGS`,
    values of `Flag` joined by commas. `cache` keeps the matched words for another attribution of the same
    tickets.
    """
    progress(Stage.MATCH, 0.0)
    texts = FoldedColumn.of(tickets.frame[Derived.TEXT], partial(progress, Stage.MATCH, 0.0))
    chosen = _choose_moments(
        tickets, texts, playbook.moments, RecutCache() if cache is None else cache, progress
    )
    progress(Stage.MATCH, CHOOSING_PART)
    causes = attribution.assignment[Assigned.CAUSE]
    people = identify_people(tickets.frame)
    flags = flag_tickets(tickets, people, causes, texts, playbook)
    progress(Stage.MATCH, 0.8)
    matches = tuple(
        _match_moment(moment, tickets, attribution, people, chosen.eq(moment.id), flags)
        for moment in playbook.moments
    )
    progress(Stage.MATCH, 1.0)
    return matches, pd.DataFrame({Assigned.MOMENT: chosen, Assigned.FLAGS: _join_flags(flags)})


def _choose_moments(
    tickets: Tickets, texts: FoldedColumn, moments: tuple[Moment, ...], cache: RecutCache, progress: Progress
) -> pd.Series[str]:
    """Choose a moment per ticket: later ones in the catalogue are more specific."""
    informative = tickets.frame[Derived.INFORMATIVE].astype(bool)
    chosen = pd.Series("", index=informative.index, dtype=object).mask(informative, EVERYDAY)
    for place, moment in enumerate(moments):
        if moment.id != EVERYDAY and moment.patterns:
            key: CacheKey[npt.NDArray[np.bool_]] = CacheKey(f"moment words: {'|'.join(moment.patterns)}")
            matches = cache.get(key)
            if matches is None:
                done = partial(progress, Stage.MATCH, CHOOSING_PART * place / len(moments))
                matches = cache.put(key, texts.mark_any(moment.patterns, done))
            chosen = chosen.mask(informative & matches, moment.id)
    return chosen


def _match_moment(
    moment: Moment,
    tickets: Tickets,
    attribution: Attribution,
    people: pd.Series[str] | None,
    inside: pd.Series[bool],
    flags: pd.DataFrame,
) -> MomentMatch:
    count = int(inside.sum())
    if not count:
        state = MomentState.NEEDS_DATA if moment.needs else MomentState.QUIET
        return MomentMatch(moment, state, 0, None, (), None)
    return MomentMatch(
        moment=moment,
        state=MomentState.DETECTED,
        tickets=count,
        customers=None if people is None else int(people[inside & people.ne("")].nunique()),
        cause_ids=_list_causes(moment, attribution, inside),
        risk=assess_risk(tickets, people, inside, flags),
        ticket_ids_sample=_pick_sample(tickets, inside, flags),
    )


def _list_causes(moment: Moment, attribution: Attribution, inside: pd.Series[bool]) -> tuple[str, ...]:
    """Return the causes of a moment, the one with most of its tickets first."""
    counts = attribution.assignment.loc[inside, Assigned.CAUSE].value_counts()
    taking_part = [
        (-int(counts.get(cause.id, 0)), cause.id)
        for cause in attribution.causes
        if counts.get(cause.id, 0) >= MIN_PART * inside.sum()
        or (cause.kind in moment.kinds and cause.id in counts.index)
    ]
    return tuple(cause_id for _, cause_id in sorted(taking_part))


def _pick_sample(tickets: Tickets, inside: pd.Series[bool], flags: pd.DataFrame) -> tuple[str, ...]:
    """Return the most serious tickets: those with most flags, the earlier first."""
    weight = flags[inside].sum(axis=1).sort_values(ascending=False, kind="stable")
    ids = tickets.frame.loc[weight.index[:MAX_SAMPLE], Field.TICKET_ID.value]
    return tuple(str(ticket_id) for ticket_id in ids)


def _join_flags(flags: pd.DataFrame) -> pd.Series[str]:
    joined = pd.Series("", index=flags.index, dtype=object)
    for flag in Flag:
        joined = joined.mask(flags[flag], joined + f",{flag}")
    return joined.str.removeprefix(",")

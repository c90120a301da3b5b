"""Matches tickets with moments of truth, and summarises the moments of a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from supportlens.domain import (
    HERE,
    Assigned,
    CacheKey,
    Field,
    MomentMatch,
    MomentState,
    RecutCache,
    Stage,
    identify_people,
    silent,
)
from supportlens.domain.contacts.codes import Dimension, codes_of
from supportlens.domain.contacts.coding import Coding
from supportlens.moments.coding import code_contacts
from supportlens.moments.coding.coding_contacts import find_sentences, hear_words
from supportlens.moments.flagging import Flag, flag_tickets, list_flag_patterns
from supportlens.moments.maps import map_contacts
from supportlens.moments.people import measure_gaps
from supportlens.moments.risks import assess_risk, measure_graver, prepare_risks

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import (
        Attribution,
        FractionProgress,
        Journey,
        Moment,
        Playbook,
        Progress,
        Tickets,
        Workers,
    )
    from supportlens.domain.contacts.corrections import CodeCorrection
    from supportlens.domain.contacts.phrases import PhraseTable
    from supportlens.moments.risks import LogRisks
    from supportlens.moments.sentences import Sentences

    Mask = npt.NDArray[np.bool_]

EVERYDAY = "support_request"
"""The default moment of every ticket with text."""
COMPLAINT = "complaint"
"""The moment that comes before all others: a complaint about an invoice is a complaint first."""
MAX_SAMPLE = 5
"""Maximum example tickets of a moment; affects no figure."""
CODING_PART = 0.7
"""Part of the progress for coding; affects nothing else."""
MIN_PART = 0.1
"""Minimum share of a moment's tickets for a cause to be listed with it.

Judgement: one in ten; smaller lists every cause with every moment.
"""


class Matched(NamedTuple):
    """What is found about the moments of a log."""

    moments: tuple[MomentMatch, ...]
    """Every moment in the order of the catalogue."""
    assignment: pd.DataFrame
    """With the index of the tickets: `Assigned.MOMENT`, the id of one moment ("" for a text that no customer
    wrote), and `Assigned.FLAGS`, values of `Flag` joined by commas."""
    coding: Coding
    """The codes of every ticket."""
    journey: Journey
    """The map of the contacts."""


def match_moments(
    tickets: Tickets,
    attribution: Attribution,
    playbook: Playbook,
    progress: Progress = silent,
    *,
    corrections: Iterable[CodeCorrection] = (),
    cache: RecutCache | None = None,
    workers: Workers = HERE,
    phrases: PhraseTable | None = None,
) -> Matched:
    """Code the contacts, and match them with the moments of the catalogue.

    `cache` keeps what the words say for another attribution of the same tickets. `workers` read the texts.
    `phrases` find what no rule foresaw.
    """
    progress(Stage.MATCH, 0.0)
    cache = RecutCache() if cache is None else cache
    sentences = find_sentences(tickets, cache, partial(progress, Stage.MATCH), workers)
    causes = attribution.assignment[Assigned.CAUSE]
    people = identify_people(tickets.frame)
    words = _mark_words(sentences, playbook, cache, lambda _: progress(Stage.MATCH, 0.0), workers)
    flags = flag_tickets(tickets, people, causes, words, playbook)
    coding = code_contacts(
        tickets,
        people,
        causes,
        flags,
        playbook.coding,
        definitions=playbook.definitions,
        corrections=corrections,
        cache=cache,
        workers=workers,
        phrases=phrases,
        progress=lambda part: progress(Stage.MATCH, CODING_PART * part),
    )
    progress(Stage.MATCH, CODING_PART)
    chosen = _choose_moments(tickets, words, playbook.moments, coding)
    counted = _mark_counted(playbook.definitions.moment, tickets, people, causes, coding)
    chosen = chosen.where(counted, "")
    progress(Stage.MATCH, 0.8)
    log = prepare_risks(tickets, people, flags, coding)
    matches = tuple(
        _match_moment(moment, tickets, attribution, log, chosen.eq(moment.id), flags, coding, people)
        for moment in playbook.moments
    )
    progress(Stage.MATCH, 1.0)
    assignment = pd.DataFrame({Assigned.MOMENT: chosen, Assigned.FLAGS: _join_flags(flags)})
    return Matched(matches, assignment, coding, map_contacts(tickets, attribution.assignment, coding))


def read_words(
    tickets: Tickets,
    playbook: Playbook,
    cache: RecutCache,
    progress: FractionProgress = lambda _: None,
    phrases: PhraseTable | None = None,
    workers: Workers = HERE,
) -> None:
    """Fill `cache` with what the words of tickets say, whatever their causes: codes and moments.

    `match_moments` finds it there if it is given the same `phrases`. `workers` read the texts. `progress`
    receives the fraction done, and stops the work by raising.
    """
    hear_words(tickets, playbook.coding, cache, progress, workers, phrases)
    _mark_words(find_sentences(tickets, cache, progress, workers), playbook, cache, progress, workers)


def _choose_moments(
    tickets: Tickets,
    words: Mapping[tuple[str, ...], Mask],
    moments: tuple[Moment, ...],
    coding: Coding,
) -> pd.Series[str]:
    """Choose a moment per ticket: a complaint before all, then the more specific, which is later."""
    written = _mark_written(coding)
    chosen = pd.Series("", index=tickets.frame.index, dtype=object).mask(written, EVERYDAY)
    for moment in sorted(moments, key=lambda moment: moment.id == COMPLAINT):
        if moment.id != EVERYDAY:
            inside = words[moment.patterns] & written
            for code in moment.codes:
                inside |= coding.mask(code)
            chosen = chosen.mask(inside, moment.id)
    return chosen


def _mark_counted(
    definition: str,
    tickets: Tickets,
    people: pd.Series[str] | None,
    causes: pd.Series[str],
    coding: Coding,
) -> Mask:
    """Mark the tickets (n) that are moments of truth by the definition in force."""
    if definition == "at_risk":
        risky = ("critical", "complaint", *(code.id for code in codes_of(Dimension.DECISION)))
        found: Mask = coding.bitter | np.any([coding.mask(code) for code in risky], axis=0)
        return found
    if definition == "first_contact" and people is not None and tickets.has(Field.CREATED_AT):
        later = measure_gaps(tickets, pd.DataFrame({"person": people, "cause": causes}))["before"].notna()
        return np.asarray(~later)
    return np.ones(len(tickets), dtype=bool)


def _mark_words(
    sentences: Sentences, playbook: Playbook, cache: RecutCache, progress: FractionProgress, workers: Workers
) -> dict[tuple[str, ...], Mask]:
    """Mark the tickets (n) of which a sentence has the words of a moment or of a flag, by their patterns."""
    groups = {moment.patterns for moment in playbook.moments if moment.id != EVERYDAY}
    wanted = tuple(sorted(groups.union(list_flag_patterns(playbook))))
    key: CacheKey[dict[tuple[str, ...], Mask]] = CacheKey(f"words of moments: {wanted}")
    known = cache.get(key)
    if known is not None:
        return known
    masks = sentences.mark_each(wanted, progress, workers)
    return cache.put(key, dict(zip(wanted, masks, strict=True)))


def _mark_written(coding: Coding) -> Mask:
    """Mark the tickets (n) that a customer wrote: those with a type of moment."""
    found: Mask = np.any([coding.mask(code.id) for code in codes_of(Dimension.MOMENT_TYPE)], axis=0)
    return found


def _match_moment(
    moment: Moment,
    tickets: Tickets,
    attribution: Attribution,
    log: LogRisks,
    inside: pd.Series[bool],
    flags: pd.DataFrame,
    coding: Coding,
    people: pd.Series[str] | None,
) -> MomentMatch:
    count = int(inside.sum())
    if not count:
        state = MomentState.NEEDS_DATA if moment.needs else MomentState.QUIET
        return MomentMatch(moment, state, 0, None, (), None)
    first, last = _find_days(tickets, inside)
    return MomentMatch(
        moment=moment,
        state=MomentState.DETECTED,
        tickets=count,
        customers=None if people is None else int(people[inside & people.ne("")].nunique()),
        cause_ids=_list_causes(moment, attribution, inside),
        risk=assess_risk(tickets, log, inside),
        ticket_ids_sample=_pick_sample(tickets, inside, flags),
        coded=coding.counts(inside.to_numpy()),
        confirmed=coding.count_confirmed(inside.to_numpy()),
        graver=measure_graver(log, inside),
        first=first,
        last=last,
    )


def _find_days(tickets: Tickets, inside: pd.Series[bool]) -> tuple[date | None, date | None]:
    if not tickets.has(Field.CREATED_AT):
        return None, None
    days = tickets.frame.loc[inside, Field.CREATED_AT.value].dropna()
    return (days.min().date(), days.max().date()) if len(days) else (None, None)


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

"""Qualifies ids that different tickets share, so that they stay unique and readable."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field
from supportlens.ingest.tickets.converting import SHEET
from supportlens.ingest.tickets.repeats.repeat_evidence import UNIT
from supportlens.ingest.tickets.repeats.same_tickets import PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from supportlens.ingest.tickets.converting import ConvertedTable

_ID = Field.TICKET_ID.value
_CREATED = Field.CREATED_AT.value


def number_units(everything: pd.DataFrame) -> pd.Series:
    """Return the number of each row's sheet, counted over all tables."""
    return everything.groupby([PART, SHEET], sort=True).ngroup()


def name_units(everything: pd.DataFrame, parts: Sequence[ConvertedTable]) -> dict[int, str]:
    """Return a name for each sheet: its own, that of its file, both, or with the start of the file's hash."""
    units = everything.drop_duplicates(UNIT)
    keys = [
        (int(unit), parts[part].origin, sheet)
        for unit, part, sheet in zip(units[UNIT], units[PART], units[SHEET], strict=True)
    ]
    in_file = Counter(origin.path for _, origin, _ in keys)
    sheets = Counter(sheet for *_, sheet in keys)
    stems = Counter(Path(path).stem for path in in_file)
    names: dict[int, str] = {}
    for unit, origin, sheet in keys:
        stem = Path(origin.path).stem
        whole = stem if stems[stem] == 1 else f"{stem}-{origin.sha256[:6]}"
        if in_file[origin.path] == 1:
            names[unit] = whole
        else:
            names[unit] = sheet if sheet and sheets[sheet] == 1 else "-".join(filter(None, (whole, sheet)))
    return names


def qualify_ids(
    everything: pd.DataFrame,
    tickets: pd.Series,
    counted: Mapping[int, int],
    names: Mapping[int, str],
    restarts: Iterable[pd.Series],
) -> pd.Series:
    """Return the ids of all rows, those of different tickets made different; rows of a ticket share its id.

    `tickets` are those of the rows that share an id, `counted` the sheets that count together, and
    `restarts` the period, place or person in which the ids of a table are unique. All ids of a sheet or
    table that counts by itself are qualified, so that they do not depend on which numbers others have. A few
    numbers given twice get the day.
    """
    prefixes: dict[int, list[str]] = defaultdict(list)
    for unit in _find_apart(everything, tickets, counted):
        for at in everything.index[everything[UNIT] == unit]:
            prefixes[at].append(names[unit])
    for values in restarts:
        for at, value in values[values.ne("")].to_dict().items():
            prefixes[int(str(at))].append(str(value))
    ids = everything[_ID].copy()
    if prefixes:
        places = list(prefixes)
        ids.loc[places] = [":".join([*dict.fromkeys(prefixes[at]), str(ids[at])]) for at in places]
    ids.loc[tickets.index] = ids.loc[tickets.to_numpy()].to_numpy()
    return _qualify_by_day(everything, ids, tickets, names)


def _find_apart(everything: pd.DataFrame, tickets: pd.Series, counted: Mapping[int, int]) -> list[int]:
    """Return the sheets whose ids are shared by sheets that count other tickets."""
    firsts = everything.loc[tickets.index, [_ID, UNIT]].assign(ticket=tickets)
    firsts["family"] = firsts[UNIT].map(counted)
    families = firsts.groupby(_ID)["family"].transform("nunique")
    of_ticket = firsts.groupby("ticket")["family"].transform("nunique")
    return sorted(firsts.loc[(families > 1) & (of_ticket == 1), UNIT].unique())


def _qualify_by_day(
    everything: pd.DataFrame, ids: pd.Series, tickets: pd.Series, names: Mapping[int, str]
) -> pd.Series:
    """Make the ids unique that different tickets still share: by sheet or day, and a number if need be."""
    owners = pd.Series(everything.index, index=everything.index)
    owners.loc[tickets.index] = tickets
    heads = everything.loc[owners[owners == owners.index].index]
    again = ids.loc[heads.index].duplicated(keep=False)
    clashing = heads[again]
    if clashing.empty:
        return ids
    by = [name for name in (_CREATED, Derived.TEXT) if name in clashing]
    renamed: dict[int, str] = {}
    for _, group in clashing.assign(_now=ids.loc[clashing.index]).groupby("_now"):
        several = group[UNIT].nunique() == len(group)
        days = (
            group[_CREATED].dt.strftime("%Y-%m-%d").fillna("")
            if _CREATED in group
            else pd.Series("", index=group.index)
        )
        ordered = group.sort_values(by, kind="stable", na_position="last")
        for at, unit in zip(ordered.index, ordered[UNIT], strict=True):
            label = names[unit] if several else days[at]
            renamed[at] = ":".join(filter(None, (label, ids[at])))
    taken = set(ids.drop(index=list(renamed)))
    for at, name in renamed.items():
        count, free = 1, name
        while free in taken:
            count += 1
            free = f"{name} ({count})"
        taken.add(free)
        renamed[at] = free
    changed = owners[owners.isin(renamed)]
    result = ids.copy()
    result.loc[changed.index] = changed.map(renamed).to_numpy()
    return result

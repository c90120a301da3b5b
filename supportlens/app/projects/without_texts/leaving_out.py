"""Returns studies without what people wrote: texts of tickets, quotes of them, and names of people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from supportlens.app.projects.step_history import StepHistory, TakenStep
from supportlens.domain import (
    PERSONS,
    Derived,
    DeskChange,
    EarlierStudy,
    Field,
    Name,
    ReadFiles,
    StageResults,
    Table,
    Tickets,
    hash_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from supportlens.domain import Study

People: TypeAlias = frozenset[str]
"""Names of people, as written."""

WRITTEN = (Field.SUBJECT.value, Field.DESCRIPTION.value, Field.RESOLUTION.value)
"""Columns with what people wrote; `Derived.TEXT` stays as an empty column."""
NAMED = (*PERSONS, Field.AGENT.value)
"""Columns with names of people: a hash stands for each, so that they can still be counted."""
_HASH = re.compile(r"#[0-9a-f]{10}")


class TextRemover:
    """Removes texts and names; of the same value it returns the same object from one call to the next.

    So only what really changed is written to a project, as with values that keep their texts.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[Any, Any]] = {}
        self._asked: set[tuple[int, str]] = set()

    def hold(self, study: Study, history: StepHistory | None, *, keeps: bool) -> tuple[Study, StepHistory]:
        """Return a study and its steps as a project holds them that keeps texts or does not.

        Without texts, what could only be used with them is left out too; what a person said and corrected
        stays. Values that are not part of them are forgotten.
        """
        history = history or StepHistory()
        if keeps:
            return study, history
        earlier, self._asked = self._known, set()
        stripped = self._strip_study(study)
        steps = StepHistory(
            tuple(self._once(each, self._strip_step) for each in history.past),
            tuple(self._once(each, self._strip_step) for each in history.future),
        )
        self._known = {key: pair for key, pair in earlier.items() if key in self._asked}
        return stripped, steps

    def _strip_step(self, taken: TakenStep) -> TakenStep:
        if taken.study is None:
            return taken
        study = self._strip_study(taken.study)
        return taken if study is taken.study else replace(taken, study=study)

    def _strip_study(self, study: Study) -> Study:
        people = self._once(study.tickets, lambda _: frozenset(_list_people(study)), "people")
        changed = {}
        for one in fields(study):
            value = getattr(study, one.name)
            left = self._once(value, lambda held: _strip(held, people))
            if one.init and left is not value:
                changed[one.name] = left
        return replace(study, **changed) if changed else study

    def _once(self, value: Any, make: Callable[[Any], Any], what: str = "") -> Any:
        """Return what was made of a value before, so that equal questions have the same answer."""
        key = (id(value), what)
        if key not in self._known or self._known[key][0] is not value:
            self._known[key] = (value, make(value))
        self._asked.add(key)
        return self._known[key][1]


def strip_known(known: EarlierStudy) -> EarlierStudy:
    """Return what the next study needs to know without texts: tickets are recognised by hashes of theirs."""
    found: EarlierStudy = _strip(known, frozenset())
    return found


def strip_files(read: ReadFiles) -> ReadFiles:
    """Return files as they were read without their rows: names, hashes, columns and row numbers stay."""
    return replace(
        read,
        logs=tuple(map(_strip_table, read.logs)),
        customers=tuple(map(_strip_table, read.customers)),
    )


def _strip_table(table: Table) -> Table:
    return replace(table, frame=table.frame.iloc[:0].reset_index(drop=True))


def _list_people(study: Study) -> Iterator[str]:
    """Yield the names of people in all tickets, as written; a customer may be a firm and is named."""
    apart = study.screening.tickets
    for tickets in (study.tickets, *((apart,) if apart is not None else ())):
        firms = (
            set(tickets.frame[Field.CUSTOMER.value].unique()) if tickets.has(Field.CUSTOMER) else set[str]()
        )
        for name in NAMED:
            if name in tickets.frame.columns:
                yield from (each for each in tickets.frame[name].unique() if each and each not in firms)


def _strip(value: Any, people: People) -> Any:
    """Return a value without texts, the same object if it has none."""
    for kind, strip in _WAYS:
        if isinstance(value, kind):
            return strip(value, people)
    return _strip_parts(value, people) if is_dataclass(value) and not isinstance(value, type) else value


def _strip_parts(value: Any, people: People) -> Any:
    changed = {}
    for one in fields(value):
        held = getattr(value, one.name)
        if one.metadata.get("from_texts"):
            left = type(held)() if held else held
        elif one.metadata.get("names_people"):
            left = _hash_names(held, people)
        else:
            left = _strip(held, people)
        if one.init and left is not held:
            changed[one.name] = left
    return replace(value, **changed) if changed else value


def _strip_items(value: Any, people: People) -> Any:
    left = [_strip(each, people) for each in value]
    same = all(one is other for one, other in zip(left, value, strict=True))
    if same:
        return value
    return type(value)(*left) if hasattr(value, "_fields") else type(value)(left)


def _strip_mapping(value: dict[Any, Any], people: People) -> dict[Any, Any]:
    left = {key: _strip(each, people) for key, each in value.items()}
    return value if all(left[key] is value[key] for key in value) else left


def _strip_desk_change(value: DeskChange, _people: People) -> DeskChange:
    of_texts = value.is_of_texts and value.field != Field.LANGUAGE and (value.before or value.after)
    return replace(value, before="", after="") if of_texts else value


def _hash_names(held: Any, people: People) -> Any:
    if isinstance(held, str):
        return name_hash(held) if held in people and not _is_hash(held) else held
    left = tuple(_hash_names(each, people) for each in held)
    return held if left == held else left


def name_hash(name: str) -> str:
    """Return what stands for the name of a person: the same for the same name, and no way back to it."""
    return f"#{hash_text(name)[:10]}"


def _is_hash(name: str) -> bool:
    return _HASH.fullmatch(name) is not None


def _strip_tickets(tickets: Tickets, people: People) -> Tickets:
    """Return tickets with their ids, dates and fields; of the columns of the files only those that repeat."""
    if tickets.texts_left_out:
        return tickets
    frame = tickets.frame.drop(columns=[name for name in WRITTEN if name in tickets.frame.columns])
    empty = {Derived.TEXT: _fill(frame[Derived.TEXT], "")}
    hashed = {
        name: frame[name]
        .map({each: _hash_names(each, people) for each in frame[name].unique()})
        .astype("str")
        for name in NAMED
        if name in frame.columns
    }
    return replace(
        tickets,
        frame=frame.assign(**empty, **hashed),
        original=tickets.original[[name for name in tickets.original.columns if name in tickets.custom]],
        spellings={name: each for name, each in tickets.spellings.items() if name not in NAMED},
        texts_left_out=True,
        read=strip_files(tickets.read),
    )


def _fill(column: pd.Series[str], value: str) -> pd.Series[str]:
    return column.where(column.isna(), value).fillna(value)


_WAYS: tuple[tuple[Any, Callable[[Any, People], Any]], ...] = (
    (str | int | float | Enum | Name, lambda value, _people: value),
    (StageResults, lambda _value, _people: None),
    (Tickets, _strip_tickets),
    (tuple | list | frozenset | set, _strip_items),
    (dict, _strip_mapping),
    (DeskChange, _strip_desk_change),
)
"""How each type is stripped, the first that fits; intermediate results are of no use without texts."""

"""Interprets headers by the rules in `resources/import/headers.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import Field
from supportlens.ingest.tables.vendors import vendor_headers
from supportlens.ingest.values.durations import DurationUnit
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words, resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORT_NUMBER = re.compile(r"(?:n|no|nro|num|numero) (?:de |del )?(\w.*)")
_BOTH_GENDERS = re.compile(r"(?i)(?<=\w[aeior])(?:/-?(?:a|as|o|os|ra|ras)|\((?:a|as|o|os)\))(?!\w)")
"""What a header adds for the other gender: "Ciudadano/a", "Alumno(a)", "Trabajador/a"."""
_NUMBERED = re.compile(r" \(\d+\)$")

WHOLE = 10.0
"""Weight of the first listed header; a phrase inside a header weighs at most half of it.

The scale is arbitrary; it only matters that whole headers (at least 5) beat phrases (at most 5).
"""


_PLAIN_RANKS, _RANGE = 30, 1.0
"""Ranks that lose a tenth each, and what all later ones lose together.

Judgement: of two headers early in a list the order decides; a header late in a long list stays a whole one.
"""


@dataclass(frozen=True, slots=True)
class HeaderRole:
    """The headers of one meaning: whole headers, and phrases within longer ones."""

    words: dict[str, dict[str, int]]
    """Whole headers, folded, with their ranks, by language."""
    within: re.Pattern[str] | None

    def weight(self, header: Header) -> float:
        """Return the weight of this meaning for `header`, 0 for none."""
        best = 0.0
        for loss, form in enumerate(header.forms):
            rank = min((words[form] for words in self.words.values() if form in words), default=None)
            if rank is not None:
                best = max(best, WHOLE - _rank_loss(rank) - 0.3 * loss)
        if best or self.within is None:
            return best
        if header.is_nested:
            return 0.0
        inside = [match[0] for form in header.forms if (match := self.within.search(form))]
        if not inside:
            return 0.0
        surplus = len(header.forms[0].split()) - len(inside[0].split())
        return max(WHOLE / 2 - 0.4 * surplus, 0.5)

    def languages(self, header: Header) -> frozenset[str]:
        """Return the languages in which the header is listed."""
        return frozenset(
            language for language, words in self.words.items() if any(form in words for form in header.forms)
        )

    def is_whole(self, header: Header) -> bool:
        """Return whether the header is listed, not just a phrase of it."""
        return bool(self.languages(header))


@dataclass(frozen=True, slots=True)
class Header:
    """A header as written, with its folded forms from the fullest to the shortest."""

    written: str
    forms: tuple[str, ...]
    is_nested: bool = False
    """Whether it belongs to another object: "issuetype.description" does not describe a ticket."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of `headers.toml`."""

    fields: dict[Field, HeaderRole]
    updated: HeaderRole
    ignored: HeaderRole
    units: dict[str, frozenset[str]]
    calendar: dict[str, HeaderRole]
    customers: dict[str, HeaderRole]
    users: dict[str, HeaderRole]
    customer_facts: dict[str, HeaderRole]
    services: dict[str, HeaderRole]
    invoices: dict[str, HeaderRole]
    actions: dict[str, HeaderRole]
    clock: HeaderRole
    """Headers of hours apart from their day."""
    day_parts: dict[str, HeaderRole]
    """Headers of the day, the month and the year in columns of their own."""
    person_numbers: HeaderRole
    """Headers of telephones and numbers of people, who are told apart by them where nothing names them."""
    kinds_of_moment: frozenset[str]
    """Words for a day and an hour inside headers."""
    beginnings: frozenset[str]
    """Words for the beginning of a contact inside headers."""
    answers: frozenset[str]
    """Folded names of the parts of an answer, which survey tools write below a question."""
    messages: dict[str, HeaderRole]
    people: dict[str, HeaderRole]
    values: dict[str, frozenset[str]]
    """Folded values of the columns of some fields, whatever their headers."""

    def is_ignored(self, header: Header) -> bool:
        """Return whether a header must not be assigned to a field by a phrase inside it."""
        return self.ignored.weight(header) > 0 or self.updated.weight(header) > 0


def parse_header(written: str) -> Header:
    """Return a header with its folded forms, without the wrappers that tools add to column names."""
    name = _NUMBERED.sub("", written)
    bare = _unwrap(name)
    parts = [fold_words(part) for part in bare.split(".") if part.strip()]
    if parts and parts[0] in _spelled_out():
        parts = [" ".join(parts)]  # the point of "F. alta" is that of a short word, and no part of an object
    wrappers = _wrappers()
    while len(parts) > 1 and parts[0] in wrappers["before"]:
        parts = parts[1:]
    shorter = parts[:-1] if len(parts) > 1 and parts[-1] in wrappers["after"] else parts
    halves = {fold_words(half) for half in re.split(r"\s+-\s+", bare)}
    doubled = halves if len(halves) == 1 else ()  # GLPI: "Solicitante - Solicitante"
    forms = [fold_words(name), fold_words(bare), " ".join(parts), " ".join(shorter), *doubled]
    forms += [fold_words(_BOTH_GENDERS.sub("", bare))] if _BOTH_GENDERS.search(bare) else []
    forms += _spell_number(forms[-1])
    forms += _spell_out(fold_words(bare))
    return Header(written, tuple(dict.fromkeys(form for form in forms if form)) or ("",), len(shorter) > 1)


def _spell_number(form: str) -> list[str]:
    """Return "numero de cliente" and the like for "nro cliente": a number is written in many ways."""
    found = _SHORT_NUMBER.fullmatch(form)
    return [f"{word} {found[1]}" for word in ("numero de", "no de", "numero", "no")] if found else []


def _spell_out(form: str) -> list[str]:
    """Return "fecha de alta" and "fecha alta" for "fec alta": the first word may be cut short."""
    first, _, rest = form.partition(" ")
    whole = _spelled_out().get(first, ()) if rest else ()
    bare = rest.removeprefix("de ")
    return [f"{word} {said}" for word in whole for said in dict.fromkeys((f"de {bare}", bare, rest))]


@cache
def _spelled_out() -> dict[str, tuple[str, ...]]:
    return {short: tuple(words) for short, words in _load()["spelled_out"].items()}


def _unwrap(name: str) -> str:
    """Return "Impact" for "Custom field (Impact)" and for "Impact [list]"."""
    match = re.fullmatch(r"\s*([^()]+?)\s*\((.+)\)\s*", name)
    if match and fold_words(match[1]) in _wrappers()["around"]:
        return match[2]
    return re.sub(r"\s*\[\w+\]\s*$", "", name) or name


_PARTS = (
    "calendar", "customers", "users", "customer_facts", "services", "invoices", "actions", "messages",
    "people", "day_parts",
)  # fmt: skip
"""Sections of the headers of tables beside the tickets."""


GROUPS = {"site": Field.SITE, "role": Field.ROLE, "team": Field.TEAM}
"""Roles of columns that say for which group a change or an action was."""
_FOR_GROUPS = ("calendar", "actions")


@cache
def header_rules() -> Rules:
    """Return the rules; raises ValueError for an unknown field."""
    read = _load()
    fields = {Field(name): _make_role(entry) for name, entry in read["fields"].items()}
    parts = {part: _make_roles(read[part]) for part in _PARTS}
    for part in _FOR_GROUPS:
        parts[part] |= _widen_groups(parts[part], fields)
    return Rules(
        fields=fields,
        updated=_make_role(read["updated"]),
        ignored=_make_role(read["ignored"]),
        units={unit: frozenset(map(fold_words, words)) for unit, words in read["units"].items()},
        clock=_make_role(read["clock"]),
        person_numbers=_make_role(read["person_numbers"]),
        kinds_of_moment=frozenset(map(fold_words, read["moments"]["kinds"])),
        beginnings=frozenset(map(fold_words, read["moments"]["begins"])),
        answers=frozenset(map(fold_words, read["survey"]["answers"])),
        values={field: frozenset(map(fold_words, words)) for field, words in read["values"].items()},
        **parts,
    )


def _widen_groups(roles: dict[str, HeaderRole], fields: dict[Field, HeaderRole]) -> dict[str, HeaderRole]:
    """Return the roles of groups with the headers that name them in tickets, if no other role has these."""
    widened = {}
    for name, field in GROUPS.items():
        others = (role for other, role in roles.items() if other != name)
        taken = {form for role in others for words in role.words.values() for form in words}
        words = {language: dict(own) for language, own in roles[name].words.items()}
        for language, more in fields[field].words.items():
            own = words.setdefault(language, {})
            for form in more:
                if form not in taken:
                    own.setdefault(form, len(own))
        widened[name] = HeaderRole(words, roles[name].within)
    return widened


@cache
def _load() -> dict[str, Any]:
    with resource("import", "headers.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _wrappers() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(fold_words, words)) for name, words in _load()["wrappers"].items()}


def _make_role(entry: dict[str, list[str]]) -> HeaderRole:
    phrases = entry.get("within", ())
    within = _compile_phrases(phrases) if phrases else None
    words = {language: _rank_words(headers) for language, headers in entry.items() if language != "within"}
    return HeaderRole(words, within)


def _make_roles(entries: dict[str, Any]) -> dict[str, HeaderRole]:
    """Return the roles of a part; one that lists its headers without languages has those of any."""
    return {
        name: _make_role(entry if isinstance(entry, dict) else {"en": entry})
        for name, entry in entries.items()
    }


def _rank_words(words: Iterable[str]) -> dict[str, int]:
    ranked: dict[str, int] = {}
    for rank, word in enumerate(words):
        ranked.setdefault(fold_words(word), rank)
    return ranked


def _rank_loss(rank: int) -> float:
    """Return what a whole header loses by its place in its list: less than half, however long the list is."""
    late = max(rank - _PLAIN_RANKS, 0)
    return 0.1 * min(rank, _PLAIN_RANKS) + _RANGE * late / (late + _PLAIN_RANKS)


def _compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    alternatives = (
        fold_words(phrase.rstrip("*")) + (r"\w*" if phrase.endswith("*") else "") for phrase in longest_first
    )
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def duration_unit(header: Header) -> DurationUnit:
    """Return the unit of plain numbers in a column of durations, by its header."""
    units = header_rules().units
    words = {*header.forms, *(word for form in header.forms for word in form.split())}
    if words & units["hours"]:
        return DurationUnit.HOURS
    if words & units["seconds"]:
        return DurationUnit.SECONDS
    silent = bool(words & units["silent_seconds"])
    return DurationUnit.SECONDS_IF_WHOLE_MINUTES if silent else DurationUnit.MINUTES


@cache
def _known_headers() -> frozenset[str]:
    """Return every known whole header."""
    known = header_rules()
    of_calendars = (known.calendar[name] for name in ("day", "name", "product", "kind"))
    besides = (*known.customers.values(), *known.users.values())
    roles = [*known.fields.values(), known.updated, *of_calendars, *besides]
    return vendor_headers().union(form for role in roles for words in role.words.values() for form in words)


def count_known_headers(row: Sequence[str]) -> int:
    """Count the cells of a row that are known headers."""
    cells = [cell for cell in row if cell and len(cell) < 80]
    return sum(1 for cell in cells if any(form in _known_headers() for form in parse_header(cell).forms))


@cache
def _roles_beside_logs() -> tuple[HeaderRole, ...]:
    rules = header_rules()
    parts = (rules.customers, rules.customer_facts, rules.services, rules.invoices, rules.actions)
    return (*rules.fields.values(), *(role for part in parts for role in part.values()))


def are_day_first(headers: Iterable[Header], *, beside_logs: bool = False) -> bool:
    """Return whether more headers are in day-first languages than in others.

    `beside_logs` is whether they are those of a table that accompanies a log, with words of its own.
    """
    day_first = reading_words().day_first
    roles = _roles_beside_logs() if beside_logs else tuple(header_rules().fields.values())
    balance = 0
    for header in headers:
        known = frozenset().union(*(role.languages(header) for role in roles))
        if known:
            balance += (known <= day_first) - known.isdisjoint(day_first)
    return balance > 0

"""Reads the rules of coding and their examples; the mistakes of a company's own are told."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.domain.contacts.rules import CodeRule, CodingRules, Evidence, PlaybookMistake
from supportlens.resources.lexicon import join_patterns
from supportlens.resources.locating import resource
from supportlens.resources.words import languages, make_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from supportlens.domain import Name

Row = dict[str, Any]

_KEYS = {
    "id", "code", "name", "confidence", "evidence", "patterns", "unless", "examples", "columns", "sign",
}  # fmt: skip
_TOP = {"fragments", "rule", "machine", "machine_starts", "advertising"}
FEWEST_WORDS = 3
"""Words of an example: of fewer chance decides what is like it."""
_WITHOUT_CODE = (Evidence.CODES, Evidence.PERSON)


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):  # noqa: N818 - never leaves this module; it carries what is wrong with a row
    key: str
    problem: str
    detail: str = ""


def read_coding_rules(folder: Path) -> CodingRules:
    """Return the rules of all files of a folder.

    Raises ValueError with file, line and key of every mistake.
    """
    tables = {path.name: _parse(path) for path in sorted(folder.glob("*.toml"))}
    mistakes: list[PlaybookMistake] = []
    fragments = _gather_fragments(table for table, _ in tables.values())
    found: dict[str, CodeRule] = {}
    for name, (table, text) in tables.items():
        _add_rules(found, table, text, name, fragments, mistakes)
    if mistakes:
        raise ValueError(mistakes)
    unspoken = [table for table, _ in tables.values()]
    return CodingRules(
        rules=tuple(found.values()),
        machine=join_patterns(_join(unspoken, "machine")),
        machine_starts=tuple(_anchor_at_start(_join(unspoken, "machine_starts"))),
        advertising=tuple(
            _join_line(line) for line in _join(unspoken, "advertising").splitlines() if line.strip()
        ),
    )


@cache
def coding_examples() -> dict[str, tuple[str, ...]]:
    """Return the example sentences of each code, in all languages."""
    found: dict[str, list[str]] = {}
    for path in sorted(resource("playbook", "examples").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            texts = "\n".join(row[language] for language in sorted(set(row) - {"codes", "open"}))
            for code in row["codes"]:
                found.setdefault(code, []).extend(line.strip() for line in texts.splitlines() if line.strip())
    return {code: tuple(lines) for code, lines in found.items()}


def own_coding_rules(rules: CodingRules, path: Path) -> CodingRules:
    """Return the rules with those of a company's file: a rule with a known id replaces it.

    What cannot be used is left out and told in `CodingRules.mistakes`; the rest holds.
    """
    mistakes: list[PlaybookMistake] = []
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, ValueError) as fault:
        wrong = PlaybookMistake(str(path), _line_of_fault(str(fault), text), "", "toml", str(fault))
        return replace(rules, mistakes=(wrong,))
    known = _parse(resource("playbook", "codes", "fragments.toml"))[0]
    fragments = _gather_fragments((known, table))
    mistakes += [
        PlaybookMistake(str(path), _find_line(text, key), key, "unknown_key")
        for key in sorted(set(table) - _TOP)
    ]
    found = {rule.id: rule for rule in rules.rules}
    named = frozenset(code for rule in rules.rules for code in rule.name)
    _add_rules(found, table, text, str(path), fragments, mistakes, named)
    return replace(rules, rules=tuple(found.values()), mistakes=tuple(mistakes))


def _parse(path: Path) -> tuple[Row, str]:
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text), text
    except ValueError as fault:
        raise ValueError(path.name, repr(fault)) from fault


def _gather_fragments(tables: Iterable[Row]) -> dict[str, str]:
    """Return the fragments of all tables, with the fragments inside them filled in."""
    found: dict[str, str] = {}
    for table in tables:
        for name, text in table.get("fragments", {}).items():
            found[name] = re.sub(r"<([a-z_]+)>", lambda inner: found.get(inner[1], inner[0]), str(text))
    return found


def _add_rules(
    found: dict[str, CodeRule],
    table: Row,
    text: str,
    file: str,
    fragments: dict[str, str],
    mistakes: list[PlaybookMistake],
    named: frozenset[str] = frozenset(),
) -> None:
    """Add the rules of a file to those `found`.

    A company's file may replace them, and names its rules in all languages in which ours are `named`; ours
    are named in those that they were translated to, so that a language can be added before all its texts.
    """
    seen: set[str] = set()
    for place, row in enumerate(table.get("rule", ())):
        try:
            rule = _make_rule(row, fragments, seen if named else seen | set(found), named)
        except _Wrong as wrong:
            line = _find_row_line(text, place, wrong.key)
            mistakes.append(PlaybookMistake(file, line, wrong.key, wrong.problem, wrong.detail))
            continue
        seen.add(rule.id)
        found[rule.id] = rule


def _make_rule(row: Row, fragments: dict[str, str], taken: set[str], named: frozenset[str]) -> CodeRule:
    """Return the rule of a row; raises _Wrong for the first mistake in it."""
    for key in row:
        if key not in _KEYS:
            raise _Wrong(key, "unknown_key")
    for key in ("id", "name", "confidence"):
        if key not in row:
            raise _Wrong(key, "missing")
    if str(row["id"]) in taken:
        raise _Wrong("id", "twice", str(row["id"]))
    evidence = _read_evidence(row)
    examples = _read_examples(row, evidence)
    return CodeRule(
        id=str(row["id"]),
        code=_read_code(row, evidence),
        name=_read_name(row, named),
        confidence=_read_confidence(row),
        evidence=evidence,
        patterns=_join_patterns(row, "patterns", fragments, whole=evidence is Evidence.COLUMN),
        unless=_join_patterns(row, "unless", fragments, whole=False),
        examples=examples,
        columns=tuple(line.strip() for line in str(row.get("columns", "")).splitlines() if line.strip()),
        sign=str(row.get("sign", "")),
    )


def _read_code(row: Row, evidence: Evidence) -> str:
    code = str(row.get("code", ""))
    if evidence not in _WITHOUT_CODE and code not in codes_by_id():
        raise _Wrong("code", "unknown_code", code)
    if evidence in (Evidence.WORDS, Evidence.COLUMN) and not row.get("patterns"):
        raise _Wrong("patterns", "missing")
    return code


def _read_examples(row: Row, evidence: Evidence) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in str(row.get("examples", "")).splitlines() if line.strip())
    if "examples" in row and evidence is not Evidence.EXAMPLES:
        raise _Wrong("evidence", "value", evidence.value)
    if "examples" in row and not lines:
        raise _Wrong("examples", "missing")
    short = [line for line in lines if len(line.split()) < FEWEST_WORDS]
    if short:
        raise _Wrong("examples", "value", short[0])
    return lines


def _read_name(row: Row, named: frozenset[str]) -> Name:
    names = row["name"] if isinstance(row["name"], dict) else {}
    spoken = [language.code for language in languages() if str(names.get(language.code, "")).strip()]
    missing = sorted(named.difference(spoken)) or ([] if spoken else [languages()[0].code])
    if missing:
        raise _Wrong("name", "translation", missing[0])
    return make_name(names)


def _read_confidence(row: Row) -> float:
    confidence = row["confidence"]
    if not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        raise _Wrong("confidence", "value", str(confidence))
    return float(confidence)


def _read_evidence(row: Row) -> Evidence:
    try:
        return Evidence(row.get("evidence", "words"))
    except ValueError:
        raise _Wrong("evidence", "value", str(row["evidence"])) from None


def _join_patterns(row: Row, key: str, fragments: dict[str, str], *, whole: bool) -> tuple[str, ...]:
    """Return one expression of all lines under a key; for a whole value an expression per line.

    The expressions of a `whole` value are not anchored on words.
    """
    lines = [line.strip() for line in str(row.get(key, "")).splitlines() if line.strip()]
    try:
        if not whole:
            return join_patterns("\n".join(lines), fragments)
        for line in lines:
            re.compile(line)
    except KeyError as fault:
        raise _Wrong(key, "expression", f"<{fault.args[0]}>") from None
    except (ValueError, re.error) as fault:
        raise _Wrong(key, "expression", str(fault)) from None
    return tuple(f"(?:{line})" for line in lines)


def _join(tables: list[Row], key: str) -> str:
    return "\n".join(str(table[key]).strip("\n") for table in tables if key in table)


def _join_line(line: str) -> str:
    return join_patterns(line)[0]


def _anchor_at_start(lines: str) -> Iterator[str]:
    joined = "|".join(line.strip() for line in lines.splitlines() if line.strip())
    if joined:
        yield rf"\A(?:{joined})"


def _line_of_fault(fault: str, text: str) -> int:
    """Return the line that a fault of TOML names; it may be the last one."""
    found = re.search(r"line (\d+)", fault)
    if found:
        return int(found[1])
    return len(text.splitlines()) if "end of document" in fault else 0


def _find_line(text: str, key: str, start: int = 0, stop: int | None = None) -> int:
    """Return the number of the first line from `start` that sets a key, 0 without one."""
    for number, line in enumerate(text.splitlines()[start:stop], start + 1):
        if re.match(rf"\s*\[*\"?{re.escape(key)}\"?\s*(?:=|\.|\])", line):
            return number
    return 0


def _find_row_line(text: str, place: int, key: str) -> int:
    """Return the line of a key of the rule at `place`; without the key, the line where the rule begins."""
    starts = [
        number for number, line in enumerate(text.splitlines()) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)
    ]
    if place >= len(starts):
        return 0
    stop = starts[place + 1] if place + 1 < len(starts) else None
    return _find_line(text, key, starts[place], stop) or starts[place] + 1

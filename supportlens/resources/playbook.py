"""Reads the playbook: signals of causes, moments of truth and word lists."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    CleaningWords,
    Kind,
    Lexicon,
    Moment,
    Name,
    Playbook,
    PriorityRules,
    SignalRule,
    fold,
)
from supportlens.resources.judgements import answer_rules, priority_rules
from supportlens.resources.locating import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FRAGMENT = re.compile(r"<([a-z_]+)>")
_SENTENCES = ("trigger", "expects", "say", "avoid", "prevention", "indicator", "target", "opportunity")
"""The parts of a moment's sheet that are one text in both languages."""

_WORDS = (
    "greeting_starts",
    "no_labels",
    "identified",
    "coded",
    "between",
    "identifying_prefixes",
    "negations",
)
_LINES = ("greeting_pairs", "identity_labels", "labels")
_EXPRESSIONS = ("closings", "disclaimers", "attachments")

Row = dict[str, Any]


@cache
def load_playbook() -> Playbook:
    """Read the signals, the moments and the words that come with the program.

    `version` is the first twelve digits of the SHA-256 of the files. Raises ValueError, with the
    file and the row, for a row that cannot be used.
    """
    return read_playbook(
        resource("playbook", "signals.toml"),
        resource("playbook", "moments.toml"),
        resource("words", "lexicon.toml"),
        resource("words", "cleaning.toml"),
        resource("words", "languages.toml"),
        answers=resource("playbook", "answers.toml"),
        priorities=resource("playbook", "priorities.toml"),
    )


def read_playbook(
    signals: Path,
    moments: Path,
    words: Path,
    *more_words: Path,
    answers: Path | None = None,
    priorities: Path | None = None,
) -> Playbook:
    """Read a playbook from its files; raises ValueError as `load_playbook` does.

    `more_words` are the words of cleaning and those of languages: both or neither.
    """
    paths = (signals, moments, words, *more_words, answers, priorities)
    texts = {path: path.read_bytes().replace(b"\r\n", b"\n") for path in paths if path}
    rules = _signals(_parsed(texts[signals]), signals.name)
    said = answer_rules(_parsed(texts[answers]), answers.name) if answers else ()
    return Playbook(
        signals=rules,
        moments=_moments(_parsed(texts[moments]), moments.name),
        lexicon=replace(
            _lexicon(_parsed(texts[words]), words.name),
            cleaning=_cleaning(
                *(_parsed(texts[path]) for path in more_words), *(path.name for path in more_words)
            ),
        ),
        version=sha256(b"".join(texts.values())).hexdigest()[:12],
        signal_names={rule.id: rule.name for rule in rules},
        answers=said,
        priorities=priority_rules(_parsed(texts[priorities]), priorities.name)
        if priorities
        else PriorityRules(),
    )


def _parsed(text: bytes) -> Row:
    return tomllib.loads(text.decode("utf-8"))


def _signals(table: Row, file: str) -> tuple[SignalRule, ...]:
    fragments = table.get("fragments", {})
    rows = table["signal"]
    _refuse_twins(rows, file)
    return tuple(_checked(_signal, row, fragments, file) for row in rows)


def _moments(table: Row, file: str) -> tuple[Moment, ...]:
    fragments = table.get("fragments", {})
    rows = table["moment"]
    _refuse_twins(rows, file)
    moments = [_checked(_moment, row, fragments, file) for row in rows]
    return tuple(sorted(moments, key=lambda moment: moment.number))


def _refuse_twins(rows: Iterable[Row], file: str) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.get("id") in seen:
            raise ValueError(file, row.get("id"), "twice")
        seen.add(str(row.get("id")))


def _checked(make: Any, row: Row, fragments: dict[str, str], file: str) -> Any:
    """Make a value of a row; a fault in it is raised with the file and the row's id."""
    try:
        return make(row, fragments)
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise ValueError(file, row.get("id", "?"), repr(fault)) from fault


def _signal(row: Row, fragments: dict[str, str]) -> SignalRule:
    return SignalRule(
        id=row["id"],
        kind=Kind(row["kind"]),
        weight=float(row["weight"]),
        where=row["where"],
        name=_name(row["name"]),
        patterns=_patterns(row.get("patterns", ""), fragments),
        against=tuple(Kind(kind) for kind in row.get("against", ())),
    )


def _moment(row: Row, fragments: dict[str, str]) -> Moment:
    return Moment(
        id=row["id"],
        number=int(row["number"]),
        name=_name(row["name"]),
        family=row["family"],
        stage=row["stage"],
        touchpoint=row["touchpoint"],
        steps=tuple(_name(step) for step in row["steps"]),
        patterns=_patterns(row.get("patterns", ""), fragments),
        kinds=tuple(Kind(kind) for kind in row["kinds"]),
        needs=tuple(row.get("needs", ())),
        **{part: _name(row[part]) for part in _SENTENCES},
    )


def _name(pair: dict[str, str]) -> Name:
    if not pair["es"].strip() or not pair["en"].strip():
        raise ValueError("a text is empty")
    return Name(es=pair["es"].strip(), en=pair["en"].strip())


def _patterns(lines: str, fragments: dict[str, str]) -> tuple[str, ...]:
    """Join one pattern a line into one expression anchored on whole words.

    One expression reads a text once, which many cannot. Raises ValueError for one that would
    capture or that accents or capitals keep from ever matching, KeyError for an unknown fragment.
    """
    wanted = [line.strip() for line in lines.splitlines() if line.strip()]
    if not wanted:
        return ()
    whole = [_FRAGMENT.sub(lambda found: fragments[found[1]], line) for line in wanted]
    for written, line in zip(wanted, whole, strict=True):
        if re.compile(line).groups or fold(line.lower()) != line:
            raise ValueError(written)
    return (r"(?<!\w)(?:" + "|".join(whole) + r")(?!\w)",)


def _lexicon(table: Row, file: str) -> Lexicon:
    try:
        return Lexicon(
            stop=frozenset(_folded(f"{table['stop']['es']} {table['stop']['en']}".split())),
            greetings=_patterns(table["greetings"], {}),
            angry=_patterns(table["angry"], {}),
            update=_patterns(table["update"], {}),
            empty=frozenset(_folded(table["empty"].splitlines())),
            since=_patterns(table.get("since", ""), {}),
            changed=_patterns(table.get("changed", ""), {}),
            days_ago=tuple(frozenset(_folded(table.get(day, "").split())) for day in ("today", "yesterday")),
        )
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise ValueError(file, repr(fault)) from fault


def _cleaning(*parsed: Any) -> CleaningWords:
    if not parsed:
        return CleaningWords()
    table, languages, *files = parsed
    try:
        parts: dict[str, Any] = {part: frozenset(_folded(table[part].split())) for part in _WORDS}
        parts |= {part: frozenset(_folded(table[part].splitlines())) for part in _LINES}
        parts |= {part: _expressions(table[part]) for part in _EXPRESSIONS}
        small = tuple((name, frozenset(_folded(text.split()))) for name, text in languages.items())
        return CleaningWords(**parts, languages=small)
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise ValueError(*files, repr(fault)) from fault


def _expressions(lines: str) -> tuple[str, ...]:
    """Join one expression a line into one; raises ValueError for one that would capture."""
    joined = "|".join(line.strip() for line in lines.splitlines() if line.strip())
    if re.compile(joined).groups:
        raise ValueError(joined)
    return (f"(?:{joined})",)


def _folded(words: Iterable[str]) -> list[str]:
    """Return the words as they stand; raises ValueError for one that folding would change."""
    kept = [word for word in words if word]
    for word in kept:
        if fold(word) != word:
            raise ValueError(word)
    return kept

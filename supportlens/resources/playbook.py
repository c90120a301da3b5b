"""Reads the playbook: signals of causes, moments of truth and word lists."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from supportlens.domain import Kind, Moment, Playbook, SignalRule
from supportlens.domain.contacts.codes import codes_by_id
from supportlens.resources.coding_rules import read_coding_rules
from supportlens.resources.lexicon import join_patterns, load_lexicon, read_lexicon, trust_patterns
from supportlens.resources.locating import resource
from supportlens.resources.training_rules import read_plan_rules
from supportlens.resources.training_words import read_training_words
from supportlens.resources.weights import read_answer_rules, read_priority_rules
from supportlens.resources.words import make_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import Lexicon

_SENTENCES = ("trigger", "expects", "say", "avoid", "prevention", "indicator", "target", "opportunity")
"""The parts of a moment's sheet that are one text."""

Row = dict[str, Any]

_TOPICS = ("lexicon", "cleaning", "small_words", "machines", "messages", "naming", "training")
"""The files of words that the playbook holds."""


@cache
def load_playbook() -> Playbook:
    """Read the signals, the moments and the words that come with the program.

    `version` is the first twelve digits of the SHA-256 of the files. Raises ValueError, naming the
    file and the row, for an invalid row.
    """
    with trust_patterns():
        return _read_with_lexicon(resource(), load_lexicon())


def read_playbook(folder: Path) -> Playbook:
    """Read a playbook from a folder laid out like `resources`; raises the errors of `load_playbook`."""
    return _read_with_lexicon(folder, read_lexicon(folder / "words"))


def _read_with_lexicon(folder: Path, lexicon: Lexicon) -> Playbook:
    paths = sorted(
        [
            *(folder / "playbook").glob("*.toml"),
            *(folder / "playbook" / "codes").glob("*.toml"),
            *(path for topic in _TOPICS for path in (folder / "words").glob(f"*/{topic}.toml")),
        ]
    )
    texts = {path: path.read_bytes().replace(b"\r\n", b"\n") for path in paths}
    rows = {path.name: tomllib.loads(text.decode("utf-8")) for path, text in texts.items()}
    rules = _read_signals(rows["signals.toml"], "signals.toml")
    return Playbook(
        coding=read_coding_rules(folder / "playbook" / "codes"),
        signals=rules,
        moments=_read_moments(rows["moments.toml"], "moments.toml"),
        lexicon=lexicon,
        version=sha256(b"".join(texts.values())).hexdigest()[:12],
        signal_names={rule.id: rule.name for rule in rules},
        answers=read_answer_rules(rows["answers.toml"], "answers.toml"),
        priorities=read_priority_rules(rows["priorities.toml"], "priorities.toml"),
        plan_rules=read_plan_rules(rows["plan.toml"], "plan.toml"),
        training_words=read_training_words(folder / "words"),
    )


def _read_signals(table: Row, file: str) -> tuple[SignalRule, ...]:
    fragments = table.get("fragments", {})
    rows = table["signal"]
    _refuse_twins(rows, file)
    return tuple(_make_checked(_make_signal, row, fragments, file) for row in rows)


def _read_moments(table: Row, file: str) -> tuple[Moment, ...]:
    fragments = table.get("fragments", {})
    rows = table["moment"]
    _refuse_twins(rows, file)
    moments = [_make_checked(_make_moment, row, fragments, file) for row in rows]
    return tuple(sorted(moments, key=lambda moment: moment.number))


def _refuse_twins(rows: Iterable[Row], file: str) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.get("id") in seen:
            raise ValueError(file, row.get("id"), "twice")
        seen.add(str(row.get("id")))


def _make_checked(make: Any, row: Row, fragments: dict[str, str], file: str) -> Any:
    """Make a value from a row; an error is raised with the file and the row's id."""
    try:
        return make(row, fragments)
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise ValueError(file, row.get("id", "?"), repr(fault)) from fault


def _make_signal(row: Row, fragments: dict[str, str]) -> SignalRule:
    return SignalRule(
        id=row["id"],
        kind=Kind(row["kind"]),
        weight=float(row["weight"]),
        where=row["where"],
        name=make_name(row["name"]),
        patterns=join_patterns(row.get("patterns", ""), fragments),
        against=tuple(Kind(kind) for kind in row.get("against", ())),
        voids=tuple(Kind(kind) for kind in row.get("voids", ())),
    )


def _make_moment(row: Row, fragments: dict[str, str]) -> Moment:
    return Moment(
        id=row["id"],
        number=int(row["number"]),
        name=make_name(row["name"]),
        family=row["family"],
        stage=row["stage"],
        touchpoint=row["touchpoint"],
        steps=tuple(make_name(step) for step in row["steps"]),
        patterns=join_patterns(row.get("patterns", ""), fragments),
        kinds=tuple(Kind(kind) for kind in row["kinds"]),
        needs=tuple(row.get("needs", ())),
        codes=_check_codes(row.get("codes", ())),
        **{part: make_name(row[part]) for part in _SENTENCES},
    )


def _check_codes(codes: Iterable[str]) -> tuple[str, ...]:
    for code in codes:
        if code not in codes_by_id():
            raise ValueError(code)
    return tuple(codes)

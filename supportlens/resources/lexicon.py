"""Reads the words of all languages for cleaning, an annoyed tone and mentions of changes."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from supportlens.domain import CleaningWords, DateWords, Lexicon, fold
from supportlens.resources.locating import resource
from supportlens.resources.people_words import read_people_words
from supportlens.resources.word_lists import (
    read_machine_words,
    read_message_words,
    read_naming_words,
    read_shapes,
)
from supportlens.resources.words import join_words, read_languages, read_word_tables, require_folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supportlens.resources.words import Table

_Words = TypeVar("_Words")

_FRAGMENT = re.compile(r"<([a-z_]+)>")
_WORD = re.compile(r"(?<![\w\\<])[a-z]{3,}(?![\w?*+{>])")
_trusted: ContextVar[bool] = ContextVar("trusted", default=False)
_WORDS = (
    "greeting_starts",
    "no_labels",
    "identified",
    "coded",
    "between",
    "identifying_prefixes",
    "negations",
    "turning_words",
    "light_words",
    "placeholders",
    "home_folders",
)
_LINES = ("greeting_pairs", "identity_labels", "labels")
_EXPRESSIONS = ("closings", "disclaimers", "attachments")
_DAYS_AGO = ("today", "yesterday")
_DATE_WORDS = {
    "last": "last_day",
    "before_number": "before_day_number",
    "after_number": "after_day_number",
    "before_month": "before_month",
}


@cache
def load_lexicon() -> Lexicon:
    """Return the words that come with the program: a sixth of the time of the whole playbook.

    Raises what `read_lexicon` raises.
    """
    return read_lexicon(resource("words"))


def read_lexicon(folder: Path) -> Lexicon:
    """Read the words of all languages from a folder laid out like `resources/words`.

    Raises ValueError, naming the file, for words that are not folded and for invalid expressions.
    """
    text = partial(join_words, read_word_tables(folder, "lexicon"))
    return _read_checked(
        "lexicon.toml",
        lambda: Lexicon(
            stop=frozenset(require_folded(text("stop").split())),
            greetings=join_patterns(text("greetings")),
            angry=join_patterns(text("angry")),
            update=join_patterns(text("update")),
            empty=frozenset(require_folded(text("empty").splitlines())),
            since=join_patterns(text("since")),
            changed=join_patterns(text("changed")),
            days_ago=tuple(frozenset(require_folded(text(day).split())) for day in _DAYS_AGO),
            dates=_read_date_words(text),
            cleaning=_read_cleaning_words(folder),
            languages=read_languages(folder),
            machines=read_machine_words(folder),
            messages=read_message_words(folder),
            naming=read_naming_words(folder),
            given_names=read_people_words(folder).given,
            **read_shapes(folder),
        ),
    )


def _read_date_words(text: Callable[[str], str]) -> DateWords:
    return DateWords(**{part: tuple(require_folded(text(key).split())) for part, key in _DATE_WORDS.items()})


def _read_cleaning_words(folder: Path) -> CleaningWords:
    text = partial(join_words, read_word_tables(folder, "cleaning"))
    small = read_word_tables(folder, "small_words")
    return _read_checked(
        "cleaning.toml",
        lambda: CleaningWords(**_split_cleaning_words(text), languages=_split_small_words(small)),
    )


def _split_cleaning_words(text: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of `CleaningWords` by name, except the small words."""
    words = {part: frozenset(require_folded(text(part).split())) for part in _WORDS}
    lines = {part: frozenset(require_folded(text(part).splitlines())) for part in _LINES}
    return {**words, **lines, **{part: _join_expressions(text(part)) for part in _EXPRESSIONS}}


def _split_small_words(tables: dict[str, Table]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(require_folded(table["words"].split()))) for code, table in tables.items())


def _read_checked(file: str, read: Callable[[], _Words]) -> _Words:
    """Return what `read` reads; an error in it is raised with the name of the file."""
    try:
        return read()
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise ValueError(file, repr(fault)) from fault


@contextmanager
def trust_patterns() -> Iterator[None]:
    """Leave out that each pattern is compiled to check it, which takes half a second for all of them.

    It is for the files that come with the program, which a test reads with the check.
    """
    token = _trusted.set(True)
    try:
        yield
    finally:
        _trusted.reset(token)


def join_patterns(lines: str, fragments: dict[str, str] | None = None) -> tuple[str, ...]:
    """Join one pattern per line into an expression that matches whole words.

    A single expression scans a text only once. ``<name>`` stands for one of `fragments`. Raises
    ValueError for a pattern with capturing groups, or with accents or capitals, which could never
    match, and KeyError for an unknown fragment.
    """
    wanted = [line.strip() for line in lines.splitlines() if line.strip()]
    if not wanted:
        return ()
    patterns = [add_forms(_FRAGMENT.sub(lambda found: (fragments or {})[found[1]], line)) for line in wanted]
    for written, line in zip(wanted, patterns, strict=True):
        if fold(line.lower()) != line or (not _trusted.get() and re.compile(line).groups):
            raise ValueError(written)
    return (r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)",)


def add_forms(pattern: str) -> str:
    """Return a pattern that also matches the other forms of its words, such as those of another country.

    A word of which only a part is meant, because a quantifier follows, stays as it is.
    """
    forms = _read_forms()
    return _WORD.sub(lambda found: forms.get(found[0], found[0]), pattern)


@cache
def _read_forms() -> dict[str, str]:
    """Return the alternation of the forms of each word; raises ValueError for a word that is not folded."""
    lines = join_words(read_word_tables(resource("words"), "forms"), "address").splitlines()
    pairs = [require_folded(part.strip() for part in line.split("=")) for line in lines]
    return {word: f"(?:{word}|{other})" for word, other in pairs}


def _join_expressions(lines: str) -> tuple[str, ...]:
    """Join one expression per line into one; raises ValueError for one with capturing groups."""
    joined = "|".join(line.strip() for line in lines.splitlines() if line.strip())
    if re.compile(joined).groups:
        raise ValueError(joined)
    return (f"(?:{joined})",)

"""Groups the lines of a log that differ in single words (Drain)."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VARYING = "<*>"
"""What stands in a line or template for a word that varies."""

_LEAST_ALIKE = 0.5
"""Share of its words that a line must have in common with a template. Judgement: fewer would join lines that
report different things, more would split a template by its data."""
_MOST_FIRST_WORDS = 100
"""First words told apart among the lines of one length; the rest share a branch. Judgement, as in the common
implementations of Drain: it bounds the tree where every line begins with a name of its own."""

_Template = list[str | None]
"""The words of a template; None varies. A None equals no word, so a varying word is never one in common."""


def cluster_lines(lines: Iterable[str]) -> dict[str, str]:
    """Return the template of each line, its varying words written as `VARYING`.

    This is Drain with a tree of depth four (He, Zhu, Zheng and Lyu, 2017, "Drain: an online log parsing
    approach with fixed depth tree", ICWS): a line is compared with the templates of the same length and the
    same first word alone. It joins the one with which it has most words in common, of equals the one that
    varies more, of those the oldest. Lines are read once, and in their order, on which the templates depend.
    """
    branches: dict[int, dict[str, list[_Template]]] = {}
    template_of: dict[str, _Template] = {}
    for line in lines:
        words = line.split()
        by_first_word = branches.setdefault(len(words), {})
        template = _find_template(words, by_first_word)
        if template is None:
            template = [None if word == VARYING else word for word in words]
            by_first_word.setdefault(_choose_branch(words, by_first_word), []).append(template)
        else:
            template[:] = [held if held == word else None for held, word in zip(template, words, strict=True)]
        template_of[line] = template
    return {
        line: " ".join(VARYING if word is None else word for word in template)
        for line, template in template_of.items()
    }


def _find_template(words: Sequence[str], by_first_word: dict[str, list[_Template]]) -> _Template | None:
    """Return the template that a line joins, None if it is unlike all of them."""
    first = words[0] if len(words) > 1 else ""
    best, most = None, (-1, -1)
    for template in by_first_word.get(first) or by_first_word.get(VARYING) or ():
        likeness = (sum(map(eq, template, words)), template.count(None))
        if likeness > most:
            best, most = template, likeness
    return best if most[0] >= _LEAST_ALIKE * len(words) else None


def _choose_branch(words: Sequence[str], by_first_word: dict[str, list[_Template]]) -> str:
    """Return the first word under which a new template is kept: a number is no word to tell lines by."""
    if len(words) < 2:
        return ""
    first = words[0]
    if first in by_first_word:
        return first
    is_full = len(by_first_word) + (VARYING not in by_first_word) >= _MOST_FIRST_WORDS
    return VARYING if is_full or any(map(str.isdigit, first)) else first

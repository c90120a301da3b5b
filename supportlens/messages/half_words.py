"""Takes the half word off the end of texts that a desk cuts at a number of letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST = 30
"""Letters to which nobody cuts less. Judgement: the shortest that desks are known to use is 40."""
_FEWEST = 4
"""Different lines of the one length from which they may have been cut.

Judgement: fewer are long lines that happen to be of one length.
"""
_PEAK = 5
"""How many times as many lines must have the one length as any length near it where longer lines exist.

Judgement: lengths near each other differ by chance by a half or so.
"""
_NEAR = 6
_MARKED = 0.8
"""Share of those lines with dots at their end from which they say it. Judgement: people's are rarer."""
_HALVES = 3
"""Different last words that begin longer words of the log, and are none themselves, where no dots say it.

Judgement: two may be a plural's singular or a slip; a desk cuts as many as it has long lines.
"""
_SAMPLE = 20_000
"""Texts in which the words of a log are looked up. Judgement: enough for all but the rarest."""
_MARK = re.compile(r"(?:\s*(?:…|\.{2,3}))$")
_LAST = re.compile(r"[^\W_]+$")
_WORD = re.compile(r"[^\W_]+")


def drop_half_words(texts: Sequence[str]) -> list[str]:
    """Return texts whose first lines, where a desk cut many at one length, end with a whole word."""
    heads = [text.partition("\n")[0] for text in texts]
    length = _find_cut(heads)
    if not length:
        return list(texts)
    last = {
        at: found[0].lower()
        for at, head in enumerate(heads)
        if len(head) == length and (found := _LAST.search(_MARK.sub("", head)))
    }
    known = _list_words(texts, heads, last)
    unknown = {at for at, word in last.items() if word not in known}
    marked = sum(_MARK.search(heads[at]) is not None for at in last)
    if marked < _MARKED * len(last) and not _are_halves({last[at] for at in unknown}, known):
        return list(texts)
    return [
        _LAST.sub("", _MARK.sub("", head)).rstrip() + text[len(head) :] if at in unknown else text
        for at, (text, head) in enumerate(zip(texts, heads, strict=True))
    ]


def _find_cut(heads: Sequence[str]) -> int:
    """Return the length at which lines were cut, 0 if there seems to be none."""
    counts = Counter(map(len, set(heads)))
    longest = max(counts, default=0)
    for length in sorted((size for size in counts if size >= _SHORTEST), reverse=True):
        near = max(counts[length + step] for step in range(-_NEAR, _NEAR + 1) if step)
        if counts[length] >= _FEWEST and (length == longest or counts[length] >= _PEAK * max(near, 1)):
            return length
    return 0


def _are_halves(words: set[str], known: set[str]) -> bool:
    """Return whether words that nobody else writes begin longer ones, at least half of them."""
    ordered = sorted(known)
    begun = 0
    for word in words:
        after = bisect_right(ordered, word)
        begun += after < len(ordered) and ordered[after].startswith(word)
    return begun >= _HALVES and 2 * begun >= len(words)


def _list_words(texts: Sequence[str], heads: Sequence[str], cut: dict[int, str]) -> set[str]:
    """Return the words that texts use elsewhere than at the end of a cut line."""
    step = max(len(texts) // _SAMPLE, 1)
    words: set[str] = set()
    for at in range(0, len(texts), step):
        text, head = texts[at], heads[at]
        if at in cut:
            text = _LAST.sub("", _MARK.sub("", head)) + text[len(head) :]
        words.update(_WORD.findall(text.lower()))
    return words

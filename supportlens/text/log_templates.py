"""Turns machine log lines into templates: one for all lines that differ only in their values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import LogTemplate
from supportlens.text.line_clusters import VARYING, cluster_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import MachineWords

LONGEST = 400
"""Maximum characters read of a line; the rest is data.

Judgement: larger slows the masks and splits templates by their data.
"""
MOST_WORDS = 60

_MASK = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|\s?[+-]\d\d:?\d\d)?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|https?://\S+|(?:[A-Za-z]:)?(?:[\\/][\w.$%~ -]+){2,}"
    r"|(?<![\w-])(?:\d+|(?=[0-9a-f]*\d)[0-9a-f]{12,})(?![\w-])"
)


def find_log_templates(
    events: Sequence[Sequence[str]],
    words: MachineWords,
) -> tuple[tuple[tuple[int, ...], ...], tuple[LogTemplate, ...]]:
    """Return the template positions of n tickets' lines, and the templates, most frequent first.

    `events` (n) are the machine lines of each ticket. Templates depend on the order of the lines
    (`cluster_lines`), so each distinct line is added once, in alphabetical order, whatever that of the
    tickets. Ties are sorted by pattern.
    """
    mask = LineMask.of(words)
    masked = {line: mask.hide(line) for lines in events for line in lines}
    pattern_of = _cluster_lines(sorted(set(masked.values())))
    count: Counter[str] = Counter()
    examples: dict[str, str] = {}
    held: list[tuple[str, ...]] = []
    for lines in events:
        patterns = tuple(dict.fromkeys(pattern_of[masked[line]] for line in lines))
        count.update(patterns)
        held.append(patterns)
    for line, shape in masked.items():
        pattern = pattern_of[shape]
        examples[pattern] = min(examples.get(pattern, line), line)
    ordered = sorted(count, key=lambda pattern: (-count[pattern], pattern))
    place = {pattern: position for position, pattern in enumerate(ordered)}
    templates = tuple(
        LogTemplate(f"L{position + 1}", pattern, count[pattern], examples[pattern])
        for position, pattern in enumerate(ordered)
    )
    return tuple(tuple(place[pattern] for pattern in patterns) for patterns in held), templates


@dataclass(frozen=True, slots=True)
class LineMask:
    """Masks the variable parts of a line: times, numbers, keys, addresses and paths; error codes stay."""

    kept: re.Pattern[str]

    @classmethod
    def of(cls, words: MachineWords) -> LineMask:
        """Build it from the program's words."""
        before = "|".join(("[Ee]rror", "[Cc]ode", "ID", *words.kept_numbers))
        return cls(re.compile(rf"\bHTTP/\d(?:\.\d)?\"? \d{{3}}\b|\b(?:{before})\s?:? ?\d{{1,6}}\b"))

    def hide(self, line: str) -> str:
        """Replace the variable parts of a line by `VARYING`."""
        line = line[:LONGEST]
        kept = [found.span() for found in self.kept.finditer(line)]

        def masked(found: re.Match[str]) -> str:
            inside = any(low <= found.start() and found.end() <= high for low, high in kept)
            return found[0] if inside else VARYING

        return " ".join(_MASK.sub(masked, line).split()[:MOST_WORDS])


def _cluster_lines(shapes: Sequence[str]) -> dict[str, str]:
    """Return the final pattern of the cluster of each masked line.

    Lines are first separated by error name: Drain would join two errors whose other words agree.
    """
    by_error: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for shape in shapes:
        by_error[tuple(_ERROR_WORDS.findall(shape))].append(shape)
    clusters = {}
    for alike in by_error.values():
        clusters.update(cluster_lines(alike))
    return clusters


_ERROR_WORDS = re.compile(
    r"\w*[a-z](?:Exception|Error|Fault)\b|\b[A-Z]{2,8}-\d{3,8}\b|0x[0-9A-Fa-f]{4,}"
    r"|\bHTTP/\d(?:\.\d)?\"? \d{3}\b"
)

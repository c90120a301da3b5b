"""Finds what a mail carries of earlier mails."""

from __future__ import annotations

import re

_REPLY_PREFIX = re.compile(
    r"^\s*(?:(?:re|rv|fw|fwd|rwd|aw|res|enc|tr)\s*(?:\[\d+\])?\s*:\s*|\[(?:external|externo"
    r"|spam)\]\s*)+",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r">|-{2,}|_{8,}|(?:on|el|le|em)\b.{4,200}$|\*?(?:from|de)\s?:|\[?(?:mensaje|original)", re.IGNORECASE
)
_WROTE = re.compile(
    r"^(?:on|el|le|em|am)\b.{4,160}\b(?:wrote|escribi[oó]|a [eé]crit|escreveu"
    r"|schrieb)\s?(?:lo siguiente)?\s?:\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[:/. -]|\d{4}")
_INLINE = re.compile(
    r"(?:(?<=\s)|^)(?:-{3,}\s?(?:original message|mensaje original|forwarded message|mensaje reenviado)"
    r"|(?:on|el)\s(?=[^\n]{0,60}\d)[^\n]{6,120}?\s(?:wrote|escribi[oó])\s?:"
    r"|(?:from|de):\s[^\n]{3,80}?\s(?:sent|enviado(?: el)?|date|fecha):\s[^\n]{3,80}?\s(?:to|para):\s)",
    re.IGNORECASE,
)
_HINTS = (
    "rote",
    "scrib",
    "SCRIB",
    "ROTE",
    "riginal",
    "RIGINAL",
    "orwarded",
    "eenviado",
    "rom:",
    "De:",
    "DE:",
    "ROM:",
)
_RULE = re.compile(
    r"^[-_*\s]{2,}\s?(?:original message|mensaje original|forwarded message|mensaje reenviado"
    r"|begin forwarded message"
    r"|inicio del mensaje reenviado|message d'origine|mensagem original)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\W{0,3}(?:from|de|sent|enviado(?: el)?|date|fecha|to|para|cc|cco|bcc|subject|asunto|importance"
    r"|importancia)\*?\s?:",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\W{0,3}(?:from|de)\*?\s?:", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
SAID = 3
"""Words above a quotation that make it one; below them the quotation is the message."""


def without_prefix(subject: str) -> str:
    """Take "RE:" and "FW:" from the front of a subject."""
    return _REPLY_PREFIX.sub("", subject, count=1)


def without_quotes(lines: list[str], *, has_subject: bool) -> tuple[list[str], list[str]]:
    """Return the lines that the writer wrote, and those that are quoted.

    A mail that says nothing itself and hands another on is that other mail: then only the lines
    of its head are taken out. `has_subject` says that the first line is a subject.
    """
    kept: list[str] = []
    quoted: list[str] = []
    for place, line in enumerate(lines):
        if not _MARKS.match(line):
            kept.append(line)
        elif line.startswith(">"):
            quoted.append(line)
        elif not _begins_quote(lines, place):
            kept.append(line)
        elif _says(kept[1:] if has_subject else kept):
            return kept, [*quoted, *lines[place:]]
        else:
            return _handed_on(kept, quoted, lines[place:])
    return (kept, quoted) if _says(kept) or not quoted else _unmarked(kept, quoted)


def cut_inline(text: str) -> tuple[str, str]:
    """Return a line up to the mail that it goes on to quote, and the quotation; "" where there is none."""
    if not any(hint in text for hint in _HINTS):
        return text, ""
    found = _INLINE.search(text)
    if found is None or not _says([text[: found.start()]]):
        return text, ""
    return text[: found.start()].rstrip(), text[found.start() :]


def _begins_quote(lines: list[str], place: int) -> bool:
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if _RULE.match(line) or _WROTE.match(line):
        return True
    if _DATED.search(line) and not _WROTE.match(following) and _WROTE.match(f"{line} {following}"):
        return True
    if _FROM.match(line):
        return any(_HEADER.match(other) and not _FROM.match(other) for other in lines[place + 1 : place + 4])
    return bool(re.fullmatch(r"[-_]{8,}", line.strip()) and _FROM.match(following))


def _handed_on(kept: list[str], quoted: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """Take the head of a mail that is handed on out, and keep what it says."""
    end = 0
    while end < len(rest) and (_HEADER.match(rest[end]) or _RULE.match(rest[end]) or end == 0):
        end += 1
    said = [line.lstrip("> ") for line in rest[end:]]
    return [*kept, *said], [*quoted, *rest[:end]]


def _unmarked(kept: list[str], quoted: list[str]) -> tuple[list[str], list[str]]:
    return [*kept, *(line.lstrip("> ") for line in quoted)], []


def _says(lines: list[str]) -> bool:
    return sum(len(_WORDS.findall(line)) for line in lines) >= SAID

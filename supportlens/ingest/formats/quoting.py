"""Leaves of a mail what its writer wrote: without quoted mails, signature and legal notice."""

from __future__ import annotations

import re

_WROTE = re.compile(
    r"(?:el|on|le|em|am|op|il)\b.{4,200}?"
    r"(?:escribi[óo]|wrote|escreveu|schrieb|a écrit|schreef|ha scritto)\s?:\s*",
    re.IGNORECASE | re.DOTALL,
)
_DIVIDER = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|mensaje original|mensagem original|reply above this line"
    r"|ursprüngliche nachricht)\s*-{2,}|_{20,}|#{2,}- .{0,80} -#{2,})\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\s*(?:-{2,}\s*(?:forwarded message|mensaje reenviado|mensagem encaminhada)\s*-{2,}"
    r"|begin forwarded message:|inicio del mensaje reenviado:)\s*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\s*\*?(?:from|de|sent|enviado(?: el)?|date|fecha|to|para|cc|subject|asunto)\*?\s?:\*?\s.*",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"\s*(?:enviado desde (?:mi|el|outlook|correo|yahoo)|sent from (?:my|outlook|mail|yahoo)"
    r"|obtener outlook para|get outlook for|descarga outlook).{0,80}",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\s*(?:(?:muchas |mil )?gracias(?: de antemano| y saludos| por su ayuda| por todo)?"
    r"|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?| atentos?)?|atentamente|atte|cordialmente"
    r"|quedo atent[oa]|(?:kind |best |warm )?regards|(?:many )?thanks(?: in advance| and regards| again)?"
    r"|thank you(?: very much| in advance)?|best(?: wishes)?"
    r"|cheers|sincerely|yours (?:sincerely|faithfully|truly))\s*[.,!]*\s*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\s*(?:(?:aviso (?:legal|de confidencialidad|de privacidad))"
    r"|(?:este|el presente) (?:mensaje|correo).{0,60}confidencial"
    r"|this (?:e-?mail|message).{0,80}confidential|confidentiality notice|disclaimer\s?:).*",
    re.IGNORECASE,
)
_SIGNED_WITHIN = 8
"""Lines that a signature without its dashes may have below the farewell."""


def written(text: str) -> str:
    """Return what the writer of a mail added; all of it where nothing else would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = _without_signature(_without_quotes(lines))
    said = "\n".join(own).strip()
    return said or "\n".join(line.lstrip("> ") for line in lines).strip()


def _without_quotes(lines: list[str]) -> list[str]:
    """Drop quoted lines, and everything from where a mail is pasted below without marks."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith(">"):
            at += 1
            continue
        if (after := _attribution_end(lines, at)) is not None:
            if not _is_quoted_from(lines, after):
                break
            at = after
            continue
        if _ends_here(lines, at) and any(text.strip() for text in kept):
            break
        if not (_FORWARDED.fullmatch(line) or _DIVIDER.fullmatch(line)):
            kept.append(line)
        at += 1
    return kept


def _attribution_end(lines: list[str], at: int) -> int | None:
    """Return the line after "On ... wrote:", which mail programs break over up to three lines."""
    if not re.match(r"\s*(?:el|on|le|em|am|op|il)\b", lines[at], re.IGNORECASE):
        return None
    for end in range(at + 1, min(at + 4, len(lines) + 1)):
        if _WROTE.fullmatch(" ".join(line.strip() for line in lines[at:end])):
            return end
    return None


def _is_quoted_from(lines: list[str], at: int) -> bool:
    """Return whether the next line with text is marked as quoted, so that an answer may stand below it."""
    following = next((line for line in lines[at:] if line.strip()), "")
    return following.lstrip().startswith(">")


def _ends_here(lines: list[str], at: int) -> bool:
    if _DIVIDER.fullmatch(lines[at]) or _FORWARDED.fullmatch(lines[at]):
        return True
    headings = sum(1 for line in lines[at : at + 5] if _HEADING.fullmatch(line))
    return bool(_HEADING.fullmatch(lines[at])) and headings >= 3


def _without_signature(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if line.rstrip() == "--" or _SENT_FROM.fullmatch(line) or _NOTICE.fullmatch(line):
            return lines[:at]
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for at in filled[1:][-_SIGNED_WITHIN:]:
        if _FAREWELL.fullmatch(lines[at]):
            return lines[:at]
    return lines

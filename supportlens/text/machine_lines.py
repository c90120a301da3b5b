"""Finds machine-written lines in a ticket: stack traces, log lines, dumps, HTTP traces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import MachineWords

_LEVEL = r"(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL|NOTICE|ALERT|EMERG)"
_STAMP = r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|\s?[+-]\d\d:?\d\d)?\]?"
_SHORT_STAMP = r"\[?(?:\d{1,2}[-/](?:\d{1,2}|[A-Za-z]{3})[-/]\d{2,4}[ :T])?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?"
_DOTTED = r"(?:[A-Za-z_]\w*[.:]{1,2})+[A-Za-z_$]\w*"

_LABELS = (
    r"Faulting (?:application|module|process|package)[\w ]*|Fault (?:offset|bucket)\w*|Exception [Cc]ode"
    r"|Problem (?:signature|Event Name)|Report Id|Log Name|Task Category"
)
"""Labels in the Windows event log."""
_HINTS = (
    r"\d\d:\d\d|\.{3} \d|[a-z](?:Exception|Error)\b|[a-z]\.[a-z]|\bat |line \d|Traceback|Caus|HTTP",
    r"[A-Z]{2,5}-?\d{3}|\w: |\{\"|<\?|<s|<S",
)
_FLAT = re.compile(r"(?:\s+at [\w$.<>/`]+\([^()\n]{0,200}\)){2,}")
MOST_NAMES = 4
"""Maximum error names from machine lines kept in a ticket's text: the first ones and the last.

Judgement: the first names the failure and the last its cause; more outweigh the writer's words.
"""


@dataclass(frozen=True, slots=True)
class MachineLines:
    """Patterns of machine-written lines, built once per log."""

    frame: re.Pattern[str]
    """A stack trace frame or an HTTP trace header, part of an event."""
    event: re.Pattern[str]
    names: re.Pattern[str]

    @classmethod
    def of(cls, words: MachineWords) -> MachineLines:
        """Build the patterns from the program's words; English machine output is known here."""
        number = _either("Event ID", words.event_numbers)
        return cls(
            _compile_frame(words),
            _compile_event(words, number),
            re.compile(
                r"\b(?:[A-Za-z_]\w*[.:])*([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*"
                r"(?:Exception|Error|Fault|Throwable))\b"
                r"|\b((?:ORA|TNS|PLS|RMAN|DB2|SQL|MSB|SP2|ERR|KB|CS|TS)-?\d{3,8})\b|\b(0x[0-9A-Fa-f]{4,16})\b"
                rf"|\bHTTP/\d(?:\.\d)?\"? (\d{{3}})\b|\bHTTP (\d{{3}})\b|\b{number}\s?: ?(\d{{1,5}})\b"
                r"|\bSQLSTATE\[(\w{5})\]"
                r"|\b(SIG[A-Z]{3,4}|E[A-Z]{5,12}|ERR_[A-Z_]{4,40}|NS_ERROR_[A-Z_]{3,40})\b"
            ),
        )

    def separate(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """Return the lines written by people and those written by machines.

        The code line below a Python frame belongs to its frame, and so do stack trace frames that lost their
        line breaks.
        """
        kept: list[str] = []
        machine: list[str] = []
        code_follows = False
        for line in lines:
            if self.is_machine_line(line):
                machine.append(line)
                code_follows = line.lstrip().startswith('File "')
                continue
            if code_follows and len(line) < 200 and not line.rstrip().endswith("."):
                machine.append(line)
            else:
                rest, steps = _strip_steps(line)
                machine += steps
                kept.append(rest)
            code_follows = False
        return kept, machine

    def is_machine_line(self, line: str) -> bool:
        """Return whether a machine wrote a line."""
        if not any_of(_HINTS).has_match(line):
            return False
        return bool(self.event.match(line.lstrip()) or self.frame.match(line))

    def is_event(self, line: str) -> bool:
        """Return whether a machine line is an event, not just a stack trace frame."""
        return bool(self.event.match(line.lstrip()))

    def find_error_names(self, lines: Iterable[str]) -> list[str]:
        """Return the error names in machine lines, as tokens: "nullpointerexception", "http 500"."""
        names: dict[str, None] = {}
        for line in lines:
            for found in self.names.finditer(line):
                name, code, number, status, said_status, event, state, constant = found.groups()
                status = status or said_status
                token = (
                    f"http {status}" if status else f"event {event}" if event
                    else f"sqlstate {state}" if state else name or code or number or constant
                )  # fmt: skip
                if not (status and status.startswith(("1", "2", "3"))):
                    names[token.lower()] = None
        found_names = list(names)
        if len(found_names) <= MOST_NAMES:
            return found_names
        return [*found_names[: MOST_NAMES - 1], found_names[-1]]


def _compile_frame(words: MachineWords) -> re.Pattern[str]:
    step, file = _either("at", words.steps), _either("in", words.files)
    end, trace = _either("End of", words.trace_ends), _either("stack trace", words.traces)
    return re.compile(
        rf"\s*{step} [\w$.<>`/+\[\],: -]+\([^()\n]*\)(?: {file} .{{1,300}})?$"  # Java, .NET
        r"|\s*at \S+ \(?(?:https?|file|webpack|node|chrome)\S*:\d+:\d+\)?$|\s*\S* ?@ ?(?:https?|resource"
        r"|chrome)://\S+:\d+"
        r'|\s*File "[^"\n]+", line \d+'
        r"|\.{3} \d+ (?:more|common frames)|Traceback \(most recent call last\)"
        r"|(?:User-Agent|Accept(?:-\w+)*|Content-(?:Type|Length|Encoding)|X-[\w-]+|Referer|Set-Cookie"
        r"|Cache-Control): \S"
        r"|Host: [\w-]+\.[\w.-]+$|Connection: (?:keep-alive|close)$"
        r"|#\d+ +(?:\{main\}|0x[0-9a-f]+|\S+\(\d+\): |.{1,200} at \S+:\d+)"
        rf"|\s*(?:---|-->) ?{end}.{{0,80}}{trace}|Stack ?trace:?\s*$"
        r"|\[?stack trace\]?:?\s*$"
    )


def _compile_event(words: MachineWords, number: str) -> re.Pattern[str]:
    cause, label = _either("Caused by", words.causes), _either(_LABELS, words.event_labels)
    return re.compile(
        rf"{_STAMP}[\s|,;-]{{1,3}}(?:\S+\s+){{0,4}}\[?<?{_LEVEL}\b"
        rf"|{_STAMP}\s+\[[^\]\n]+\]"
        rf"|{_SHORT_STAMP}[\s|,;-]{{1,3}}(?:\S+\s+){{0,3}}\[?<?{_LEVEL}\b"
        rf"|\[?{_LEVEL}\]?[\s:|-]+(?:{_STAMP}|{_SHORT_STAMP}|\[[\w.:/ -]+\]"
        rf"|{_DOTTED}\s?[:\-\[(]|\w+\.\w+\.\w+)"
        r"|(?:<\d{1,3}>)?(?:\d )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
        r"|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d \S+ \S+:"
        r"|\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d\d .{8,30}\] \["
        rf"|{cause}: \S+|Exception in thread \""
        r"|Suppressed: \S+"
        r"|(?:Unhandled|Uncaught|Unexpected) (?:exception|\w*Error)\b ?[:(]|---> \S+"
        r"|(?:[A-Za-z_]\w*\.){1,12}[A-Z]\w*(?:Exception|Error|Throwable|Fault)\b"
        r"|[A-Z][a-z]+\w*(?:Exception|Error|Warning): \S|[A-Z]\w*(?:Exception|Error)$"
        r"|(?:PHP )?(?:Fatal error|Warning|Notice|Parse error|Deprecated"
        r"|Catchable fatal error): .{3,400} (?:in|on) \S+"
        r"(?: on line|:)\s?\d+"
        r"|(?:ORA|TNS|PLS|RMAN|SP2|DB2|SQL|MSB|CS|TS|MSI|SQLSTATE)-?\[?\w{2,6}\]?: \S"
        r"|(?:SQLSTATE|Msg) ?\[?\d+\]?|Msg \d+, Level \d+"
        r"|(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) \S+ (?:HTTP/\d|\d{3}\b)|HTTP/\d(?:\.\d)? \d{3}"
        r"|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[[^\]]+\] \""
        rf"|(?:{number}|{label})\s?: ?"
        r"|\{\"[\w.@-]+\":.*\}\s*$|<\?xml |<(?:soap|s|SOAP-ENV):(?:Envelope|Fault)"
    )


def _either(english: str, others: tuple[str, ...]) -> str:
    return f"(?:{'|'.join((english, *others))})"


def _strip_steps(line: str) -> tuple[str, list[str]]:
    if "(" not in line or " at " not in line:
        return line, []
    steps = [found[0].strip() for found in _FLAT.finditer(line)]
    return (_FLAT.sub(" ", line), steps) if steps else (line, [])

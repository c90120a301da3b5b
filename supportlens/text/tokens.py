"""Turns words into tokens: folded, without personal and other identifiers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import CleaningWords

LONG = 8
"""Minimum digits after letters in an identifier: error codes have fewer.

Judgement: smaller removes error codes, larger keeps order numbers.
"""
LEAST_NUMBERS = 12
"""Minimum distinct numbers after the same letters for these to be an order or case prefix.

Judgement: a log has fewer distinct error codes of one kind; smaller would remove these.
"""
REMEMBERED = 400_000
"""Maximum words in the token cache: a log uses few of them repeatedly."""

_ORDINARY = re.compile(r"^[A-Za-z]+[.,;:!?]?$")
_PLACEHOLDER = re.compile(r"^[\[<{(](?:[A-Z]+(?:[_-][A-Z0-9]+)+|([^\W\d_]+))[\]>})][.,;:]?$")
"""Placeholders of redacted names: "[ID_ANONIMIZADO]", or a single word that must be known as one."""
_EDGES = re.compile(r"^[^\w/\\~.<@#$€£+-]+|[^\w/\\>%+#.,;:!?)]+$")
_CORE = re.compile(r"^[\W_]*(?P<core>.*?)(?P<end>[\W_]*)$")
_STOPS = ".,;:!?"
_URL = re.compile(r"^(?:https?|ftp|hxxps?)://(?:[^/@\s]*@)?([^/:?#\s]+)|^(www\.[^/:?#\s]+)")
_DOMAIN = re.compile(
    r"^((?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|gob|info|io|app|dev|mx|ar|co|cl|pe|ec|uy|py|bo|ve|gt|cr"
    r"|pa|do|hn|sv"
    r"|ni|es|br|uk|us|de|fr|it))(?:[:/?#]\S*)?$"
)
_MAIL = re.compile(r"^<?(?:mailto:)?[\w.+'-]+@[\w-]+\.[\w.-]+>?$")
_HANDLE = re.compile(r"^[@#][\w.-]*\d[\w.-]*$")
_GUID = re.compile(r"^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$")
_MONEY = re.compile(r"^[-+]?(?:us|mx|ar|cl|u\$s|s/|r)?[$€£]\.?\d\S*$|^\d[\d.,]*[$€£]$")
_PROTOCOL = re.compile(r"^(https?|ftp|tls|ssl)/\d(?:\.\d)?$")
_FAULTS = ("exception", "error", "fault", "throwable")
_SECOND_LEVEL = frozenset("com co org net gob gov edu ac mil".split())
_LETTERED = re.compile(r"[^\W_]")
LEAST_REPEATED = 3
"""Signs from which a word of one sign alone is no word: "bbb" is typed to fill a field."""


class TokenCache(dict[str, str]):
    """Cache of the tokens of written words; "" for identifiers.

    A token is the word in lower case and without accents, with at most one punctuation mark after it. Of a
    web address only the site's name is kept, of an e-mail address nothing.
    """

    def __init__(self, words: CleaningWords) -> None:
        super().__init__()
        self._placeholders = words.placeholders
        folders = "|".join(map(re.escape, sorted(words.home_folders)))
        self._home = re.compile(rf"([a-z]:)?[\\/](?:{folders})[\\/][^\\/]+") if folders else None

    def __missing__(self, written: str) -> str:
        """Compute the token of a new word."""
        token = self._make_token(written)
        if len(self) < REMEMBERED:
            self[written] = token
        return token

    def _make_token(self, written: str) -> str:
        """Return the token of one written word; idempotent."""
        if len(written) >= LEAST_REPEATED and len(set(written.lower())) == 1:
            return ""
        if _ORDINARY.match(written):  # most words; ten times faster
            return written.lower()
        if self._is_placeholder(written):
            return ""
        trimmed = _EDGES.sub("", fold(written).replace(" ", ""))
        found = _CORE.match(trimmed)
        core, after = (found["core"], found["end"]) if found else ("", "")
        if not _LETTERED.search(core):
            return ""
        end = next((mark for mark in after if mark in _STOPS), "")
        name = _strip_to_name(trimmed.strip("<>()[]{}\"'.,;:!?"), core, after, self._home)
        return name + end if _LETTERED.search(name) else ""

    def _is_placeholder(self, written: str) -> bool:
        found = _PLACEHOLDER.match(written)
        if found is None:
            return False
        return found[1] is None or (found[1].isupper() and fold(found[1]) in self._placeholders)


def _strip_to_name(plain: str, core: str, after: str, home: re.Pattern[str] | None) -> str:
    """Return the comparable part of a word without its punctuation."""
    if any(shape.match(plain) for shape in (_MAIL, _GUID, _HANDLE, _MONEY)):
        return ""
    address = _URL.match(plain) or _DOMAIN.match(plain)
    if address:
        return _find_site(address[1] or address[2])
    protocol = _PROTOCOL.match(plain)
    if protocol:
        return protocol[1]
    if core.endswith(_FAULTS) and "." in core:
        return core.rpartition(".")[2].strip("([{")
    if "\\" in plain or plain.count("/") > 1:
        return (home.sub("", plain) if home else plain).strip("\\/.,;:!?~*")
    return core + ("++" if after.startswith("++") else "#" if core == "c" and "#" in after else "")


def _find_site(host: str) -> str:
    """Return the common name of a host: "web.whatsapp.com" is "whatsapp"."""
    labels = [label for label in host.lower().removeprefix("www.").split(".") if label]
    if not labels or all(label.isdigit() for label in labels):
        return ""
    if len(labels) == 1:
        return labels[0]
    short = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return labels[-3] if short else labels[-2]


_DIGIT = re.compile(r"\d")
_HEX_CODE = re.compile(r"^0x[0-9a-f]{2,16}$")
_LETTERS_NUMBER = re.compile(r"^([a-z]{1,12})[-_.:#/]?((?:\d{1,8}[-_/])*\d+)[a-z]{0,2}$")
_NUMBERED = re.compile(r"(?<![\w.:/-])([a-z]{1,6})[-_.]?(\d{3,})(?![\w.])")
_OWNED = re.compile(
    r"(?<![^\W_])([^\W\d_]{3,})(?: (?:no|nro|num|n|number|numero)\.?)? [#nº°]*(\d{3,4})(?![\w.,:/%-]*\w)"
)
_VERSION = re.compile(r"^v?\d{1,5}(?:\.\d{1,5}){1,4}(?:-?[a-z]{1,6}\d{0,3})?$")
_DATE = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:t[\d:.]+z?)?$|^\d{1,2}[-/][a-z]{3,10}[-/]\d{2,4}$")
_TIME = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:am|pm|hrs?|h)?$|^\d{1,2}(?:am|pm|hrs)$")
_IP = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$")
_AMOUNT = re.compile(r"^\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d+)?$|^\d+,\d{2}$")
_SEPARATED = re.compile(r"^[+(]?\d[\d()./+-]*$")
_MIXED = re.compile(r"^(?=(?:.*\d){4})(?=.*[a-z])[a-z0-9_-]{10,}$")
_DIGITS = re.compile(r"^[+(]?[\d()+./-]+$")


def is_identifier(token: str, before: str, words: CleaningWords) -> bool:
    """Return whether a token with digits is an identifier (of a ticket, a telephone, a day).

    `before` is the word that it belongs to. Error codes and versions are no identifiers: "0x80070005",
    "ora-00942", "404", "5.2". A bare number of five digits or more is one, unless a word such as "error"
    precedes it.
    """
    core = token.rstrip(_STOPS).strip("()[]{}<>\"'")
    digits = sum(map(str.isdigit, core))
    lettered = None if _HEX_CODE.match(core) else _LETTERS_NUMBER.match(core)
    coded = before in words.coded
    if lettered:
        return (digits >= 3 and lettered[1] in words.identifying_prefixes) or (digits >= LONG and not coded)
    if _TIME.match(core) or _AMOUNT.match(core):
        return True
    if _DATE.match(core):
        return not _VERSION.match(core) or len(core) >= 8
    if coded or _HEX_CODE.match(core) or (_VERSION.match(core) and not _IP.match(core)):
        return False
    if _SEPARATED.match(core):
        return digits >= 5 or before in words.identified
    return bool(_MIXED.match(core)) and "-" not in core and _is_jumble(core)


def _is_jumble(core: str) -> bool:
    """Return whether letters and digits alternate as in a key, not as in "windows10"."""
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(core))
    return changes >= 3


def learn_prefixes(texts: Iterable[str]) -> frozenset[str]:
    """Return the prefixes of this log's identifiers: many numbers, each in one or two texts.

    Error codes are few and repeat; "A-3635", "A-4711" and so on never do.
    """
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for letters, number in set(_NUMBERED.findall(text.lower())):
            numbers[letters][number] += 1
    return frozenset(
        letters
        for letters, found in numbers.items()
        if len(found) >= LEAST_NUMBERS and found.total() < 1.5 * len(found)
    )


def learn_owners(texts: Iterable[str], words: CleaningWords) -> frozenset[str]:
    """Return the words of this log before numbers of three or four digits that hardly ever repeat.

    Such a number identifies a parcel, a room or a bed; "windows 2016", "error 404" and years are few and
    repeat.
    """
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for owner, number in set(_OWNED.findall(fold(text))):
            numbers[owner][number] += 1
    return frozenset(
        owner
        for owner, found in numbers.items()
        if len(found) >= LEAST_NUMBERS
        and found.total() < 1.5 * len(found)
        and owner not in words.coded | words.between
    )


class DigitCache(dict[str, bool]):
    """Cache of whether a token contains a digit."""

    def __missing__(self, token: str) -> bool:
        """Check a new token."""
        holds = _DIGIT.search(token) is not None
        if len(self) < REMEMBERED:
            self[token] = holds
        return holds


def find_identifiers(tokens: list[str], words: CleaningWords, numbered: DigitCache) -> set[int]:
    """Return the positions of identifiers, including telephone numbers in several parts."""
    found = [place for place, holds in enumerate(map(numbered.__getitem__, tokens)) if holds]
    places: set[int] = set()
    run: list[int] = []
    for place in found:
        if is_identifier(tokens[place], _find_owner(tokens, place, words), words):
            places.add(place)
        if not _DIGITS.match(tokens[place].rstrip(_STOPS)):
            run = []
            continue
        joined = run and run[-1] == place - 1 and tokens[run[-1]][-1] not in _STOPS
        run = [*run, place] if joined else [place]
        places.update(_find_telephone(run, tokens))
    return places


def _find_owner(tokens: list[str], place: int, words: CleaningWords) -> str:
    """Return the word that a number belongs to: the preceding one, skipping small words."""
    for other in range(place - 1, max(-1, place - 6), -1):
        bare = tokens[other].rstrip(_STOPS)
        if bare not in words.between:
            return bare
    return ""


def _find_telephone(run: list[int], tokens: list[str]) -> list[int]:
    """Return a run of numbers that together have the length of a telephone number, else an empty list."""
    digits = sum(map(str.isdigit, "".join(tokens[place] for place in run)))
    return run if len(run) > 1 and digits >= 7 and not any("." in tokens[p][:-1] for p in run) else []

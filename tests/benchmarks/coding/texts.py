"""The invented contacts with their codes.

Most texts were written before the rules; half of their lines is held out. Those of the files called `later`
were written after the rules, without regard to them, and are all held out. Those called `trades` were
written after them too, in the words of other trades, and the rules in `turns.toml` after those by the same
hand: their figures say how well the forms are covered, not how many would be found elsewhere. Those called
`registers` (chats, public posts, formal letters) are held out too. Before the rules in `registers.toml` a
fourth of their complaints was found and half of their praise, since then nearly all: the same reservation
holds. Those called `streets`, single messages without forms, were written after the rules and before more
than half of the examples, without regard to either; they are held out as well. Labels that were incomplete
(a text that names a person in passing) were corrected in both halves; texts never were.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from supportlens.domain.contacts.codes import Dimension, codes_by_id

FOLDER = Path(__file__).parent / "texts"
HELD_OUT = ("later", "registers", "streets", "voices")
"""The files of which all lines are held out."""
MOST_FORMS = 12
"""Forms of one line: enough for every alternative to appear, and so few that no line decides a figure."""


@dataclass(frozen=True)
class Contact:
    """One form of a text: its codes, and what is not scored in it."""

    text: str
    language: str
    block: str
    held_out: bool
    codes: frozenset[str]
    unscored: frozenset[str] = field(default_factory=frozenset)
    """Dimensions and single codes that may be either way."""


def read_contacts() -> list[Contact]:
    """Return every form of every text, in both languages."""
    found: list[Contact] = []
    for path in sorted(FOLDER.glob("*.txt")):
        head = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("=="):
                head = line[2:].strip()
                continue
            found += _expand(line, head, path.stem[:2], f"{path.stem[3:]}: {head.split('?')[0].strip()}")
    return found


def _expand(line: str, head: str, language: str, block: str) -> list[Contact]:
    own = re.findall(r"@(\S+)", line)
    text = re.sub(r"\s*@\S+", "", line).strip()
    given, _, loose = f" {head} ".partition(" ? ")
    codes, unscored = _read_head(f"{given} {' '.join(own)}", loose)
    choices = [one.split("|") for one in re.findall(r"\{([^{}]*)\}", text)]
    frame = re.sub(r"\{[^{}]*\}", "\0", text)
    held_out = block.startswith(HELD_OUT) or zlib.crc32(text.encode()) % 2 == 1
    forms = []
    for parts in _spread(list(product(*choices))):
        following = iter(parts)
        forms.append(re.sub("\0", lambda _, following=following: next(following), frame))
    return [Contact(form, language, block, held_out, codes, unscored) for form in dict.fromkeys(forms)]


def _spread(combinations: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return at most MOST_FORMS combinations, spread evenly over all of them."""
    step = max(1.0, len(combinations) / MOST_FORMS)
    return [combinations[int(number * step)] for number in range(min(MOST_FORMS, len(combinations)))]


def _read_head(given: str, loose: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of a head and what it leaves unscored; "complaint?" leaves a single code unscored."""
    codes, unscored = set(), set()
    for word in given.split():
        name = word.removeprefix("e:").rstrip("?")
        if word.endswith("?"):
            unscored.add(name)
        elif name in codes_by_id():
            codes.add(name)
        elif name not in ("everyday", "none"):
            raise ValueError(word)
    for word in loose.split():
        unscored.add(
            {"type": Dimension.MOMENT_TYPE.value, "behaviours": Dimension.BEHAVIOUR.value}.get(word, word)
        )
    if "everyday" not in given and "e:" not in given:
        unscored.add(Dimension.EMOTION.value)
    if "none" not in given.split():
        codes |= {"c7"} if not any(code.startswith("c") and code[1:].isdigit() for code in codes) else set()
        if not any(codes_by_id()[code].dimension is Dimension.MOMENT_TYPE for code in codes):
            codes.add("intermediate")
    return frozenset(codes), frozenset(unscored)

"""The languages that the program speaks, and names in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the program speaks, and how its people write."""

    code: str
    """Two letters (ISO 639-1), as on the command line: ``es``."""
    name: str
    """The name in the language itself: ``Español``."""
    locale: str
    """The locale by which Babel writes dates, numbers and lists: ``en_GB``."""
    percent: str
    """What follows a percentage: the sign, with a space before it where one is written."""
    thousands: str
    """What groups thousands; "" where the locale decides."""
    quotes: tuple[str, str]
    """The marks before and after a quotation."""
    articles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Nouns that changes are usually called by, each with its article; none where names take no article."""
    contractions: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)
    """A preposition and an article with the word that they become: ("de", "el") with "del"."""
    switch: str = ""
    """The line of the menu that switches to the language, in the language itself: ``En &español``."""
    samples: tuple[str, ...] = ()
    """The files of the sample log in this language: the log and its change calendar."""
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What is printed on keys where it differs from the names that Qt has: ``Shift`` to ``Mayús``."""


class Name(Mapping[str, str]):
    """A name by language code, such as ``Name(es="Cuenta", en="Account")``; immutable and hashable."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | Iterable[tuple[str, str]] = (), /, **more: str) -> None:
        self._texts = dict(texts, **more)

    def in_(self, language: str) -> str:
        """Return the name in `language`, in the first of its languages where it has none in that one."""
        return self._texts.get(language) or next(iter(self._texts.values()), "")

    def map(self, change: Callable[[str], str]) -> Name:
        """Return the name with `change` made to its text in every language."""
        return Name({language: change(text) for language, text in self._texts.items()})

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Name({self._texts!r})"

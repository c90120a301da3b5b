"""The languages of the program, and names in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the program, and its conventions."""

    code: str
    """Two letters (ISO 639-1), as on the command line: ``es``."""
    name: str
    """The name in the language itself: ``Español``."""
    locale: str
    """The locale by which Babel writes dates, numbers and lists: ``en_GB``."""
    percent: str
    """The text after a percentage: the sign, with a space before it if the language has one."""
    thousands: str
    """The thousands separator; "" to use the locale's."""
    quotes: tuple[str, str]
    """The opening and closing quotation marks."""
    articles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Common nouns for changes, each with its article; empty if names take no article."""
    contractions: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)
    """Contractions of a preposition and an article: ("de", "el") to "del"."""
    switch: str = ""
    """The menu entry that switches to the language, in the language itself: ``En &español``."""
    samples: tuple[str, ...] = ()
    """The files of the sample log in this language: the log and its change calendar."""
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Key labels that differ from Qt's names: ``Shift`` to ``Mayús``."""
    dialogs: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Texts of Qt's own dialogs that Qt does not translate, or not in the words of the program."""


class Name(Mapping[str, str]):
    """A name by language code, such as ``Name(es="Cuenta", en="Account")``; immutable and hashable.

    A name taken from tickets may have a text in one language only, which then stands for the others too:
    `written` holds for each of these the language in which that text was written, and `translated` its
    translation where every word has one. Interfaces show names with `Words.read`, which knows about both.
    """

    __slots__ = ("_texts", "translated", "written")

    def __init__(
        self,
        texts: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        /,
        *,
        written: Mapping[str, str] | None = None,
        translated: Mapping[str, str] | None = None,
        **more: str,
    ) -> None:
        self._texts = dict(texts, **more)
        self.written: Mapping[str, str] = MappingProxyType(dict(written or {}))
        self.translated: Mapping[str, str] = MappingProxyType(dict(translated or {}))

    def in_(self, language: str) -> str:
        """Return the name in `language`, else in the first of its languages; as written, not translated."""
        return self._texts.get(language) or next(iter(self._texts.values()), "")

    def find_language(self, language: str) -> str:
        """Return the language of what a reader of `language` sees: another one if nothing translates it."""
        return language if language in self.translated else self.written.get(language, language)

    def map(self, change: Callable[[str], str]) -> Name:
        """Return the name with `change` applied to its text in every language."""
        return self.map_languages(lambda _, text: change(text))

    def map_languages(self, change: Callable[[str, str], str]) -> Name:
        """Return the name with `change` applied to each text, after the code of the language it is in.

        A text in none of the languages of the name counts as one of the language that it stands for.
        """
        sources = {code: self.written.get(code, code) for code in self}
        return Name(
            {
                code: change(sources[code] if sources[code] in self else code, text)
                for code, text in self.items()
            },
            written=self.written,
            translated={code: change(code, text) for code, text in self.translated.items()},
        )

    def translate(self, translate: Callable[[str, str, str], str]) -> Name:
        """Return the name with translations by `translate` (text, its language, reader's), "" for none."""
        found = {
            code: translate(self._texts[code], source, code)
            for code, source in self.written.items()
            if source and code in self._texts
        }
        return Name(
            self._texts,
            written=self.written,
            translated={code: text for code, text in found.items() if text},
        )

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

    def __reduce__(self) -> tuple[object, ...]:
        return _make_name, (self._texts, dict(self.written), dict(self.translated))


def _make_name(texts: dict[str, str], written: dict[str, str], translated: dict[str, str]) -> Name:
    """Return a name from what it was pickled as."""
    return Name(texts, written=written, translated=translated)


@dataclass(frozen=True, slots=True)
class SharedPhrase:
    """A phrase and a word that distinguish some tickets, each with the share of them that use it.

    The shares are measured among the tickets outside the largest symptom: what only one symptom says is not
    shared by the others.
    """

    name: Name
    share: float
    subject: Name | None = None
    """The word that far more of them use than of all others, None if there is none."""
    subject_share: float = 0.0


@dataclass(frozen=True, slots=True)
class CauseWords:
    """The words by which a cause is named after what its symptoms share, in the languages of the program."""

    kinds: Mapping[str, Name]
    """What symptoms of each kind share if nothing else is known."""
    since: Name
    """Since a version, with the placeholder {version}."""
    besides: Name
    """A phrase and other matters, with the placeholder {phrase}."""

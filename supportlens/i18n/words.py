"""Catalogues of sentences, and numbers and dates in the format of the reader's language."""

from __future__ import annotations

import copy
import math
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

from babel import Locale, localedata
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_group_symbol

from supportlens.domain import fold
from supportlens.i18n.catalogues.po_files import Catalogue, read_catalogue
from supportlens.resources import languages, resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from supportlens.domain import Language, Name, Tickets

_WORD = re.compile(r"[^\W\d_]{3,}")
_SPOKEN = {language.code: language for language in languages()}

LANGUAGES = tuple(_SPOKEN)
"""The languages of the program; the first is used where nothing else is known."""


def spoken_languages() -> tuple[Language, ...]:
    """Return the languages of the program, in the order of their table."""
    return tuple(_SPOKEN.values())


def next_language(code: str) -> Language:
    """Return the language after another one in the table, the first after the last."""
    codes = list(_SPOKEN)
    return _SPOKEN[codes[(codes.index(code) + 1) % len(codes)]]


def language_name(code: str) -> str:
    """Return the name of a language of the program in that language itself."""
    return _SPOKEN[code].name


@cache
def _catalogue(language: str) -> Catalogue:
    """Return the joined catalogues of a language; the messages themselves are English.

    The .po files are read as they are, so that no compiled copy can be out of date.
    """
    return read_catalogue(sorted(resource("locale", language).glob("*.po")))


@cache
def written_words(language: str) -> Mapping[str, str]:
    """Return the words of the program's own messages in a language, by folded word, in their one spelling.

    A word that is written in several ways, such as "si" and "sí", is left out.
    """
    spellings: dict[str, set[str]] = {}
    for sentence in _catalogue(language).sentences.values():
        for word in _WORD.findall(sentence.lower()):
            spellings.setdefault(fold(word), set()).add(word)
    return {folded: next(iter(found)) for folded, found in spellings.items() if len(found) == 1}


LONGEST_WITHOUT_YEAR = 365
"""Days of a log up to which a day and a month say which day is meant."""


class Words:
    """The words of one language: messages, plurals, numbers, dates and lists."""

    def __init__(self, language: str, region: str = "") -> None:
        """Use `language`, one of `LANGUAGES`; raises ValueError for another.

        Numbers and dates have the format of a `region` (ISO 3166, two letters) in this language: "MX" writes
        1,000.5 in Spanish. Without one, or for one that the language has no format of, they have its own.
        """
        if language not in _SPOKEN:
            raise ValueError(language)
        self.language = language
        self.region = region if region and localedata.exists(f"{language}_{region}") else ""
        self._spoken = _SPOKEN[language]
        self._locale = f"{language}_{self.region}" if self.region else self._spoken.locale
        self._thousands = "" if self.region else self._spoken.thousands
        self._catalogue = _catalogue(language)
        self._always_year = False

    def of_log(self, tickets: Tickets) -> Words:
        """Return these words for what is said of a log: where it is longer than a year, days have their year."""
        first, last = tickets.first_date, tickets.last_date
        is_long = first is not None and last is not None and (last - first).days > LONGEST_WITHOUT_YEAR
        if is_long == self._always_year:
            return self
        words = copy.copy(self)
        words._always_year = is_long  # noqa: SLF001 - a copy of this class's own
        return words

    @property
    def locale(self) -> str:
        """The locale by which dates and numbers are written, for what writes them by itself: ``es_MX``."""
        return self._locale

    def say(self, message: str, /, **facts: object) -> str:
        """Return `message` (written in English) in this language, with its {facts} filled in."""
        text = self._catalogue.gettext(message)
        return text.format(**facts) if facts else text

    def say_n(self, singular: str, plural: str, count: int, /, **facts: object) -> str:
        """Return the plural form for `count`; {count} is filled in, formatted for this language."""
        text = self._catalogue.ngettext(singular, plural, count)
        return text.format(count=self.number(count), **facts)

    def say_amount(self, singular: str, plural: str, shown: str, /, **facts: object) -> str:
        """Return the plural form for an amount as it is `shown`: "1 ticket", but "0.4 tickets".

        The rules of plurals know whole numbers only; {count} is filled in.
        """
        units = {self.number(whole): whole for whole in (0, 1)}
        text = self._catalogue.ngettext(singular, plural, units.get(shown.lstrip("+\N{MINUS SIGN}"), 2))
        return text.format(count=shown, **facts)

    def number(self, value: float, digits: int = 0) -> str:
        """Format a number with at most `digits` decimals."""
        pattern = "#,##0" if digits == 0 else "#,##0." + "#" * digits
        return self._group_thousands(format_decimal(value, format=pattern, locale=self._locale))

    def signed(self, value: float, digits: int = 0) -> str:
        """Format a difference with its sign and at most `digits` decimals; 0 has no sign."""
        sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
        return sign + self.number(abs(value), digits)

    def rate(self, value: float) -> str:
        """Format a rate with one decimal, or two significant digits below one: "12.5", "0.34", "0.034"."""
        return self.number(value, 1 if value >= 1 or value <= 0 else 1 - math.floor(math.log10(value)))

    def percent(self, share: float, digits: int = 0) -> str:
        """Format a share (0 to 1) as a percentage."""
        pattern = ("#,##0" if digits == 0 else "#,##0." + "0" * digits) + self._spoken.percent
        return self._group_thousands(format_percent(share, format=pattern, locale=self._locale))

    def share(self, share: float) -> str:
        """Format a share as a whole percentage, with a decimal below 1 %, so that 0 % means none at all."""
        return self.percent(share, 0 if share >= 0.01 or share <= 0 else 1)

    def _group_thousands(self, number: str) -> str:
        """Group thousands as the language does, if it has its own way and no region decides."""
        return number.replace(get_group_symbol(self._locale), self._thousands) if self._thousands else number

    def times(self, ratio: float) -> str:
        """Format a ratio as "x6.1": two decimals below one, one below ten, none above."""
        return "\N{MULTIPLICATION SIGN}" + self.number(ratio, 0 if ratio >= 10 else 1 if ratio >= 1 else 2)

    def ends(self, low: float, high: float) -> dict[str, str]:
        """Format both ends of a ratio's interval as {low} and {high}, with two decimals below one."""
        return {name: self.number(end, 1 if end >= 1 else 2) for name, end in (("low", low), ("high", high))}

    def day(self, when: date, style: Literal["short", "long", "full"] = "short") -> str:
        """Format a day: "12 Aug", "12 Aug 2026" or "12 August 2026"; short ones of a long log have the year."""
        short = "yMMMd" if self._always_year else "MMMd"
        skeleton = {"short": short, "long": "yMMMd", "full": "yMMMMd"}[style]
        return str(format_skeleton(skeleton, when, locale=self._locale))

    def clock(self, when: datetime) -> str:
        """Format the time of a moment as the region does: "19:05" or "7:05 PM"."""
        return str(format_time(when.time(), "short", locale=self._locale))

    def month(self, when: date) -> str:
        """Return the short name of a month."""
        return str(format_date(when, "LLL", locale=self._locale)).rstrip(".")

    def month_name(self, when: date) -> str:
        """Return the name of a month, as in the middle of a sentence."""
        return str(format_date(when, "LLLL", locale=self._locale))

    def months(self) -> dict[str, int]:
        """Return the number of each month by its folded long and short name."""
        forms = Locale.parse(self._locale).months["format"]
        return {
            fold(str(name).rstrip(".")): number
            for width in ("abbreviated", "wide")
            for number, name in forms[width].items()
        }

    def period(self, first: date, last: date) -> str:
        """Format a span of months: "January - September 2026"."""
        if (first.year, first.month) == (last.year, last.month):
            return str(format_date(first, "LLLL y", locale=self._locale))
        opening = "LLLL" if first.year == last.year else "LLLL y"
        start = format_date(first, opening, locale=self._locale)
        end = format_date(last, "LLLL y", locale=self._locale)
        return f"{start} \N{EN DASH} {end}"

    def listed(self, items: Iterable[str]) -> str:
        """Join items: "a, b and c"."""
        return str(format_list(list(items), locale=self._locale))

    def countries(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Return (name, code) of countries (ISO 3166, two letters), sorted by name ignoring accents."""
        names = Locale.parse(self._locale).territories
        return sorted(
            ((names.get(code, code), code) for code in codes), key=lambda pair: _fold_for_sorting(pair[0])
        )

    def country(self, code: str) -> str:
        """Name a country (ISO 3166, two letters); returns the code if it has no name."""
        return str(Locale.parse(self._locale).territories.get(code.upper(), code))

    def tongue(self, code: str) -> str:
        """Name any language (ISO 639) as it stands inside a sentence; returns the code if it has no name."""
        return str(Locale.parse(self._locale).languages.get(code, code))

    def article(self, noun: str) -> str:
        """Return the article of a noun that names a change, "" if it takes none."""
        return self._spoken.articles.get(noun, "")

    def contract(self, sentence: str, place: str) -> str:
        """Join a preposition with the article of the place after it: "de el canal" becomes "del canal"."""
        for (preposition, article), joined in self._spoken.contractions.items():
            if place.startswith(f"{article} "):
                separate = re.compile(rf"\b(?i:{preposition}) {re.escape(place)}")
                rest = place.removeprefix(article)
                sentence = separate.sub(lambda met: met[0][0] + joined[1:] + rest, sentence)  # noqa: B023 - used immediately
        return sentence

    def read(self, name: Name) -> str:
        """Return a name as a reader of this language sees it: the one way in which interfaces show names.

        It is the name in this language, else its translation; a name that is only known in another language
        stays as written, in quotation marks.
        """
        return self.quoted(self.bare(name)) if self.is_foreign(name) else self.bare(name)

    def cite(self, name: Name) -> str:
        """Return a name in quotation marks, as it stands inside a sentence."""
        return self.quoted(self.bare(name))

    def bare(self, name: Name) -> str:
        """Return a name as `read` does, but without any mark: where it is edited, or a value in a table."""
        return name.translated.get(self.language) or name.in_(self.language)

    def is_foreign(self, name: Name) -> bool:
        """Return whether a name is known to be written in another language, and nothing translates it."""
        return name.find_language(self.language) not in {"", self.language}

    def quoted(self, text: str) -> str:
        """Return a text in the quotation marks of the language."""
        opening, closing = self._spoken.quotes
        return f"{opening}{text}{closing}"


def _fold_for_sorting(name: str) -> str:
    """Return the sort key of a name: "Åland" comes before "Albania"."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


@cache
def words_for(language: str, region: str = "") -> Words:
    """Return the words of a language, with the numbers and dates of a region; as `Words` does it."""
    return Words(language, region)


@cache
def regions_of(language: str) -> tuple[str, ...]:
    """Return the regions (ISO 3166, two letters) whose formats of numbers and dates a language has."""
    known = (name.split("_") for name in localedata.locale_identifiers())
    found = {parts[1] for parts in known if len(parts) == 2 and parts[0] == language}
    return tuple(sorted(region for region in found if len(region) == 2))

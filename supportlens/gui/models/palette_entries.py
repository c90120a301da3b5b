"""What the search for anything offers for a text: tickets, causes, moments, pages and commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from supportlens.app import select
from supportlens.app.queries.asking import Asking
from supportlens.app.queries.facets import with_field
from supportlens.domain import Field, TicketQuery, fold
from supportlens.gui.menu_actions import plain_title
from supportlens.gui.models.filtering import TicketFilter
from supportlens.gui.models.saved_filters import open_filter
from supportlens.i18n import field_name, period_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.app.queries.asking import Asked
    from supportlens.domain import Period, Study
    from supportlens.i18n import Words

MOST_ENTRIES = 40
"""Entries that are offered at most. Judgement: nobody reads further."""
MOST_TICKETS = 5
"""Tickets found by their id that are offered."""


class PaletteEntry(NamedTuple):
    """A line: what it says, what it is, what stands at its end, and where it leads."""

    text: str
    kind: str
    hint: str
    leads: object
    """A `TicketFilter`, the id of a page or action, or two periods to compare."""


class CommandLine(NamedTuple):
    """A command of the window: its id, title and keys."""

    id: str
    title: str
    keys: str


@dataclass
class PaletteSource:
    """Finds entries in the open study and among the commands."""

    study: Study | None
    words: Words
    commands: tuple[CommandLine, ...]
    asking: Asking | None = None
    """What understands questions about the study, kept from an earlier search."""

    def find(self, text: str) -> list[PaletteEntry]:
        """Return the entries for a text, by what is gathered so far; the commands for an empty one."""
        asked_words = fold(text).split()
        if not asked_words:
            return list(self._commands([]))[:MOST_ENTRIES]
        entries: list[PaletteEntry] = []
        if self.study is not None:
            asked = self._understand(text, self.study)
            entries += self._compared(asked)
            entries += self._divided(asked, self.study)
            entries += self._tickets(text, self.study)
            entries += self._filters(asked_words, self.study)
            entries += self._named(asked_words, self.study)
            entries += self._valued(text, asked)
        entries += self._commands(asked_words)
        if self.study is not None:
            entries.append(self._searched(text))
        return entries[:MOST_ENTRIES]

    def prepare_more(self) -> bool:
        """Gather some more of what is offered; return whether there is more to gather."""
        if self.study is None:
            return False
        return self._asked_of(self.study).gather_more()

    def _asked_of(self, study: Study) -> Asking:
        if self.asking is None:
            self.asking = Asking(study, self.words.months())
        return self.asking

    def _understand(self, text: str, study: Study) -> Asked:
        return self._asked_of(study).understand(text)

    def _valued(self, text: str, asked: Asked) -> Iterator[PaletteEntry]:
        """Yield the values of all fields that begin as the typed words, but not what is offered already."""
        if self.asking is None:
            return
        for one in self.asking.values_like(text):
            query = with_field(TicketQuery(), one.field, one.value)
            if query != asked.query:
                name = field_name(one.field, self.words).lower()
                yield PaletteEntry(one.value, name, self._count(one.tickets), TicketFilter.for_query(query))

    def _compared(self, asked: Asked) -> Iterator[PaletteEntry]:
        if asked.worse and asked.since is None:
            what = self.words.say("What has grown in the last weeks")
            yield PaletteEntry(what, self.words.say("comparison"), "", "comparison")
        if asked.worse and asked.since is not None and self.asking is not None:
            periods = self.asking.compared(asked.since)
            if periods is not None:
                since = self.words.day(asked.since, "long")
                yield PaletteEntry(
                    self.words.say("What has grown since {day}", day=since),
                    self.words.say("comparison"),
                    "",
                    periods,
                )

    def _divided(self, asked: Asked, study: Study) -> Iterator[PaletteEntry]:
        if not asked.names_values or asked.worse:
            return
        count = len(select(study, asked.query))
        parts = [f"{field_name(name, self.words)}: {value}" for name, value in _values(asked.query)]
        if asked.query.period is not None:
            parts.append(self._days(asked.query.period))
        if asked.search:
            parts.append(self.words.say("contains {text}", text=self.words.quoted(asked.search)))
        hint = "" if asked.search else self._count(count)
        wanted = TicketFilter.for_query(asked.query)
        yield PaletteEntry(
            " · ".join(parts),
            self.words.say("Tickets").lower(),
            hint,
            TicketFilter(query=wanted.query, product=wanted.product, search=asked.search),
        )

    def _days(self, period: Period) -> str:
        if period.first.day == 1 and (period.first.year, period.first.month) == (
            period.last.year,
            period.last.month,
        ):
            return self.words.period(period.first, period.last)
        return period_name(period, self.words)

    def _tickets(self, text: str, study: Study) -> Iterator[PaletteEntry]:
        wanted = text.strip().casefold()
        if not any(letter.isdigit() for letter in wanted) or not study.tickets.has(Field.TICKET_ID):
            return
        ids = study.tickets.frame[Field.TICKET_ID.value]
        found = ids[ids.str.casefold().str.contains(wanted, regex=False)]
        subjects = study.tickets.frame[Field.SUBJECT.value] if study.tickets.has(Field.SUBJECT) else None
        for ticket, place in zip(found.iloc[:MOST_TICKETS], found.index[:MOST_TICKETS], strict=True):
            subject = f" · {subjects[place]}" if subjects is not None and subjects[place] else ""
            query = TicketQuery(ids=(str(ticket),))
            yield PaletteEntry(f"{ticket}{subject}", self.words.say("ticket"), "", TicketFilter(query=query))

    def _named(self, asked: list[str], study: Study) -> Iterator[PaletteEntry]:
        """Yield the causes, symptoms and moments in whose names all words stand."""
        say = self.words.say
        causes = (
            (self.words.read(one.name), one.tickets, f"causes/{one.id}") for one in study.causes_by_size
        )
        symptoms = (
            (
                self.words.read(one.name),
                one.tickets,
                TicketFilter(query=TicketQuery(symptom_id=one.id)),
            )
            for one in study.symptoms
        )
        moments = (
            (self.words.read(one.moment.name), one.tickets, f"moments/{one.moment.id}")
            for one in study.moments
        )
        kinds: tuple[tuple[str, Iterable[tuple[str, int, object]]], ...] = (
            (say("cause"), causes),
            (say("symptom"), symptoms),
            (say("moment"), moments),
        )
        for kind, named in kinds:
            for name, tickets, leads in named:
                if _matches(asked, name):
                    yield PaletteEntry(name, kind, self._count(tickets), leads)

    def _filters(self, asked: list[str], study: Study) -> Iterator[PaletteEntry]:
        """Yield the saved filters in whose names all words stand."""
        for saved in study.marks.filters:
            if _matches(asked, saved.name):
                yield PaletteEntry(saved.name, self.words.say("filter"), "", open_filter(saved))

    def _commands(self, asked: list[str]) -> Iterator[PaletteEntry]:
        for command in self.commands:
            title = plain_title(command.title)
            if _matches(asked, title):
                yield PaletteEntry(title, self.words.say("command"), command.keys, command.id)

    def _searched(self, text: str) -> PaletteEntry:
        said = self.words.say("Search all tickets for {text}", text=self.words.quoted(text.strip()))
        return PaletteEntry(said, self.words.say("Tickets").lower(), "", TicketFilter(search=text.strip()))

    def _count(self, tickets: int) -> str:
        return self.words.say_n("{count} ticket", "{count} tickets", tickets)


def _values(query: TicketQuery) -> Iterator[tuple[str, str]]:
    if query.field is not None and query.value is not None:
        yield query.field, query.value
    yield from query.further


def _matches(asked: list[str], name: str) -> bool:
    """Return whether every word that was typed begins a word of a name, or stands in it if it is long."""
    folded = fold(name)
    parts = folded.replace(":", " ").split()
    return all(
        any(part.startswith(word) for part in parts) or (len(word) > 3 and word in folded) for word in asked
    )

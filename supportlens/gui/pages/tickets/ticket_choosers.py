"""The boxes that filter the tickets by cause, symptom, application and code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.domain import Assigned, Dimension, Field, UnassignedReason, codes_by_id
from supportlens.gui.models import Bucket, TicketFilter, bucket_name, count_buckets, select_positions
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.i18n.contacts.codes import code_name, dimension_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_search import SearchIndex
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

WITHOUT_CONTENT = frozenset({UnassignedReason.EMPTY, UnassignedReason.HOLLOW})
"""Reasons of tickets whose text says nothing."""

ENTRIES_AT_ONCE = 25
"""Entries of a box that are offered in one step: a few milliseconds."""
LETTERS = 8
"""Letters for which each box keeps room in a narrow window; in a wide one it shows more."""


class TicketChoosers(QObject):
    """The boxes; they show the current filter and emit `filter_wanted` with a new one."""

    filter_wanted = Signal(object)

    def __init__(self, study: Study, words: Words, theme: Theme, index: SearchIndex) -> None:
        """Offer what the study has, as soon as it is filled in; `index` searches its texts for the counts."""
        super().__init__()
        self._study, self._index = study, index
        self._shown = TicketFilter()
        self._words = words
        self._theme = theme
        self.cause = self._box(words.say("All causes"), words.say("Root cause"))
        self.symptom = self._box(words.say("All symptoms"), words.say("Symptom"))
        self.product = self._box(words.say("All applications"), words.say("Application"))
        self.code = self._box(words.say("All codes"), words.say("Code"))
        if study.coding is None:
            self.code.hide()
        self.boxes = (self.cause, self.symptom, self.product, self.code)
        if not study.tickets.has(Field.PRODUCT):
            self.product.hide()  # to show a box without its page would open a window for it
        for box in self.boxes:
            box.activated.connect(self._emit_filter)
        self.cause.opening.connect(lambda: self._recount(self.cause, Assigned.CAUSE))
        self.symptom.opening.connect(lambda: self._recount(self.symptom, Assigned.SYMPTOM))

    def fill_in(self) -> Iterator[None]:
        """Fill in what the boxes offer, a piece at a time, and show the filter again."""
        study, words = self._study, self._words
        causes = [(words.read(cause.name), cause.tickets, cause.id) for cause in study.causes]
        symptoms = [(words.read(item.name), item.tickets, item.id) for item in study.symptoms]
        yield from self._offer(self.cause, causes)
        yield from self._offer(self.symptom, symptoms)
        self._add_buckets(study)
        yield
        yield from self._offer(self.product, _products(study))
        yield from self._offer(self.code, _codes(study, words))
        self.show_filter(self._shown)

    def show_filter(self, shown: TicketFilter) -> None:
        """Show a filter in the boxes."""
        self._shown = shown
        for box, value in (
            (self.cause, shown.query.cause_id),
            (self.symptom, shown.bucket or shown.query.symptom_id),
            (self.product, shown.product),
            (self.code, shown.query.codes[0] if len(shown.query.codes) == 1 else None),
        ):
            box.choose(value)

    def _recount(self, box: ComboBox, column: str) -> None:
        """Count the entries of a box under the other conditions, when its list is opened."""
        query = self._shown.query
        others = (
            replace(self._shown, query=replace(query, cause_id=None))
            if box is self.cause
            else replace(self._shown, query=replace(query, symptom_id=None), bucket=None)
        )
        positions = select_positions(self._study, self._index, others)
        counts = self._study.assignment[column].iloc[positions].value_counts().to_dict()
        for row, value in enumerate(box.values):
            if isinstance(value, str) and not isinstance(value, Bucket | UnassignedReason):
                name = box.itemText(row).rpartition(" (")[0]
                box.retitle(row, f"{name} ({self._words.number(counts.get(value, 0))})")

    def _emit_filter(self) -> None:
        symptom = self.symptom.value
        bucket = symptom if isinstance(symptom, Bucket | UnassignedReason) else None
        query = replace(
            self._shown.query,
            cause_id=_text(self.cause.value),
            symptom_id=None if bucket else _text(symptom),
            codes=self._choose_codes(),
        )
        wanted = replace(self._shown, query=query, product=_text(self.product.value), bucket=bucket)
        self.filter_wanted.emit(wanted)

    def _choose_codes(self) -> tuple[str, ...]:
        """Return the chosen code; several that a map asked for stay until another is chosen."""
        chosen = _text(self.code.value)
        if chosen is None:
            return self._shown.query.codes if len(self._shown.query.codes) > 1 else ()
        return (chosen,)

    def _box(self, everything: str, name: str) -> ComboBox:
        box = ComboBox(self._theme, name, letters=LETTERS, search=self._words.say("Search"))
        box.offer(everything, None)
        return box

    def _offer(self, box: ComboBox, entries: Iterable[tuple[str, int, str]]) -> Iterator[None]:
        """Offer entries with their tickets in a box, some at a time."""
        for place, (text, tickets, value) in enumerate(entries):
            box.offer(f"{text} ({self._words.number(tickets)})", value)
            if place % ENTRIES_AT_ONCE == ENTRIES_AT_ONCE - 1:
                yield
        yield

    def _add_buckets(self, study: Study) -> None:
        """Add the tickets without a symptom, if there are any."""
        counts = count_buckets(study)
        for bucket in (*Bucket, *_reasons(counts)):
            tickets = counts.get(bucket, 0)
            if tickets:
                name = bucket_name(bucket, self._words)
                self.symptom.offer(f"{name[:1].upper()}{name[1:]} ({self._words.number(tickets)})", bucket)


def _reasons(counts: Iterable[Bucket | UnassignedReason]) -> list[UnassignedReason]:
    """Return the reasons for having no symptom, of each bucket that has more than one."""
    reasons = [one for one in counts if isinstance(one, UnassignedReason)]
    nothing = [reason for reason in reasons if reason in WITHOUT_CONTENT]
    others = [reason for reason in reasons if reason not in WITHOUT_CONTENT]
    return [reason for group in (nothing, others) if len(group) > 1 for reason in group]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _codes(study: Study, words: Words) -> list[tuple[str, int, str]]:
    """Return the codes that some ticket has, with its dimension where the name alone is not clear."""
    if study.coding is None:
        return []
    found = []
    for code, count in study.coding.counts().items():
        dimension = codes_by_id()[code].dimension
        name = code_name(code, words)
        if dimension not in (Dimension.COMPLAINT, Dimension.CRITICAL, Dimension.VALENCE):
            name = f"{dimension_name(dimension, words)}: {name}"
        found.append((f"{name[:1].upper()}{name[1:]}", count, code))
    return found


def _products(study: Study) -> list[tuple[str, int, str]]:
    """Return the applications with their ticket counts, most frequent first."""
    if not study.tickets.has(Field.PRODUCT):
        return []
    counts = study.tickets.frame[Field.PRODUCT.value].value_counts()
    found = [(str(value), int(count), str(value)) for value, count in counts.items() if value]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))

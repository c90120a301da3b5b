"""Everything as a filter: causes, codes and fields, each value with the tickets that the others leave it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from supportlens.app.queries.facets import (
    chosen_value,
    count_in_pieces,
    find_facets,
    with_field,
    without_field,
)
from supportlens.domain import Field
from supportlens.gui.models import preparing, select_positions
from supportlens.gui.models.facet_names import facet_name, facet_value_name, has_words
from supportlens.gui.models.preparing import Preparing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models import TicketFilter
    from supportlens.gui.models.ticket_search import SearchIndex
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (600, 420)
MOST_VALUES = 400
"""Values that are listed. Judgement: further ones are searched for."""
LOOKED_AT_ONCE = 500
"""Values that are named or looked at in one step: a few milliseconds."""
VALUE = Qt.ItemDataRole.UserRole + 1


class FacetPopup(QFrame):
    """The fields on the left, the values of the chosen one on the right; emits `filter_wanted(filter)`."""

    filter_wanted = Signal(object)

    def __init__(self, parent: QWidget, study: Study, index: SearchIndex, words: Words, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._study, self._index, self._words, self._theme = study, index, words, theme
        self._shown: TicketFilter | None = None
        self._counts: list[tuple[str, str, int]] = []
        """(value, name, tickets) of each value of the chosen facet."""
        self.fields = QListWidget()
        self.fields.setAccessibleName(words.say("Fields"))
        self.fields.setFont(theme.font(14))
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.say("Search"))
        self.search.setAccessibleName(words.say("Search the values"))
        self.search.textChanged.connect(self._list_values)
        self.values = QListWidget()
        self.values.setAccessibleName(words.say("Values"))
        self.values.setFont(theme.font(14, tabular=True))
        self._preparing = Preparing(self)
        self.fields.currentItemChanged.connect(lambda _now, _before: self._count())
        self.values.itemActivated.connect(self._choose)
        self.values.itemClicked.connect(self._choose)
        for listed in (self.fields, self.values):
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.search)
        right.addWidget(self.values, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(self.fields, 2)
        line.addLayout(right, 3)

    @property
    def field(self) -> str:
        """The chosen field, "" for none."""
        item = self.fields.currentItem()
        return str(item.data(VALUE)) if item else ""

    def open_below(self, above: QWidget, shown: TicketFilter) -> None:
        """Show the fields below a widget, counted under a filter: of many tickets as they are found."""
        self._shown = shown
        self.resize(*SIZE)
        corner = above.mapToGlobal(QPoint(above.width() - SIZE[0], above.height() + 4))
        room = above.screen().availableGeometry()
        self.move(max(room.left(), corner.x()), min(corner.y(), room.bottom() - SIZE[1]))
        self._do("fields", self._list_fields(shown))
        self.show()
        self.fields.setFocus(Qt.FocusReason.PopupFocusReason)

    def _do(self, name: str, steps: Iterator[None]) -> None:
        """Do work on all tickets: of few at once, of many in pieces; it replaces earlier work of the name."""
        if len(self._study.tickets) > preparing.AT_ONCE:
            self._preparing.begin(name, steps, lambda: None)
            return
        for _ in steps:
            pass

    def _list_fields(self, shown: TicketFilter) -> Iterator[None]:
        """List the facets; those of which a value is chosen are bold and name it in their tool tip."""
        for name in find_facets(self._study):
            if name:
                item = QListWidgetItem(facet_name(name, self._words))
                item.setData(VALUE, name)
                value = _chosen(shown, name)
                item.setFont(self._theme.font(14, 600 if value else 400))
                item.setToolTip(facet_value_name(name, value, self._study, self._words) if value else "")
                self.fields.addItem(item)
                if self.fields.count() == 1:
                    self.fields.setCurrentRow(0)
            yield

    def _count(self) -> None:
        """Count the values of the chosen facet under all other conditions."""
        if self._shown is None or not self.field:
            return
        self._counts = []
        self.search.clear()
        self._do("values", self._count_values(self._shown, self.field))

    def _count_values(self, shown: TicketFilter, field: str) -> Iterator[None]:
        others = without_facet(shown, field)
        allowed = select_positions(self._study, self._index, others)
        yield
        counted = yield from count_in_pieces(self._study, field, others.query, allowed)
        counts = []
        for place, one in enumerate(counted):
            name = facet_value_name(field, one.value, self._study, self._words)
            counts.append((one.value, name, one.tickets))
            if place % LOOKED_AT_ONCE == LOOKED_AT_ONCE - 1:
                yield
        self._counts = counts
        self._list_values(self.search.text())

    def _list_values(self, text: str) -> None:
        self._do("listing", self._find_values(text, self._counts))

    def _find_values(self, text: str, counts: list[tuple[str, str, int]]) -> Iterator[None]:
        """List the values whose names hold what was typed."""
        chosen = _chosen(self._shown, self.field) if self._shown else None
        self.values.clear()
        everything = QListWidgetItem(self._words.say("All values"))
        everything.setData(VALUE, None)
        self.values.addItem(everything)
        for place, (value, name, tickets) in enumerate(counts):
            if has_words(text, name):
                item = QListWidgetItem(f"{name} ({self._words.number(tickets)})")
                item.setData(VALUE, value)
                item.setToolTip(name)
                self.values.addItem(item)
                if value == chosen:
                    self.values.setCurrentItem(item)
                if self.values.count() > MOST_VALUES:
                    return
            if place % LOOKED_AT_ONCE == LOOKED_AT_ONCE - 1:
                yield

    def _choose(self, item: QListWidgetItem) -> None:
        if self._shown is None:
            return
        others, value = without_facet(self._shown, self.field), item.data(VALUE)
        self.close()
        if value is None:
            self.filter_wanted.emit(others)
        elif self.field == Field.PRODUCT:
            self.filter_wanted.emit(replace(others, product=value))
        elif self.field == "symptom_id":
            wanted = with_field(others.query, self.field, value)
            self.filter_wanted.emit(replace(others, query=wanted, bucket=None))
        else:
            self.filter_wanted.emit(replace(others, query=with_field(others.query, self.field, value)))


def without_facet(shown: TicketFilter, field: str) -> TicketFilter:
    """Return a filter without its condition on a field."""
    if field == Field.PRODUCT:
        shown = replace(shown, product=None)
    return replace(shown, query=without_field(shown.query, field))


def _chosen(shown: TicketFilter, field: str) -> str | None:
    return shown.product if field == Field.PRODUCT else chosen_value(shown.query, field)

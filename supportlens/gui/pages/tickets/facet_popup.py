"""Everything as a filter: causes, codes and fields, each value with the tickets that the others leave it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from supportlens.app.queries.facets import (
    chosen_value,
    count_values,
    list_facets,
    with_field,
    without_field,
)
from supportlens.domain import Field
from supportlens.gui.models import select_positions
from supportlens.gui.models.facet_names import facet_name, facet_value_name, has_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models import TicketFilter
    from supportlens.gui.models.ticket_search import SearchIndex
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (600, 420)
MOST_VALUES = 400
"""Values that are listed. Judgement: further ones are searched for."""
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
        for name in list_facets(study):
            item = QListWidgetItem(facet_name(name, words))
            item.setData(VALUE, name)
            self.fields.addItem(item)
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
        """Show the fields below a widget, counted under a filter."""
        self._shown = shown
        self._mark_chosen(shown)
        self.resize(*SIZE)
        corner = above.mapToGlobal(QPoint(above.width() - SIZE[0], above.height() + 4))
        room = above.screen().availableGeometry()
        self.move(max(room.left(), corner.x()), min(corner.y(), room.bottom() - SIZE[1]))
        self.fields.setCurrentRow(0)
        self._count()
        self.show()
        self.fields.setFocus(Qt.FocusReason.PopupFocusReason)

    def _mark_chosen(self, shown: TicketFilter) -> None:
        """Set in bold the facets of which a value is chosen, and name it in their tool tip."""
        for row in range(self.fields.count()):
            item = self.fields.item(row)
            facet = str(item.data(VALUE))
            value = _chosen(shown, facet)
            item.setFont(self._theme.font(14, 600 if value else 400))
            item.setToolTip(facet_value_name(facet, value, self._study, self._words) if value else "")

    def _count(self) -> None:
        """Count the values of the chosen facet under all other conditions."""
        if self._shown is None or not self.field:
            return
        others = without_facet(self._shown, self.field)
        allowed = select_positions(self._study, self._index, others)
        counted = count_values(self._study, self.field, others.query, allowed.tolist())
        self._counts = [
            (one.value, facet_value_name(self.field, one.value, self._study, self._words), one.tickets)
            for one in counted
        ]
        self.search.clear()
        self._list_values("")

    def _list_values(self, text: str) -> None:
        chosen = _chosen(self._shown, self.field) if self._shown else None
        self.values.clear()
        everything = QListWidgetItem(self._words.say("All values"))
        everything.setData(VALUE, None)
        self.values.addItem(everything)
        found = [row for row in self._counts if has_words(text, row[1])]
        for value, name, tickets in found[:MOST_VALUES]:
            item = QListWidgetItem(f"{name} ({self._words.number(tickets)})")
            item.setData(VALUE, value)
            item.setToolTip(name)
            self.values.addItem(item)
            if value == chosen:
                self.values.setCurrentItem(item)

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

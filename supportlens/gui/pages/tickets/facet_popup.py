"""Every field of the log as a filter: its values with the tickets that the other conditions leave them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from supportlens.app.queries.facets import count_values, facet_fields, with_field, without_field
from supportlens.domain import Field, fold
from supportlens.gui.models import select_positions
from supportlens.i18n import field_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.models import TicketFilter
    from supportlens.gui.models.ticket_search import SearchIndex
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (560, 400)
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
        self._study, self._index, self._words = study, index, words
        self._shown: TicketFilter | None = None
        self._counts: list[tuple[str, int]] = []
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
        for name in facet_fields(study):
            item = QListWidgetItem(field_name(name, words))
            item.setData(VALUE, name)
            self.fields.addItem(item)
        self.fields.currentItemChanged.connect(lambda _now, _before: self._count())
        self.values.itemActivated.connect(self._choose)
        self.values.itemClicked.connect(self._choose)
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
        self.resize(*SIZE)
        corner = above.mapToGlobal(QPoint(above.width() - SIZE[0], above.height() + 4))
        room = above.screen().availableGeometry()
        self.move(max(room.left(), corner.x()), min(corner.y(), room.bottom() - SIZE[1]))
        self.fields.setCurrentRow(0)
        self._count()
        self.show()
        self.fields.setFocus(Qt.FocusReason.PopupFocusReason)

    def _count(self) -> None:
        """Count the values of the chosen field under all other conditions."""
        if self._shown is None or not self.field:
            return
        others = without_facet(self._shown, self.field)
        allowed = select_positions(self._study, self._index, others)
        counted = count_values(self._study, self.field, others.query, allowed.tolist())
        self._counts = [(one.value, one.tickets) for one in counted]
        self.search.clear()
        self._list_values("")

    def _list_values(self, text: str) -> None:
        wanted = fold(text).split()
        self.values.clear()
        everything = QListWidgetItem(self._words.say("All values"))
        everything.setData(VALUE, None)
        self.values.addItem(everything)
        found = [(value, n) for value, n in self._counts if all(word in fold(value) for word in wanted)]
        for value, tickets in found[:MOST_VALUES]:
            item = QListWidgetItem(f"{value} ({self._words.number(tickets)})")
            item.setData(VALUE, value)
            item.setToolTip(value)
            self.values.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        if self._shown is None:
            return
        others, value = without_facet(self._shown, self.field), item.data(VALUE)
        self.close()
        if value is None:
            self.filter_wanted.emit(others)
        elif self.field == Field.PRODUCT:
            self.filter_wanted.emit(replace(others, product=value))
        else:
            self.filter_wanted.emit(replace(others, query=with_field(others.query, self.field, value)))


def without_facet(shown: TicketFilter, field: str) -> TicketFilter:
    """Return a filter without its condition on a field."""
    if field == Field.PRODUCT:
        shown = replace(shown, product=None)
    return replace(shown, query=without_field(shown.query, field))

"""Labels by their role on the page; the accessible name of each is its plain text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.gui.theme import Theme


class TextRole(NamedTuple):
    """The look of a role: its name in the style sheet, its size and its weight."""

    name: str
    size: int
    weight: int


EYEBROW = TextRole("eyebrow", 13, 500)
TITLE = TextRole("title", 27, 600)
SUBTITLE = TextRole("subtitle", 20, 600)
STRONG = TextRole("strong", 14, 600)
CARD_TITLE = TextRole("card-title", 13, 600)
BODY = TextRole("body", 14, 400)
LEAD = TextRole("lead", 16, 400)
MUTED = TextRole("muted", 13, 400)
FAINT = TextRole("faint", 12, 400)
FIGURE = TextRole("figure", 40, 700)


MOST_JOINED = 24
"""Letters of two words up to which they are kept together. Judgement: a third of a narrow line."""


def label(text: str, role: TextRole, theme: Theme, *, wrap: bool = True, tabular: bool = False) -> QLabel:
    """Return a label with `text` in a role; the text is never taken for markup."""
    made = QLabel()
    made.setProperty("role", role.name)
    made.setFont(theme.font(role.size, role.weight, tabular=tabular))
    made.setWordWrap(wrap)
    made.setAccessibleName(text)
    if wrap:
        _set_lines(made, escape(breakable(text)), role)
        # `Minimum` would keep the height of the narrowest column at every width, and pages would
        # scroll into empty space.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        return made
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    return made


def breakable(text: str) -> str:
    """Return a text in which words that are wider than a column may be broken: after signs, else anywhere."""

    def part(word: re.Match[str]) -> str:
        signed = _SIGN.sub("\\g<0>\N{ZERO WIDTH SPACE}", word[0])
        return _CHUNK.sub("\\g<0>\N{ZERO WIDTH SPACE}", signed)

    return _LONG_WORD.sub(part, text)


_LONG_WORD = re.compile(r"\S{25,}")
"""Judgement: longer than the words of any language here ("institucionalizaciones" has 22), as codes are."""
_SIGN = re.compile(r"[_./\\@:-](?=\w)")
_CHUNK = re.compile("[^\N{ZERO WIDTH SPACE}]{16}(?=[^\N{ZERO WIDTH SPACE}])")


def set_text(made: QLabel, text: str) -> None:
    """Change the text of a label; its characters are never taken for markup."""
    made.setTextFormat(Qt.TextFormat.PlainText)  # first, because a wrapped label is set as rich text
    made.setText(text)
    made.setAccessibleName(text)


def _set_lines(made: QLabel, markup: str, role: TextRole) -> None:
    """Set escaped text with line spacing, which Qt offers for rich text alone."""
    leading = 104 if role.size >= SUBTITLE.size else 118
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<p style="line-height:{leading}%; margin:0; white-space:pre-wrap">{markup}</p>')


def eyebrow(text: str, theme: Theme) -> QLabel:
    """Return the small line above a headline."""
    return label(text, EYEBROW, theme, wrap=False)


def title(text: str, theme: Theme) -> QLabel:
    """Return the main sentence of a page."""
    return label(text, TITLE, theme)


def subtitle(text: str, theme: Theme) -> QLabel:
    """Return the heading of a part of a page."""
    return label(text, SUBTITLE, theme)


def strong(text: str, theme: Theme, *, wrap: bool = True) -> QLabel:
    """Return text that stands out from the body."""
    return label(text, STRONG, theme, wrap=wrap)


def body(text: str, theme: Theme) -> QLabel:
    """Return running text."""
    return label(text, BODY, theme)


def muted(text: str, theme: Theme, *, wrap: bool = True) -> QLabel:
    """Return text one step quieter than the body."""
    return label(text, MUTED, theme, wrap=wrap)


def faint(text: str, theme: Theme, *, wrap: bool = True) -> QLabel:
    """Return the smallest, quietest text."""
    return label(text, FAINT, theme, wrap=wrap)


def figure(text: str, theme: Theme) -> QLabel:
    """Return the large number of a card."""
    return label(text, FIGURE, theme, wrap=False, tabular=True)


def headline(segments: Iterable[tuple[str, bool]], theme: Theme) -> QLabel:
    """Return a sentence of (text, is accented) segments; accented ones have the accent colour."""
    made = label("", TITLE, theme)
    set_headline(made, segments, theme)
    return made


def set_headline(made: QLabel, segments: Iterable[tuple[str, bool]], theme: Theme) -> None:
    """Change the sentence of a headline."""
    parts = list(segments)
    accent_colour = theme.tokens.accent
    marked = "".join(
        f'<span style="color:{accent_colour}">{escape(breakable(text))}</span>'
        if accent
        else escape(breakable(text))
        for text, accent in _join_last_words(parts)
    )
    _set_lines(made, _join_days(marked), TITLE)
    made.setAccessibleName("".join(text for text, _ in parts))


def _join_last_words(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Keep the last two words on one line, so that no word stands alone on the last; long ones may part."""
    for at in range(len(parts) - 1, -1, -1):
        text, accent = parts[at]
        before, space, last = text.rpartition(" ")
        if not space or not last:
            continue
        if len(last) + len(before.rpartition(" ")[2]) <= MOST_JOINED:
            return [*parts[:at], (f"{before}\N{NO-BREAK SPACE}{last}", accent), *parts[at + 1 :]]
        return parts
    return parts


def _join_days(text: str) -> str:
    """Keep a day in brackets on one line: "(13 May)"."""
    return re.sub(r"\((\w{1,3}) (\w{1,4})\)", "(\\1\N{NO-BREAK SPACE}\\2)", text)


def hairline() -> QFrame:
    """Return the thin line between rows."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


def icon_label(name: str, theme: Theme, *, size: int = 40, colour: str = "accent") -> QLabel:
    """Return an icon as the picture of a page; the words beside it say the same."""
    made = QLabel()
    made.setPixmap(theme.pixmap(name, colour, size, scale=3))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made

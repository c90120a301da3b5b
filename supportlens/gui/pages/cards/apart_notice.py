"""What was set apart as nobody's request, and the way to its tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets import body
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.reading.apart import apart_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def apart_notice(study: Study, words: Words, theme: Theme, follow: Callable[[object], None]) -> list[QWidget]:
    """Return the sentences, and a link to the page of the groups; nothing if there are none."""
    parts: list[QWidget] = [body(line, theme) for line in apart_lines(study, words)]
    if study.apart:
        link = Link(words.say("See what was set apart"), theme, payload="apart")
        link.wanted.connect(follow)
        parts.append(link)
    return parts

"""The manual: pages of Markdown, a folder for each language, listed by the contents of its index."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from supportlens.resources.locating import resource

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "index"
FALLBACK = "en"
"""The language of a manual that was not translated."""

ALIASES = {"message": "trouble", "progress": "start"}
"""Topics of a page with another name: an error of the window, and an analysis under way."""

_SECTION = re.compile(r"^## (?P<section>.+)$|^- \[(?P<title>[^\]]+)\]\((?P<name>[\w-]+)\.md\)", re.MULTILINE)


class ManualPage(NamedTuple):
    """A page of the manual: the name of its file, its title and the section of the contents it stands in."""

    name: str
    title: str
    section: str
    path: Path

    @property
    def text(self) -> str:
        """Its Markdown."""
        return self.path.read_text(encoding="utf-8")


@cache
def manual_pages(language: str) -> tuple[ManualPage, ...]:
    """Return the pages of the manual in a language, the index first, in the order of its contents."""
    folder = resource("help", language)
    if not (folder / f"{INDEX}.md").exists():
        folder = resource("help", FALLBACK)
    index = folder / f"{INDEX}.md"
    contents = index.read_text(encoding="utf-8")
    pages = [ManualPage(INDEX, contents.partition("\n")[0].removeprefix("# ").strip(), "", index)]
    section = ""
    for entry in _SECTION.finditer(contents):
        section = entry["section"] or section
        if entry["name"]:
            name = entry["name"]
            pages.append(ManualPage(name, entry["title"], section, folder / f"{name}.md"))
    return tuple(pages)


def find_manual_page(language: str, topic: str) -> ManualPage:
    """Return the page about a topic, such as the id of a page of the window; the index if there is none."""
    pages = manual_pages(language)
    name = ALIASES.get(topic, topic)
    return next((page for page in pages if page.name == name), pages[0])

"""The pages of the window; each room holds a page or a family of pages."""

from supportlens.gui.pages.page_registry import (
    LINKED_PAGES,
    PAGES,
    PageEntry,
    linked_pages,
    load_pages,
    navigation_pages,
    page_entry,
    page_ids,
)

__all__ = [
    "LINKED_PAGES",
    "PAGES",
    "PageEntry",
    "linked_pages",
    "load_pages",
    "navigation_pages",
    "page_entry",
    "page_ids",
]

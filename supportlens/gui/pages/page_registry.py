"""The table of pages; navigation, shortcuts and titles are made from it."""

from __future__ import annotations

from importlib import import_module
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import Stage
from supportlens.i18n import spoken_languages, words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Progress
    from supportlens.gui.pages.base.page import Page
    from supportlens.i18n import Words


class PageEntry(NamedTuple):
    """A page: its id, icon, shortcut, title and the location of its class.

    The class is imported when the page is first shown: some pages need pandas, and the window
    must not wait for it.
    """

    id: str
    icon: str
    keys: str
    """The shortcut, "" for none; no other page and no action of `gui.menu_actions` may have it."""
    title: Callable[[Words], str]
    location: str
    """``module:class`` below `supportlens.gui.pages`."""
    command: Callable[[Words], str] | None = None
    """The line of the View menu that leads to a page outside the navigation."""

    def load_class(self) -> type[Page]:
        """Import the class of the page."""
        loaded: type[Page] = resolve_name(f"supportlens.gui.pages.{self.location}")
        return loaded


PAGES = (
    PageEntry("start", "house", "Ctrl+1", lambda w: w.say("Start"), "start.start_page:StartPage"),
    PageEntry("verdict", "layers", "Ctrl+2", lambda w: w.say("Verdict"), "verdict.verdict_page:VerdictPage"),
    PageEntry("causes", "chart-column", "Ctrl+3", lambda w: w.say("Causes"), "causes.causes_page:CausesPage"),
    PageEntry("moments", "heart", "Ctrl+4", lambda w: w.say("Moments"), "moments.moments_page:MomentsPage"),
    PageEntry("plan", "list-checks", "Ctrl+5", lambda w: w.say("The plan"), "plan.plan_page:PlanPage"),
    PageEntry(
        "customers",
        "users",
        "Ctrl+6",
        lambda w: w.say("Customers"),
        "customers.customers_page:CustomersPage",
    ),
    PageEntry(
        "follow_up",
        "trending-up",
        "Ctrl+7",
        lambda w: w.say("Follow-up"),
        "follow_up.follow_up_page:FollowUpPage",
    ),
    PageEntry("tickets", "ticket", "Ctrl+8", lambda w: w.say("Tickets"), "tickets.tickets_page:TicketsPage"),
    PageEntry("report", "file-text", "Ctrl+9", lambda w: w.say("Report"), "report.report_page:ReportPage"),
)
"""The pages of the navigation, in its order."""

LINKED_PAGES = (
    PageEntry(
        "logbook",
        "list-checks",
        "",
        lambda w: w.say("Log of moments"),
        "logbook.logbook_page:LogbookPage",
        lambda w: w.say("&Log of moments"),
    ),
    PageEntry(
        "standing",
        "heart",
        "",
        lambda w: w.say("Institutionalised moments"),
        "standing.standing_page:StandingPage",
        lambda w: w.say("&Institutionalised moments"),
    ),
    PageEntry(
        "comparison",
        "chart-column",
        "Ctrl+Shift+8",
        lambda w: w.say("Two periods"),
        "comparison.comparison_page:ComparisonPage",
        lambda w: w.say("C&ompare two periods"),
    ),
    PageEntry(
        "intake",
        "file-text",
        "",
        lambda w: w.say("How it was read"),
        "start.intake_page:IntakePage",
        lambda w: w.say("How the files were &read"),
    ),
    PageEntry(
        "apart",
        "list-checks",
        "",
        lambda w: w.say("Set apart"),
        "apart.apart_page:ApartPage",
        lambda w: w.say("What was set &apart"),
    ),
)
"""Pages that links and menus lead to; they are not in the navigation."""


def navigation_pages() -> tuple[PageEntry, ...]:
    """Return the pages of the navigation, in its order."""
    return PAGES


def linked_pages() -> tuple[PageEntry, ...]:
    """Return the pages outside the navigation, in the order of the View menu."""
    return LINKED_PAGES


def page_ids() -> frozenset[str]:
    """Return the ids of all pages."""
    return frozenset(page.id for page in (*PAGES, *LINKED_PAGES))


def page_entry(page_id: str) -> PageEntry:
    """Return the entry of a page; raises KeyError for an unknown id."""
    return {page.id: page for page in (*PAGES, *LINKED_PAGES)}[page_id]


_ASKED_BY_PAGES = (
    "supportlens.report",
    "supportlens.symptoms",
    "supportlens.causes",
    "supportlens.moments",
    "supportlens.training",
    "supportlens.customers",
    "supportlens.app.output.masked_rows",
    "supportlens.effect",
    "supportlens.gui.dialogs.palette",
)
"""What pages and answers import only when they ask for it: machine lines, words of a ticket, open questions,
copied rows, falls. After an analysis by a child this process has none of it: a verdict waited 0.13 s."""


def load_pages(progress: Progress) -> None:
    """Import all pages and what they will ask for; the window does it while it waits for an analysis.

    Otherwise a page that is opened for the first time waits for it: half a second.
    """
    pages = (*PAGES, *LINKED_PAGES)
    for number, page in enumerate(pages):
        progress(Stage.READ, number / len(pages))
        page.load_class()
    for name in _ASKED_BY_PAGES:
        progress(Stage.READ, 1.0)
        import_module(name)
    resolve_name("supportlens.report.registry:all_sheets")()  # the page of the report lists them
    resolve_name("supportlens.resources:coding_examples")()  # the first ticket that is read asks for them
    resolve_name("supportlens.gui.models.character_folding:fold_one")("ñ")  # its table is made once
    for language in spoken_languages():  # the start page keeps the sentence of an analysis in each
        words_for(language.code).percent(0.5)

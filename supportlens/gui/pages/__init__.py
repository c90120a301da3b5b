"""The pages of the window, in the order of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.gui.pages.base.page import Page
    from supportlens.i18n import Words

__all__ = ["ASIDE", "PAGES", "PageEntry", "entry", "page_title"]


class PageEntry(NamedTuple):
    """A page in the navigation: its id, its icon and how its class is fetched.

    Classes are fetched when they are first needed: some bring pandas along, and the window must
    not wait for it.
    """

    id: str
    icon: str
    fetch: Callable[[], type[Page]]


def _start() -> type[Page]:
    from supportlens.gui.pages.start.start_page import StartPage  # noqa: PLC0415 - see PageEntry

    return StartPage


def _verdict() -> type[Page]:
    from supportlens.gui.pages.verdict.verdict_page import VerdictPage  # noqa: PLC0415 - see PageEntry

    return VerdictPage


def _causes() -> type[Page]:
    from supportlens.gui.pages.causes.causes_page import CausesPage  # noqa: PLC0415 - see PageEntry

    return CausesPage


def _moments() -> type[Page]:
    from supportlens.gui.pages.moments.moments_page import MomentsPage  # noqa: PLC0415 - see PageEntry

    return MomentsPage


def _plan() -> type[Page]:
    from supportlens.gui.pages.plan.plan_page import PlanPage  # noqa: PLC0415 - see PageEntry

    return PlanPage


def _tickets() -> type[Page]:
    from supportlens.gui.pages.tickets.tickets_page import TicketsPage  # noqa: PLC0415 - see PageEntry

    return TicketsPage


def _comparing() -> type[Page]:
    from supportlens.gui.pages.comparison.comparison_page import ComparingPage  # noqa: PLC0415 - see PageEntry

    return ComparingPage


def _report() -> type[Page]:
    from supportlens.gui.pages.report.report_page import ReportPage  # noqa: PLC0415 - see PageEntry

    return ReportPage


def _intake() -> type[Page]:
    from supportlens.gui.pages.start.intake_page import IntakePage  # noqa: PLC0415 - see PageEntry

    return IntakePage


PAGES = (
    PageEntry("start", "house", _start),
    PageEntry("verdict", "layers", _verdict),
    PageEntry("causes", "chart-column", _causes),
    PageEntry("moments", "heart", _moments),
    PageEntry("plan", "list-checks", _plan),
    PageEntry("tickets", "ticket", _tickets),
    PageEntry("report", "file-text", _report),
)


ASIDE = (PageEntry("intake", "file-text", _intake), PageEntry("comparing", "chart-column", _comparing))
"""Pages that other places lead to, and that have none in the navigation."""


def entry(page_id: str) -> PageEntry:
    """Return the entry of a page; raises KeyError for an id that is none."""
    return {page.id: page for page in (*PAGES, *ASIDE)}[page_id]


def page_title(page_id: str, words: Words) -> str:
    """Name a page as the navigation does."""
    return {
        "start": words.say("Start"),
        "verdict": words.say("Verdict"),
        "causes": words.say("Causes"),
        "moments": words.say("Moments"),
        "plan": words.say("The plan"),
        "tickets": words.say("Tickets"),
        "report": words.say("Report"),
    }[page_id]

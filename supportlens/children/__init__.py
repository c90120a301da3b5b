"""Work that a child process does, so that the window's own process stays free: `run_in_child`."""

from supportlens.children.child import WORK_APART, serve
from supportlens.children.parent import NoChild, run_in_child
from supportlens.children.wire import ApartTask
from supportlens.children.workplace import FEW_TICKETS, Workplace

__all__ = ["FEW_TICKETS", "WORK_APART", "ApartTask", "NoChild", "Workplace", "run_in_child", "serve"]

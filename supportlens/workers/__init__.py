"""Work that a child process does, so that the window's own process stays free: `run_in_child`."""

from supportlens.workers.child import WORK_APART, serve
from supportlens.workers.parent import NoChild, run_in_child
from supportlens.workers.wire import ApartTask
from supportlens.workers.workplace import Workplace

__all__ = ["WORK_APART", "ApartTask", "NoChild", "Workplace", "run_in_child", "serve"]

"""The window: it holds the open study, and pages that are told it."""

from supportlens.gui.main_window.opening import Opened, sample_paths
from supportlens.gui.main_window.window import MainWindow

__all__ = ["MainWindow", "Opened", "sample_paths"]

"""The main window: it holds the open study and shows it on pages."""

from supportlens.app.opening.opened_study import OpenedStudy
from supportlens.gui.main_window.window import MainWindow

__all__ = ["MainWindow", "OpenedStudy"]

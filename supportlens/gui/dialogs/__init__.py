"""Dialogs: decisions that the window has to wait for."""

from supportlens.gui.dialogs.import_check import ImportCheck

__all__ = ["ImportCheck"]

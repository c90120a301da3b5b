"""Dialogs: what has to be decided before the window can go on."""

from supportlens.gui.dialogs.import_check import ImportCheck

__all__ = ["ImportCheck"]

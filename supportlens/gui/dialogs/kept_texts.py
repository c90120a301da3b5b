"""The question whether a project keeps the texts of its tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.i18n import Words


def ask_about_texts(
    parent: QWidget, words: Words, change: Callable[[], None], *, kept: bool, at_hand: bool
) -> QMessageBox:
    """Open the question and return it; `change` is called if the other way is chosen.

    `kept` is whether the project keeps the texts now; `at_hand` whether they are there to be kept.
    """
    say = words.say
    text = say("This project keeps ids, counts and hashes only.")
    more = say(
        "Its file has no texts and no names of people. With them it can be searched, read and corrected "
        "at once; keep it as you keep the log."
    )
    accept, leave = say("Keep the texts"), say("Leave it as it is")
    if kept:
        text = say("This project keeps the texts of its tickets.")
        more = say(
            "Without them its file and its copies hold ids, counts and hashes only. It says the same "
            "verdict, but there is nothing to read, search or quote; to add a month or correct something, "
            "its files are read again."
        )
        accept = say("Leave the texts out")
    elif not at_hand:
        more = f"{more} " + say("Its files are read again first.")
        accept = say("Analyse again")
    box = QMessageBox(QMessageBox.Icon.Question, "SupportLens", text, parent=parent)
    box.setInformativeText(more)
    other = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    same = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(same)
    box.finished.connect(lambda _result: change() if box.clickedButton() is other else None)
    box.finished.connect(box.deleteLater)
    box.open()
    return box

"""Sentences about files, sheets and reports: why one, or a row of one, holds no ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def sheet_reasons(words: Words) -> dict[str, str]:
    """Return the sentence of each reason."""
    return {
        "change_calendar": words.say("the file is a change calendar; its changes are used"),
        "customers": words.say("the file is a list of customers; it contains no tickets"),
        "services": words.say("the file is a list of services or sales; it is used for the customers"),
        "invoices": words.say("the file is a list of invoices; it is used for the customers"),
        "actions": words.say("the file is a list of actions; they are measured"),
        "active_users": words.say(
            "the file lists how many people use each application; it contains no tickets"
        ),
        "cut_off": words.say("the file ends in the middle of it"),
        "hidden_sheet": words.say("the sheet is hidden"),
        "catalogue_sheet": words.say("the sheet is a catalogue of things, not of tickets"),
        "instructions_sheet": words.say("the sheet holds instructions, not tickets"),
        "list_sheet": words.say("the sheet lists values to choose from, not tickets"),
        "group_row": words.say("it names the group of the rows below it, which now have it as a column"),
        "subtotal": words.say("it is a subtotal"),
        "lost_formula": words.say("the spreadsheet took its text for a formula and lost it"),
    }

"""The sentences of a sheet for each type of action, to be filled with the facts of a cause.

Every one names the place, the matters or the figures of the cause: what would be true of any log belongs to the
catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain import ActionType, message


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSentences:
    """The sentences of one type of action, with the placeholders {place}, {matters}, {tickets} and {ids}."""

    trigger: str
    first: str
    afterwards: str
    say: str
    prevention: str


SHEET_SENTENCES = {
    ActionType.TRAIN: SheetSentences(
        trigger=message("Somebody asks where something is or how it is done in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: ask what they were looking for in {place} ({matters}), show the way"
            " on their own screen and let them do it once."
        ),
        afterwards=message(
            "Owner, within a week: give the training to those who ask most, as {tickets} came about {place}."
        ),
        say=message(
            "Tell me what you were looking for in {place}: I will show you on your own screen and leave you"
            " the way in writing."
        ),
        prevention=message(
            "Before the next change to {place}: say what moves and where to, and have the answers to {matters}"
            " ready on the first day."
        ),
    ),
    ActionType.FIX: SheetSentences(
        trigger=message("Somebody reports that something fails in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: say that the fault in {place} is known ({tickets} so far), and note"
            " the version and what stood on the screen."
        ),
        afterwards=message(
            "Owner, within 2 working days: hand {ids} to whoever maintains {place}, and tell everybody who"
            " reported it when it is fixed."
        ),
        say=message(
            "It is not you: {place} has a fault that others have reported too. Until it is fixed you can get"
            " on like this …; I will tell you when it is done."
        ),
        prevention=message(
            "Before the next version of {place}: have somebody who uses it daily try {matters}, and keep a way"
            " back."
        ),
    ),
    ActionType.GRANT_ACCESS: SheetSentences(
        trigger=message("Somebody cannot get in: {matters}, in {place}."),
        first=message(
            "Agent, in the first answer: check who it is, restore the access ({matters}) and stay until the"
            " person is in."
        ),
        afterwards=message(
            "Owner, within a week: find out why access is lost in {place} ({tickets} so far), and let people"
            " restore it themselves."
        ),
        say=message(
            "I will stay with you until you are in again. Then I will show you how to do it yourself in"
            " {place}."
        ),
        prevention=message(
            "Give notice before access expires in {place}, and leave a way without the desk for {matters}."
        ),
    ),
    ActionType.CONFIGURE: SheetSentences(
        trigger=message("Somebody finds something set up wrongly in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: compare the settings ({matters}) with those of somebody for whom"
            " {place} works, and correct them."
        ),
        afterwards=message(
            "Owner, within a week: correct the settings of {place} for everybody, not only for those who wrote"
            " ({tickets} so far)."
        ),
        say=message(
            "It should not behave like that in {place}. Let us compare your settings with those that work."
        ),
        prevention=message(
            "Keep one list of the right settings of {place}, and go through it ({matters}) whenever a computer"
            " or a person is new."
        ),
    ),
    ActionType.CORRECT_DATA: SheetSentences(
        trigger=message("Somebody finds wrong or missing data in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: repeat which value is wrong in {place} ({matters}) and say by when it"
            " will be corrected."
        ),
        afterwards=message(
            "Owner, within a week: find where the wrong data of {place} comes from ({tickets} so far) and"
            " correct it there."
        ),
        say=message(
            "You are right, that is not the right value in {place}. It will be corrected by …, and I will tell"
            " you when it is."
        ),
        prevention=message("Check the data of {place} on the day it arrives, beginning with {matters}."),
    ),
    ActionType.RESTORE: SheetSentences(
        trigger=message("Somebody cannot work because of an outage in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: say that {place} is affected ({matters}), since when, and at what"
            " time there will be news."
        ),
        afterwards=message(
            "Owner, the day after: write to everybody affected ({tickets}) what failed in {place} and what was"
            " done about it."
        ),
        say=message(
            "We know about {place} and are working on it. At … I will write to you again, even if it is not"
            " solved yet."
        ),
        prevention=message(
            "Watch {place} so that the desk learns of it ({matters}) before customers write, and keep a notice"
            " ready to send."
        ),
    ),
    ActionType.STREAMLINE: SheetSentences(
        trigger=message("Somebody asks the desk for something about {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: ask at once for all that is needed for {matters} in {place}, and say"
            " on which day it will be ready."
        ),
        afterwards=message(
            "Owner, within a month: make one form for what is asked about {place} ({tickets} so far), so that"
            " nobody writes twice."
        ),
        say=message(
            "I have all I need for your request about {place}. It will be ready on …; you need not write"
            " again."
        ),
        prevention=message(
            "Put what is asked most about {place} ({matters}) where people find it, with its form and its"
            " term."
        ),
    ),
    ActionType.EXPLAIN_CHARGES: SheetSentences(
        trigger=message(
            "A customer does not agree with a charge or with what was promised about {place}, such as"
            " {matters}."
        ),
        first=message(
            "Agent, in the first answer: go through the charge with the customer ({matters}) and say what is"
            " right and what is not in {place}."
        ),
        afterwards=message(
            "Owner, within 2 working days: correct what was wrong, confirm it in writing, and look for others"
            " with the same charge in {place} ({tickets} so far)."
        ),
        say=message(
            "Let us look at the charge about {place} together. What is not as agreed I will correct today and"
            " confirm in writing."
        ),
        prevention=message(
            "Before the invoices of {place} go out: compare them with what was promised, and explain {matters}"
            " before anybody asks."
        ),
    ),
    ActionType.COACH_SERVICE: SheetSentences(
        trigger=message("A customer says how they were treated in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: acknowledge what happened in {place} ({matters}), give a name, and"
            " say what will be done and when."
        ),
        afterwards=message(
            "Support lead, within a week: read {ids} with the team of {place} and practise how each first"
            " answer should have been."
        ),
        say=message(
            "I am sorry for what happened to you in {place}. My name is …; I am taking care of it and will"
            " call you before …."
        ),
        prevention=message(
            "Every week, listen to two contacts of {place} with each person, beginning with {matters}."
        ),
    ),
    ActionType.WARN: SheetSentences(
        trigger=message("Somebody reports that others try to deceive people in {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: say that it is a deception ({matters}), ask whether they opened, answered"
            " or paid anything, and if so have their password changed at once."
        ),
        afterwards=message(
            "Owner, on the same day: warn everybody in {place} ({tickets} so far), have the sender blocked and hand"
            " {ids} to those responsible for security."
        ),
        say=message(
            "You did right to tell us about {place}: it does not come from us. Do not answer it or open anything"
            " in it."
        ),
        prevention=message(
            "Tell people in {place} twice a year how to recognise a deception ({matters}) and where to report it."
        ),
    ),
    ActionType.ASK: SheetSentences(
        trigger=message("Somebody writes about {place}, such as {matters}."),
        first=message(
            "Agent, in the first answer: ask what they wanted to do in {place} ({matters}), what happened"
            " instead and since when, and write it down."
        ),
        afterwards=message(
            "Support lead, within a week: read {ids} and decide whether {place} needs teaching, fixing or a"
            " notice."
        ),
        say=message(
            "So that it does not come back: what did you want to do in {place}, and what happened instead?"
        ),
        prevention=message(
            "Read the new tickets about {place} every week until it is known what brings them ({matters})."
        ),
    ),
}

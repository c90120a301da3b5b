"""Sentences about records of JSON and messages of chats that are no tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def record_reasons(words: Words) -> dict[str, str]:
    """Return why a record of JSON, a message of a chat or a file of either was left out, by its code."""
    return {
        "not_a_record": words.say("it is not a record, such as an error among the pages"),
        "pull_request": words.say("it is a pull request, not a problem"),
        "other_list": words.say("it is in another list of the file, which contains no tickets"),
        "no_ticket_list": words.say("the file was found in a folder and contains no tickets"),
        "system_line": words.say("it is a line of the chat program, such as who joined"),
        "no_date": words.say("it has no date"),
        "chat_people": words.say("the file lists the people of a chat; their names are used"),
        "chat_channels": words.say("the file lists the channels of a chat; it contains no tickets"),
    }

"""Sentences about mail that is no ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def mail_reasons(words: Words) -> dict[str, str]:
    """Return why a mail is no ticket of its own, by the codes of `Rejection.reason`."""
    return {
        "bounce": words.say("it is a mail that could not be delivered"),
        "auto_reply": words.say("it is an automatic reply"),
        "spam": words.say("it is spam"),
        "deleted_message": words.say("it had been deleted"),
        "chat_message": words.say("it is a chat among the mails"),
        "draft": words.say("it is a draft"),
        "read_receipt": words.say("it is a read receipt"),
        "meeting_answer": words.say("it answers an invitation to a meeting"),
        "newsletter": words.say("it is a newsletter"),
        "desk_message": words.say("the help desk wrote it, and no customer's message belongs to it"),
        "duplicate_message": words.say("it is a copy of another message"),
        "carrier_mail": words.say("it only carries a report or other messages, which are read instead"),
    }

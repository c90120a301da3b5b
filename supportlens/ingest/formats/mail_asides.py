"""Finds why a mail is no request of a customer: returned mail, automatic answers, spam."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.ingest.formats.mail_bodies import holds_part, load_payload
from supportlens.ingest.formats.mail_headers import FAILING, MailHeaders, domain_of
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import mail_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

_WORDS = mail_words()
_BOUNCE, _AUTO_REPLY, _SPAM, _DELETED = "bounce", "auto_reply", "spam", "deleted_message"
_CHAT, _DRAFT, _RECEIPT, _MEETING, _NEWSLETTER = (
    "chat_message",
    "draft",
    "read_receipt",
    "meeting_answer",
    "newsletter",
)
MAIL_REASONS = frozenset(
    (_BOUNCE, _AUTO_REPLY, _SPAM, _DELETED, _CHAT, _DRAFT, _RECEIPT, _MEETING, _NEWSLETTER)
) | {"desk_message", "carrier_mail", "duplicate_message", "joined_message", "empty_message"}
"""The reasons for which a mail is no ticket of its own, in the codes of `Rejection.reason`."""

_PREFIX = r"(?:[^\W\d_]{1,3}\s?:\s*){0,3}"
_END = r"(?=\s*(?:[:(\[|\u2013-]|$)|\s+(?:re|rv|fwd?)\s?:)"
_DELETED_BIT = 0x0008
"""The bit of Thunderbird's status of a message that is deleted but not yet removed from the file."""
_OPENING = 300
"""Characters in which a returned mail says so. Judgement: the returned mail follows."""
_SHORT_RECEIPT = 600
"""Maximum characters of a read receipt. Judgement: it has the subject and two times."""
_SCORE = 5
"""The spam confidence level from which Exchange calls a mail spam."""
_REPORTS = {
    "delivery-status": _BOUNCE,
    "disposition-notification": _RECEIPT,
    "feedback-report": _SPAM,
}


def _begins(pattern: re.Pattern[str], end: str = _END) -> re.Pattern[str]:
    return re.compile(rf"{_PREFIX}{pattern.pattern}{end}")


_AUTOMATIC, _READ, _MET = (
    _begins(_WORDS.auto_reply),
    _begins(_WORDS.receipt, r"\s?:"),
    _begins(_WORDS.meeting, r"\s?:"),
)
_MACHINE = re.compile(rf"(?:^|\b){_WORDS.returning.pattern}")


def find_labels(headers: MailHeaders, folders: Iterable[str]) -> frozenset[str]:
    """Return the folded labels of a mail, and the names of the mailbox and folder it lies in."""
    labels = [*headers.labels("X-Gmail-Labels"), *headers.labels("X-Folder"), *headers.labels("X-Keywords")]
    keys = headers.written("X-Mozilla-Keys").split()
    return frozenset(fold_words(label) for label in (*labels, *keys, *folders))


def is_sent(labels: frozenset[str]) -> bool:
    """Return whether the owner of the mailbox sent a mail."""
    return not _WORDS.sent_labels.isdisjoint(labels)


def find_aside(message: Message, headers: MailHeaders, labels: frozenset[str], text: str) -> str:
    """Return why a mail is no request, "" if it may be one."""
    subject = fold(headers.read("Subject")[:500])
    return (
        _find_labelled(headers, labels)
        or _find_report(message)
        or _find_returned(headers, subject, text)
        or _find_automatic(headers, subject)
        or _find_answer(message, subject, text)
        or _find_newsletter(headers, labels, text)
    )


def _find_labelled(headers: MailHeaders, labels: frozenset[str]) -> str:
    """Return what the mailbox itself says of a mail."""
    for known, reason in (
        (_WORDS.spam_labels, _SPAM),
        (_WORDS.trash_labels, _DELETED),
        (_WORDS.chat_labels, _CHAT),
        (_WORDS.draft_labels, _DRAFT),
    ):
        if not known.isdisjoint(labels):
            return reason
    status = headers.flag("X-Mozilla-Status")
    if re.fullmatch(r"[0-9a-f]{4}", status) and int(status, 16) & _DELETED_BIT:
        return _DELETED
    score = re.fullmatch(r"\d{1,2}", headers.flag("X-MS-Exchange-Organization-SCL"))
    flags = (headers.flag("X-Spam-Flag"), headers.flag("X-Spam-Status"), headers.flag("X-Bogosity"))
    is_spam = any(flag.startswith(("yes", "spam")) for flag in flags) or (score and int(score[0]) >= _SCORE)
    return _SPAM if is_spam or "sfv:spm" in headers.flag("X-Forefront-Antispam-Report") else ""


def _find_report(message: Message) -> str:
    """Return what a report of a mail system is about."""
    try:
        report = str(message.get_param("report-type", "")).lower()
    except FAILING:
        report = ""
    if message.get_content_type() == "multipart/report" and report in _REPORTS:
        return _REPORTS[report]
    if message.get_content_maintype() != "multipart":
        return ""
    found = (reason for kind, reason in _REPORTS.items() if holds_part(message, f"message/{kind}"))
    return next(found, "")


def _find_returned(headers: MailHeaders, subject: str, text: str) -> str:
    """Return whether a mail system returns or delays a mail."""
    name, address = headers.address("From")
    local = address.partition("@")[0]
    if headers.written("X-Failed-Recipients") or re.match(r"mail(?:er)?[-_.]?daemon\b", local):
        return _BOUNCE
    is_machine = bool(_MACHINE.search(fold(name)) or _MACHINE.match(local) or re.match("no-?_?reply", local))
    if not is_machine and headers.written("Return-Path").strip() != "<>":
        return ""
    return _BOUNCE if _WORDS.bounce.search(subject) or _WORDS.bounce.search(fold(text[:_OPENING])) else ""


def _find_automatic(headers: MailHeaders, subject: str) -> str:
    if headers.flag("Auto-Submitted").startswith("auto-replied") or _AUTOMATIC.match(subject):
        return _AUTO_REPLY
    marks = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-AutoReply-From", "X-Mail-Autoreply")
    if any(headers.flag(mark) not in {"", "no"} for mark in marks):
        return _AUTO_REPLY
    return _AUTO_REPLY if headers.flag("Precedence").replace("-", "_") == "auto_reply" else ""


def _find_answer(message: Message, subject: str, text: str) -> str:
    """Return whether a mail is what a program sends when somebody reads a mail or accepts an invitation."""
    calendar = holds_part(message, "text/calendar")
    if calendar is not None:
        try:
            method = str(calendar.get_param("method", "")).upper()
        except FAILING:
            method = ""
        if method in {"REPLY", "COUNTER"} or b"METHOD:REPLY" in load_payload(calendar)[:4_000]:
            return _MEETING
        if _MET.match(subject):
            return _MEETING
    return _RECEIPT if _READ.match(subject) and len(text) < _SHORT_RECEIPT else ""


def _find_newsletter(headers: MailHeaders, labels: frozenset[str], text: str) -> str:
    """Return whether a mail is certainly a newsletter: help desks' notifications have such headers too."""
    if not headers.written("List-Unsubscribe") or headers.ids("In-Reply-To", "References"):
        return ""
    is_bulk = headers.flag("Precedence") in {"bulk", "list"}
    is_promoted = not _WORDS.promotion_labels.isdisjoint(labels)
    own = {domain_of(address) for address in headers.addresses("To", "Cc", "Delivered-To")}
    if domain_of(headers.address("From")[1]) in own or not (is_bulk or is_promoted):
        return ""
    return _NEWSLETTER if is_promoted or _WORDS.unsubscribe.search(fold(text[-4_000:])) else ""

"""Reads the marks that mail programs put before a subject: "RE:", "FW:", "[External]"."""

from __future__ import annotations

import re

_REPLIES = "re rv res aw sv r".split()
_FORWARDS = "fw fwd rwd enc wg tr".split()
_TAGS = "external externo spam".split()
"""What gateways write in brackets, and never the writer."""

_NUMBER = r"\s*(?:\[\d+\])?\s*:\s*"
_PREFIX = re.compile(
    rf"^\s*(?:(?:{'|'.join(_REPLIES + _FORWARDS)}){_NUMBER}|\[(?:{'|'.join(_TAGS)})\]\s*)+", re.IGNORECASE
)
_MARK = re.compile(
    rf"\s*(?:(?:{'|'.join(_REPLIES + _FORWARDS)}){_NUMBER}|\[[^\]]{{1,40}}\]\s*(?=\S))\s*", re.IGNORECASE
)
_REPLY = re.compile(rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?(?:{'|'.join(_REPLIES)}){_NUMBER}", re.IGNORECASE)


def strip_reply_prefix(subject: str) -> str:
    """Return a subject without "RE:", "FW:" and the tags of gateways before it."""
    return _PREFIX.sub("", subject, count=1)


def strip_subject_marks(subject: str) -> str:
    """Return a subject without any mark or tag before it, as the mails of one thread share it."""
    topic = subject
    while (mark := _MARK.match(topic)) and mark.end():
        topic = topic[mark.end() :]
    return topic or subject


def is_reply(subject: str) -> bool:
    """Return whether a subject is marked as an answer to an earlier mail."""
    return _REPLY.match(subject) is not None

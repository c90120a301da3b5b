"""The parts of a written message: quotation, notice, signature and the writer's own words."""

from supportlens.messages.bodies import MessageRules, keep_unless_silent
from supportlens.messages.people import strip_names
from supportlens.messages.subjects import is_reply, strip_reply_prefix, strip_subject_marks

__all__ = [
    "MessageRules",
    "is_reply",
    "keep_unless_silent",
    "strip_names",
    "strip_reply_prefix",
    "strip_subject_marks",
]

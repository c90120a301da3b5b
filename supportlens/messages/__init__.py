"""The parts of a written message: quotation, notice, signature and the writer's own words."""

from supportlens.messages.bodies import MessageRules, keep_unless_silent
from supportlens.messages.forwards import Forwarded
from supportlens.messages.letters import CAPITALS

__all__ = ["CAPITALS", "Forwarded", "MessageRules", "keep_unless_silent"]

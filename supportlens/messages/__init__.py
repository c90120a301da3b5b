"""The parts of a written message: quotation, notice, signature and the writer's own words."""

from supportlens.messages.bodies import MessageRules, keep_unless_silent
from supportlens.messages.forwards import MACHINES, Forwarded
from supportlens.messages.half_words import drop_half_words
from supportlens.messages.letters import CAPITALS

__all__ = ["CAPITALS", "MACHINES", "Forwarded", "MessageRules", "drop_half_words", "keep_unless_silent"]

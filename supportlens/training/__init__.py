"""Training: what to teach, to whom, for how long, and what it must bring down."""

from supportlens.training.planning import prepare

__all__ = ["prepare"]

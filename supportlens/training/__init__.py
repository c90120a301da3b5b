"""Training: what to teach, to whom, for how long, and what it must bring down."""

from supportlens.training.planning import plan_training

__all__ = ["plan_training"]

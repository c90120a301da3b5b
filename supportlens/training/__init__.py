"""Training: what to teach, to whom, for how long, and its target."""

from supportlens.training.planning import plan_training

__all__ = ["plan_training"]

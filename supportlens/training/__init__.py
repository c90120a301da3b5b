"""Training: what to teach, to whom, for how long, and its target."""

from supportlens.training.planning import plan_training
from supportlens.training.service import plan_service

__all__ = ["plan_service", "plan_training"]

"""From points to symptoms: groups tickets that say the same and gives each group a name."""

from supportlens.symptoms.grouping import group

__all__ = ["group"]

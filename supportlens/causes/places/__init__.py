"""Where: fields as numbers, and the values and combinations that a cause has far more of than the rest."""

"""What a person states: how it is applied to a study, and what would come of it."""

"""What is found in a log: causes with their kind, place, change and cost, and the verdict."""

"""What can be pressed, chosen, ticked, typed into or dragged."""

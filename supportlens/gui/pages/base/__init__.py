"""What every page is made from: the page itself, what it emits and what is typed on it."""

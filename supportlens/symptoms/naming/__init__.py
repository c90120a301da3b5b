"""What a group of tickets is called, and what it is known by: clauses, phrases, and the choice among them."""

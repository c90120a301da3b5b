"""Names and features of ticket groups: clauses, phrases, and the choice among them."""

"""How long everything takes, from the first line to a million tickets, each work several times."""

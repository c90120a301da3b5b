"""Turns files into a study, and derives another study when symptoms are regrouped or edited."""

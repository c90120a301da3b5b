"""Lays a study out as the values of its JSON document."""

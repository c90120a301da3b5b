"""From words to points: cleans what customers wrote and places equal meanings near each other."""

from supportlens.text.cleaning import clean_tickets
from supportlens.text.encoding import encode

__all__ = ["clean_tickets", "encode"]

"""From texts to vectors: cleans tickets and places similar meanings close to each other."""

from supportlens.text.cleaning import clean_tickets
from supportlens.text.encoding import encode

__all__ = ["clean_tickets", "encode"]

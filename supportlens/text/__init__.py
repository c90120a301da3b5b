"""From texts to vectors: cleans tickets and places similar meanings close to each other."""

from supportlens.text.cleaning import clean_tickets
from supportlens.text.desk_passages import DeskPassages, find_desk_passages
from supportlens.text.encoding import encode

__all__ = ["DeskPassages", "clean_tickets", "encode", "find_desk_passages"]

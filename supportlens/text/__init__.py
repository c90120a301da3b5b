"""From texts to vectors: cleans tickets and places similar meanings close to each other."""

from supportlens.text.cleaning import clean_tickets
from supportlens.text.desk_passages import DeskPassages, find_desk_passages
from supportlens.text.encoding import encode
from supportlens.text.languages import LanguageDetector
from supportlens.text.teacher import Network
from supportlens.text.translating.sure_nouns import find_sure_nouns
from supportlens.text.translating.translator import Translator

__all__ = [
    "DeskPassages",
    "LanguageDetector",
    "Network",
    "Translator",
    "clean_tickets",
    "encode",
    "find_desk_passages",
    "find_sure_nouns",
]

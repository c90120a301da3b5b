"""Where the files of `resources/` and `sample_logs/` are: in a checkout, a wheel or a frozen app."""

from supportlens.resources.locating import resource, sample_log
from supportlens.resources.models import open_bridge, open_language_model
from supportlens.resources.playbook import load_playbook
from supportlens.resources.words import joined_words, languages, word_tables

__all__ = [
    "joined_words",
    "languages",
    "load_playbook",
    "open_bridge",
    "open_language_model",
    "resource",
    "sample_log",
    "word_tables",
]

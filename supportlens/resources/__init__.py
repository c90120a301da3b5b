"""Finds and reads the files of `resources/` and `sample_logs/` in a checkout, a wheel or a frozen app."""

from supportlens.resources.asking_words import AskingWords, asking_words
from supportlens.resources.coding_rules import own_coding_rules
from supportlens.resources.follow_up_words import FollowUpWords, follow_up_words
from supportlens.resources.glossaries import glossaries
from supportlens.resources.help.manual import ManualPage, find_manual_page, manual_pages
from supportlens.resources.help.samples import sample_paths
from supportlens.resources.lexicon import load_lexicon
from supportlens.resources.locating import resource, sample_log
from supportlens.resources.mail_words import MailWords, mail_words
from supportlens.resources.masking_words import MaskingWords, masking_words
from supportlens.resources.models import open_bridge, open_language_model
from supportlens.resources.people_words import PeopleWords, people_words
from supportlens.resources.playbook import load_playbook
from supportlens.resources.reading_words import ReadingWords, reading_words
from supportlens.resources.screening_words import screening_words
from supportlens.resources.words import languages

__all__ = [
    "AskingWords",
    "FollowUpWords",
    "MailWords",
    "ManualPage",
    "MaskingWords",
    "PeopleWords",
    "ReadingWords",
    "asking_words",
    "find_manual_page",
    "follow_up_words",
    "glossaries",
    "languages",
    "load_lexicon",
    "load_playbook",
    "mail_words",
    "manual_pages",
    "masking_words",
    "open_bridge",
    "open_language_model",
    "own_coding_rules",
    "people_words",
    "reading_words",
    "resource",
    "sample_log",
    "sample_paths",
    "screening_words",
]

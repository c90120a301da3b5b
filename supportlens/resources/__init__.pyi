from .asking_words import AskingWords, asking_words
from .coding_rules import coding_examples, own_coding_rules
from .follow_up_words import FollowUpWords, follow_up_words
from .glossaries import glossaries
from .help.manual import ManualPage, find_manual_page, manual_pages
from .help.samples import sample_paths
from .lexicon import load_lexicon
from .locating import resource, sample_log
from .mail_words import MailWords, mail_words
from .masking_words import MaskingWords, masking_words
from .models import open_bridge, open_language_model, open_phrases
from .people_words import PeopleWords, people_words
from .playbook import load_playbook
from .reading_words import ReadingWords, reading_words
from .screening_words import screening_words
from .words import languages

__all__ = [
    "AskingWords",
    "FollowUpWords",
    "MailWords",
    "ManualPage",
    "MaskingWords",
    "PeopleWords",
    "ReadingWords",
    "asking_words",
    "coding_examples",
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
    "open_phrases",
    "own_coding_rules",
    "people_words",
    "reading_words",
    "resource",
    "sample_log",
    "sample_paths",
    "screening_words",
]

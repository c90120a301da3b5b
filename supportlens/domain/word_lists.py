"""Words of languages by what they do in a message or in a name, as `resources/words` lists them."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]
Expressions = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageWords:
    """What the parts of a message are known by; in lower case, as written where it is not said otherwise."""

    reply_prefixes: Words = frozenset()
    """What mail programs put before the subject of an answer: "RE", "RV"."""
    forward_prefixes: Words = frozenset()
    """What they put before the subject of a mail that is handed on: "FW"."""
    gateway_tags: Words = frozenset()
    """What gateways write in brackets before a subject, and never the writer: "[External]"."""
    attribution_openings: Words = frozenset()
    """The word before the date in "On ... wrote:"."""
    attribution_verbs: Words = frozenset()
    """What stands before the colon in "On ... wrote:"."""
    original_marks: Words = frozenset()
    """What a line of dashes says above an answered mail."""
    forwarded_marks: Words = frozenset()
    """What it says above a mail that is handed on."""
    forwarded_openings: Words = frozenset()
    """A line without dashes, up to its colon, above a mail that is handed on."""
    sender_heads: Words = frozenset()
    sent_heads: Words = frozenset()
    receiver_heads: Words = frozenset()
    other_heads: Words = frozenset()
    """Names of the lines in the head of a mail: who sent it, when, to whom, and all others."""
    sent_with: Expressions = ()
    """Expressions over folded text: a line in which a device or program says that it sent the mail."""
    closing_starts: Words = frozenset()
    """Folded words that a closing line may begin with."""
    closing_hints: Words = frozenset()
    """Pieces of words, without accents, one of which every closing holds: looked for first."""
    notice_hints: Words = frozenset()
    """Pieces of words, without accents, one of which every notice holds."""
    signed_words: Words = frozenset()
    """Folded words of a help desk that a signature holds as well: "Soporte", "Team"."""
    name_particles: Words = frozenset()
    """Folded small words within names and offices: "de la", "and"."""
    family_particles: Words = frozenset()
    """Those within the names of people: "de la", "van"."""
    contacts: Expressions = ()
    """Expressions of what stands before a number by which somebody is reached: "Tel", "Ext"."""
    addresses: Expressions = ()
    """Expressions of what stands within a postal address."""
    faults: Expressions = ()
    """Expressions of what is said of a fault, and not in a signature."""
    titles: Expressions = ()
    """Expressions of titles before a name, without their full stop."""
    salutations: Expressions = ()
    """Expressions of a greeting after which a name stands."""
    introductions: Expressions = ()
    """Expressions after which the writer names himself, however many names he has."""
    full_introductions: Expressions = ()
    """Expressions after which the writer names himself by two names or more."""
    after_introduction: Words = frozenset()
    """Words that may follow such a name."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """What stands around a day that people name, folded: "el dia 3 de junio", "June 3rd", "last Monday"."""

    last: tuple[str, ...] = ()
    """Words before a weekday that has passed."""
    before_number: tuple[str, ...] = ()
    after_number: tuple[str, ...] = ()
    """Endings of a number that is a day."""
    before_month: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Closed classes of words, folded: what may stand at the rim of a name."""

    negations: Words = frozenset()
    """Words that a name may begin with, because they turn its meaning."""
    noun_negations: Words = frozenset()
    """Those of the negations that a noun may follow; after all others comes a verb."""
    bare_negations: Words = frozenset()
    """Those that belong to the verb before them: "is not"."""
    inverted_negations: Words = frozenset()
    """Those that ask when a thing follows: "why isn't my transfer"."""
    questions: Words = frozenset()
    """Words that a name may begin with, because they say what is not known."""
    accented_questions: tuple[tuple[str, str], ...] = ()
    """Words that ask, folded, and as they are written with the accent that people in a hurry leave out."""
    articles: Words = frozenset()
    determiners: Words = frozenset()
    """Words beside the articles after which a thing is named; one behind a word is the word's object."""
    links: Words = frozenset()
    """Prepositions: they join the halves of a phrase and never end one."""
    breaks: Words = frozenset()
    """Words at which one thought ends and another begins."""
    times: Words = frozenset()
    """When it happened, which is no part of what happened."""
    fillers: Words = frozenset()
    """Words that carry no matter: circumstance, politeness, and nouns for a ticket itself."""
    held_by_negation: Words = frozenset()
    """Light words that say something once they are denied: "can't find", "no tengo"."""
    particles: Words = frozenset()
    """What may end a name behind its verb: "log in", "top up", "switched off"."""
    particle_verbs: Words = frozenset()
    """Verbs whose particle belongs to them."""
    clitics: Words = frozenset()
    """Pronouns that stand before their verb: "me cobraron"."""
    reflexives: Words = frozenset()
    """Those of them without which the verb says something else: "se cae la VPN" is not "cae la VPN"."""
    auxiliaries: Words = frozenset()
    """Verbs before a denial that belong to it, and after a question that turn the order round."""
    copulas: Words = frozenset()
    """Infinitives that only follow certain words: "be"."""
    before_copulas: Words = frozenset()
    """What those follow in a statement."""
    unfinished: Words = frozenset()
    """Light words that belong to what stands before or after them."""
    conjunctions: Words = frozenset()
    """Words that join two things, or one thought to the next."""
    closing_pairs: frozenset[tuple[str, str]] = frozenset()
    """Two light words that may end a name: "me cobraron de más"."""
    coded: Words = frozenset()
    """Words that a figure makes a name of: "error 1067", while "Windows 10" only says where."""


@dataclass(frozen=True, slots=True)
class LanguageShape:
    """How the words of a language look: what tells it where no small word does."""

    code: str
    endings: str
    """An expression over folded words: endings, beginnings and pairs of letters that are frequent in it."""
    own_letters: str = ""
    """Letters and marks that no other language of the program has."""
    frequent_letters: str = ""
    """Letters that speak for it, and that some other languages have as well."""


@dataclass(frozen=True, slots=True)
class MachineWords:
    """Expressions of what machines write in the languages of their users, beside English."""

    steps: Expressions = ()
    """The word before a step of a stack trace: "at"."""
    files: Expressions = ()
    """The word before the file of a step: "in"."""
    trace_ends: Expressions = ()
    traces: Expressions = ()
    """What a line says below a stack trace: "End of", "stack trace"."""
    causes: Expressions = ()
    """What leads in the cause of an event: "Caused by"."""
    event_numbers: Expressions = ()
    """The label before the number of an event: "Event ID"."""
    event_labels: Expressions = ()
    """Other labels of an event."""
    kept_numbers: Expressions = ()
    """Words after which a number belongs to the kind of an event: "code"."""

"""Word lists of languages by their role in messages and names, as in `resources/words`."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]
Expressions = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageWords:
    """Words that identify the parts of a message; in lower case, not folded unless stated."""

    reply_prefixes: Words = frozenset()
    """Subject prefixes of replies: "RE", "RV"."""
    forward_prefixes: Words = frozenset()
    """Subject prefixes of forwarded mails: "FW"."""
    gateway_tags: Words = frozenset()
    """Bracketed subject tags of gateways: "[External]"."""
    attribution_openings: Words = frozenset()
    """The word before the date in "On ... wrote:"."""
    attribution_verbs: Words = frozenset()
    """The verb before the colon in "On ... wrote:"."""
    original_marks: Words = frozenset()
    """Text in a line of dashes above a quoted mail."""
    forwarded_marks: Words = frozenset()
    """Text in a line of dashes above a forwarded mail."""
    forwarded_openings: Words = frozenset()
    """A line without dashes, up to its colon, above a forwarded mail."""
    sender_heads: Words = frozenset()
    sent_heads: Words = frozenset()
    receiver_heads: Words = frozenset()
    subject_heads: Words = frozenset()
    other_heads: Words = frozenset()
    """Names of mail header lines: sender, date, recipient, subject, and others."""
    handing_over: Expressions = ()
    """Expressions over folded text in the note of somebody who forwards a customer's message."""
    sent_with: Expressions = ()
    """Expressions over folded text: a line with which a device or program signs the mail."""
    closing_starts: Words = frozenset()
    """Folded words that may begin a closing line."""
    closing_hints: Words = frozenset()
    """Substrings, without accents, one of which every closing contains: searched first."""
    notice_hints: Words = frozenset()
    """Substrings, without accents, one of which every notice contains."""
    signed_words: Words = frozenset()
    """Folded words of a help desk that also occur in signatures: "Soporte", "Team"."""
    name_particles: Words = frozenset()
    """Folded small words within names and job titles: "de la", "and"."""
    family_particles: Words = frozenset()
    """Folded small words within personal names: "de la", "van"."""
    contacts: Expressions = ()
    """Expressions before a contact number: "Tel", "Ext"."""
    addresses: Expressions = ()
    """Expressions within a postal address."""
    faults: Expressions = ()
    """Expressions that describe a fault and never occur in signatures."""
    titles: Expressions = ()
    """Expressions of titles before a name, without their full stop."""
    salutations: Expressions = ()
    """Expressions of a greeting that precedes a name."""
    introductions: Expressions = ()
    """Expressions that precede the writer's name, of any number of words."""
    full_introductions: Expressions = ()
    """Expressions that precede the writer's name of two words or more."""
    after_introduction: Words = frozenset()
    """Words that may follow such a name."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words around a named day, folded: "el dia 3 de junio", "June 3rd", "last Monday"."""

    last: tuple[str, ...] = ()
    """Words before a past weekday."""
    before_number: tuple[str, ...] = ()
    after_number: tuple[str, ...] = ()
    """Suffixes of a number that is a day."""
    before_month: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Closed word classes, folded: words at the edges of a name."""

    negations: Words = frozenset()
    """Words that may begin a name, because they change its meaning."""
    noun_negations: Words = frozenset()
    """Negations that a noun may follow; all others take a verb."""
    bare_negations: Words = frozenset()
    """Negations that belong to the preceding verb: "is not"."""
    inverted_negations: Words = frozenset()
    """Negations that make a question before a noun: "why isn't my transfer"."""
    questions: Words = frozenset()
    """Question words that may begin a name, because they state what is unknown."""
    written_questions: Words = frozenset()
    """Question words that are one only as written with care: "cuándo", while "cuando" joins clauses."""
    accented_questions: tuple[tuple[str, str], ...] = ()
    """Question words, folded, and in their accented spelling, which people in a hurry omit."""
    asking: Words = frozenset()
    """Question words before a noun, as written with care: "qué fecha"."""
    requiring: Words = frozenset()
    """Verbs behind such a noun that ask for it: "qué requisitos piden"."""
    articles: Words = frozenset()
    determiners: Words = frozenset()
    """Further words, besides articles, that precede a noun; after a word the noun is its object."""
    links: Words = frozenset()
    """Prepositions: they join parts of a phrase and never end one."""
    breaks: Words = frozenset()
    """Words that separate clauses."""
    times: Words = frozenset()
    """Expressions of time, which are not part of the problem."""
    fillers: Words = frozenset()
    """Words without content: circumstances, politeness, and nouns for a ticket itself."""
    held_by_negation: Words = frozenset()
    """Light words that have content when negated: "can't find", "no tengo"."""
    particles: Words = frozenset()
    """Particles that may end a name after its verb: "log in", "top up", "switched off"."""
    particle_verbs: Words = frozenset()
    """Verbs whose particle belongs to them."""
    clitics: Words = frozenset()
    """Pronouns before their verb: "me cobraron"."""
    reflexives: Words = frozenset()
    """Pronouns without which the verb has another meaning: "se cae la VPN" is not "cae la VPN"."""
    perfects: Words = frozenset()
    """Auxiliaries without which a participle is no sentence: "ha llegado roto" is not "llegado roto"."""
    own_pronouns: Words = frozenset()
    """Pronouns that are reflexive before a verb of the speaker: "me equivoqué", but not "me cobraron"."""
    own_verb_endings: Words = frozenset()
    """How such a verb ends, with its accent."""
    participle_endings: Words = frozenset()
    """How a participle ends after such an auxiliary."""
    auxiliaries: Words = frozenset()
    """Verbs that belong to a following negation, and that invert the order after a question word."""
    copulas: Words = frozenset()
    """Infinitives that only follow certain words: "be"."""
    before_copulas: Words = frozenset()
    """The words before those in a statement."""
    unfinished: Words = frozenset()
    """Light words that belong to the preceding or following word."""
    conjunctions: Words = frozenset()
    """Words that join two nouns or two clauses."""
    closing_pairs: frozenset[tuple[str, str]] = frozenset()
    """Two light words that may end a name: "me cobraron de más"."""
    coded: Words = frozenset()
    """Words that form a name with a number: "error 1067", while "Windows 10" is only a place."""


@dataclass(frozen=True, slots=True)
class LanguageShape:
    """The word shapes of a language, used to detect it without small words."""

    code: str
    endings: str
    """An expression over folded words: its frequent endings, beginnings and letter pairs."""
    own_letters: str = ""
    """Letters and marks that no other supported language has."""
    frequent_letters: str = ""
    """Typical letters, which some other languages have as well."""


@dataclass(frozen=True, slots=True)
class MachineWords:
    """Expressions of machine output in users' languages, in addition to English."""

    steps: Expressions = ()
    """The word before a stack trace frame: "at"."""
    files: Expressions = ()
    """The word before the file of a frame: "in"."""
    trace_ends: Expressions = ()
    traces: Expressions = ()
    """Text below a stack trace: "End of", "stack trace"."""
    causes: Expressions = ()
    """Words that introduce the cause of an event: "Caused by"."""
    event_numbers: Expressions = ()
    """The label before the number of an event: "Event ID"."""
    event_labels: Expressions = ()
    """Other labels of an event."""
    kept_numbers: Expressions = ()
    """Words before a number that belongs to the type of an event: "code"."""


@dataclass(frozen=True, slots=True)
class ScreeningWords:
    """Words by which tickets that are nobody's request are known, of all languages, over folded text."""

    answer_heads: Expressions = ()
    """Beginnings of the subjects of automatic answers, returned mail and receipts."""
    answer_openings: Expressions = ()
    """Beginnings of sentences in which a program says that somebody is absent or a message arrived or not."""
    returning: Expressions = ()
    """Names and addresses of programs that return mail."""
    asking: Expressions = ()
    """What somebody says who wants something."""
    replies: Expressions = ()
    """Beginnings of sentences in which a desk answers: "thank you for contacting"."""
    tests: Expressions = ()
    """What only a test says: "please ignore", "lorem ipsum"."""
    test_words: Words = frozenset()
    """Words of tests that other tickets have as well."""
    promotions: Words = frozenset()
    """Words and phrases of advertising and fraud."""
    praising: Expressions = ()
    """Beginnings of words of praise."""
    machine_names: Expressions = ()
    """Words in the names and addresses of programs."""
    machine_states: Words = frozenset()
    """What a monitored thing is or did: "down", "critical"."""


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """Words of answers that show the way, and of questions that ask for it; all folded."""

    things: Words = frozenset()
    """Parts of a screen: "button", "tab", "bell"."""
    vague_things: Words = frozenset()
    """Parts that place nothing by themselves: "screen", "menu", "option"."""
    doing: Words = frozenset()
    """What a reader is told to do: "click", "elegir"."""
    positions: Expressions = ()
    """Where a part stands: "at the top right"."""
    gone: Expressions = ()
    """What no longer exists: "no longer available"."""
    explained: Expressions = ()
    """What an agent did who taught: "showed", "se le explico"."""
    asking: Expressions = ()
    """How people ask how or where: "where is", "no encuentro"."""
    finding: Expressions = ()
    """The beginning of a title that asks where something is."""
    how: Expressions = ()
    """The beginning of a title that asks how to do something."""
    doing_titles: Expressions = ()
    """A title that begins with what is to be done: "export ...", "exportar ..."."""
    infinitives: tuple[tuple[str, str], ...] = ()
    """Verbs of the person who asks, and what they are called in an objective: "busco", "buscar"."""
    reports: Expressions = ()
    """What an agent writes before the way itself: "showed the user that"."""
    openings: tuple[tuple[str, str], ...] = ()
    """Beginnings of what is left then that are no sentence, and what stands for them: "the", "use the"."""
    tests: Expressions = ()
    """A ticket that only tries the desk out, or is to be ignored."""

"""The playbook's loader: complete in both languages, and precise about a bad row."""

import re
import shutil

import pytest

from supportlens.domain import Kind, Name, fold
from supportlens.resources import load_lexicon, load_playbook, resource
from supportlens.resources.lexicon import join_patterns
from supportlens.resources.playbook import read_playbook

SIGNAL = """[[signal]]
id = "lost"
kind = "knowledge_gap"
weight = 1.0
where = "words"
name = { es = "se pierden", en = "they get lost" }
patterns = '''
perdid[oa]
'''
"""


@pytest.fixture
def read(tmp_path):
    """Read a playbook whose signals are the given text."""
    for folder in ("playbook", "words"):
        shutil.copytree(resource(folder), tmp_path / folder)

    def reading(signals):
        (tmp_path / "playbook" / "signals.toml").write_text(signals, encoding="utf-8", newline="")
        return read_playbook(tmp_path)

    return reading


def test_every_signal_has_a_name_for_the_faces():
    playbook = load_playbook()
    assert set(playbook.signal_names) == {rule.id for rule in playbook.signals}
    assert playbook.signal_names["cannot_find"].in_("en") == "they cannot find where things are"


def test_the_version_follows_the_files(read):
    one, other = read(SIGNAL), read(SIGNAL.replace("1.0", "2.0"))
    assert re.fullmatch(r"[0-9a-f]{12}", one.version)
    assert one.version == read(SIGNAL).version != other.version


def test_line_endings_make_no_other_version(read):
    plain = read(SIGNAL).version
    assert read(SIGNAL.replace("\n", "\r\n")).version == plain


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("perdid[oa]", "perdid[oa"),
        ("perdid[oa]", "(perdido)"),
        ("perdid[oa]", "perdído"),
        ("perdid[oa]", "Perdido"),
        ("perdid[oa]", "<nobody_wrote_this>"),
        ('"knowledge_gap"', '"bad_luck"'),
        ('en = "they get lost"', 'en = ""'),
        ('where = "words"\n', ""),
    ],
)
def test_a_bad_row_is_refused_by_its_name(read, good, bad):
    assert good in SIGNAL
    with pytest.raises(ValueError, match="lost"):
        read(SIGNAL.replace(good, bad))


def test_two_rows_of_one_name_are_refused(read):
    with pytest.raises(ValueError, match="twice"):
        read(SIGNAL + SIGNAL)


def test_patterns_keep_to_whole_words(read):
    (rule,) = read(SIGNAL).signals
    assert re.search(rule.patterns[0], "me siento perdida aqui")
    assert not re.search(rule.patterns[0], "desperdido perdidamente")


def test_the_words_are_read_once_for_the_playbook_and_for_who_needs_them_alone():
    assert load_playbook().lexicon is load_lexicon()


def test_the_catalogue_holds_the_seven_moments_in_order():
    assert [(moment.number, moment.id) for moment in load_playbook().moments] == [
        (1, "complaint"),
        (2, "support_request"),
        (3, "renewal"),
        (4, "billed_amount_changed"),
        (5, "late_payment"),
        (6, "company_anniversary"),
        (7, "birthday"),
    ]


@pytest.mark.parametrize("moment", load_playbook().moments, ids=lambda moment: moment.id)
def test_a_sheet_says_everything_in_both_languages(moment):
    texts = [
        getattr(moment, part)
        for part in moment.__dataclass_fields__
        if isinstance(getattr(moment, part), Name)
    ]
    assert len(texts) == 9
    assert 3 <= len(moment.steps) <= 6
    for text in (*texts, *moment.steps):
        assert text.in_("es")
        assert text.in_("en")
        assert text.in_("es") != text.in_("en")


@pytest.mark.parametrize("moment", load_playbook().moments, ids=lambda moment: moment.id)
def test_a_step_says_who_and_by_when(moment):
    for step in moment.steps:
        for text in (step.in_("es"), step.in_("en")):
            head = text.split(":")[0]
            assert re.search(r"\d|mismo|same|antes|before|fecha|date|día|day|lunes|Monday", head), text
            assert "," in head, text


def test_what_a_log_cannot_show_names_its_data():
    needs = {moment.id: moment.needs for moment in load_playbook().moments}
    assert needs["complaint"] == needs["support_request"] == ()
    assert needs["renewal"] == ("renewal_date",)
    assert needs["late_payment"] == ("invoices", "due_date")
    assert needs["birthday"] == ("birthday",)


def test_the_birthday_is_off_by_default_as_personal_data():
    (birthday,) = [moment for moment in load_playbook().moments if moment.id == "birthday"]
    assert "off by default" in birthday.trigger.in_("en")
    assert "desactivado" in birthday.trigger.in_("es")


def test_every_kind_of_cause_belongs_to_a_moment():
    assert {kind for moment in load_playbook().moments for kind in moment.kinds} == set(Kind)


def meets(patterns, sentence):
    return any(re.search(pattern, fold(sentence)) for pattern in patterns)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ya es la 3.ª vez, por favor ayuda",
        "Esto es inaceptable",
        "Estoy muy molesta",
        "¡¡Otra vez!!! no sirve",
        "This is ridiculous",
        "I am really frustrated",
    ],
)
def test_an_annoyed_tone_is_heard(sentence):
    assert meets(load_playbook().lexicon.angry, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No encuentro el menú",
        "error fatal al guardar",
        "El mensaje no puede ser enviado",
        "Please reset my password",
    ],
)
def test_a_calm_message_is_not_called_annoyed(sentence):
    assert not meets(load_playbook().lexicon.angry, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Desde la actualización no encuentro nada",
        "antes estaba arriba",
        "con la nueva versión",
        "Since the update",
        "it used to be here",
        "after you changed the layout",
    ],
)
def test_a_change_is_heard(sentence):
    assert meets(load_playbook().lexicon.update, sentence)


def test_politeness_is_taken_out_and_the_matter_stays():
    text = fold("Buenos días a todos: no encuentro el menú de facturas. Quedo al pendiente, saludos")
    for pattern in load_playbook().lexicon.greetings:
        text = re.sub(pattern, " ", text)
    assert re.findall(r"[a-z]+", text) == ["no", "encuentro", "el", "menu", "de", "facturas"]
    english = fold("Hello team, I can't find the menu. Thanks in advance, kind regards")
    for pattern in load_playbook().lexicon.greetings:
        english = re.sub(pattern, " ", english)
    assert re.findall(r"[a-z']+", english) == ["i", "can't", "find", "the", "menu"]


def test_words_of_the_trade_are_no_stop_words():
    stop = load_playbook().lexicon.stop
    assert {"de", "la", "the", "gracias", "please"} <= stop
    assert not stop & {
        "menu",
        "factura",
        "impresora",
        "contrasena",
        "invoice",
        "printer",
        "password",
        "error",
        "correo",
    }


def test_messages_that_say_nothing_are_known():
    assert {"ok", "gracias", "test", "...", "n/a"} <= load_playbook().lexicon.empty


def test_the_files_of_the_program_pass_the_check_that_its_start_leaves_out():
    checked, known = read_playbook(resource()), load_playbook()
    assert checked.signals == known.signals
    assert checked.coding == known.coding


def test_a_pattern_is_checked_again_after_the_start():
    load_playbook()
    with pytest.raises(ValueError, match="kept"):
        join_patterns("(kept)")

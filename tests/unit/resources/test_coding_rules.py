"""A company's own rules are added, and their mistakes are told with file, line and key."""

import pytest

from supportlens.resources import languages, load_playbook, own_coding_rules

GOOD = '''
[[rule]]
id = "our_hotline"
code = "phone"
confidence = 0.9
name = { es = "habla de la línea azul", en = "speaks of the blue line" }
patterns = """
linea azul|blue line
"""
'''


def own(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return own_coding_rules(load_playbook().coding, path)


def test_a_rule_of_the_company_is_added(tmp_path):
    rules = own(tmp_path, GOOD)
    assert rules.mistakes == ()
    assert rules.rule("our_hotline").code == "phone"
    assert len(rules.rules) == len(load_playbook().coding.rules) + 1


def test_a_rule_with_a_known_id_replaces_it(tmp_path):
    rules = own(tmp_path, GOOD.replace("our_hotline", "speaks_of_the_telephone"))
    assert len(rules.rules) == len(load_playbook().coding.rules)
    assert "linea azul" in rules.rule("speaks_of_the_telephone").patterns[0]


@pytest.mark.parametrize(
    ("wrong", "right", "line", "key", "problem"),
    [
        ('colour = "x"\nconfidence = 0.9', "confidence = 0.9", 5, "colour", "unknown_key"),
        ('code = "telephone"', 'code = "phone"', 4, "code", "unknown_code"),
        (" }", ', en = "speaks of the blue line" }', 6, "name", "translation"),
        ("confidence = 3", "confidence = 0.9", 5, "confidence", "value"),
        ("linea (azul", "linea azul|blue line", 7, "patterns", "expression"),
        ("<colour> azul", "linea azul|blue line", 7, "patterns", "expression"),
        ("", 'id = "our_hotline"\n', 2, "id", "missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_the_rest_works(tmp_path, wrong, right, line, key, problem):
    rules = own(tmp_path, GOOD.replace(right, wrong) + GOOD.replace("our_hotline", "another"))
    (mistake,) = rules.mistakes
    assert (mistake.line, mistake.key, mistake.problem) == (line, key, problem)
    assert mistake.file.endswith("own.toml")
    assert rules.rule("another") is not None
    assert rules.rule("our_hotline") is None


def test_a_file_that_is_no_toml_leaves_the_rules_of_the_program(tmp_path):
    rules = own(tmp_path, GOOD + "\nx = ")
    assert [mistake.problem for mistake in rules.mistakes] == ["toml"]
    assert rules.mistakes[0].line > 1
    assert rules.rules == load_playbook().coding.rules


def test_an_unknown_table_is_told(tmp_path):
    (mistake,) = own(tmp_path, GOOD + "\n[colours]\nred = 1\n").mistakes
    assert (mistake.key, mistake.problem) == ("colours", "unknown_key")


def test_every_rule_of_the_program_is_named_in_every_language():
    codes = {language.code for language in languages()}
    assert [rule.id for rule in load_playbook().coding.rules if codes.difference(rule.name)] == []


EXAMPLES = '''
[[rule]]
id = "stuck_in_the_lift"
code = "critical"
evidence = "examples"
confidence = 0.8
name = { es = "gente en el ascensor", en = "people in the lift" }
examples = """
The lift stopped with people inside
  Nos quedamos atrapados en el ascensor
"""
'''


def test_a_rule_of_the_company_may_be_told_by_examples(tmp_path):
    rules = own(tmp_path, EXAMPLES)
    assert rules.mistakes == ()
    assert rules.rule("stuck_in_the_lift").examples == (
        "The lift stopped with people inside",
        "Nos quedamos atrapados en el ascensor",
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key", "problem"),
    [
        ("The lift stopped with people inside", "The lift", 8, "examples", "value"),
        ('evidence = "examples"\n', "", 2, "evidence", "value"),
        (
            "The lift stopped with people inside\n  Nos quedamos atrapados en el ascensor\n",
            "",
            8,
            "examples",
            "missing",
        ),
    ],
)
def test_a_mistake_in_examples_is_told_with_its_line(tmp_path, right, wrong, line, key, problem):
    rules = own(tmp_path, EXAMPLES.replace(right, wrong))
    (mistake,) = rules.mistakes
    assert (mistake.line, mistake.key, mistake.problem) == (line, key, problem)
    assert rules.rule("stuck_in_the_lift") is None

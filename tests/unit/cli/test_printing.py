import pytest

from supportlens.cli.printing import verdict_text
from supportlens.domain import NoVerdict, Verdict
from supportlens.i18n import words_for
from tests.builders import a_study


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_console(width):
    text = verdict_text(a_study(), words_for("es"), width)
    assert max(map(len, text.splitlines())) <= max(width, 50)


def test_the_verdict_comes_with_reasons_action_doubts_questions_runners_up_and_gaps():
    text = verdict_text(a_study(), words_for("en"), 80)
    titles = (
        "WHY WE SAY IT",
        "WHAT TO DO",
        "WHAT SPEAKS AGAINST IT",
        "QUESTIONS TO ASK NOW",
        "OTHER CAUSES",
        "WHAT THIS LOG CANNOT TELL",
    )
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "400 of 1,000" in text
    assert "Contraseñas y bloqueos (240; access)" in text


def test_without_a_verdict_the_most_frequent_reasons_are_named():
    study = a_study(verdict=Verdict(None, reason=NoVerdict.NOTHING_CHANGED))
    text = verdict_text(study, words_for("en"), 80)
    assert "Nothing stands out" in text
    assert "THE MOST FREQUENT REASONS" in text
    assert "WHAT TO DO" not in text

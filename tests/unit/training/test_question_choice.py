"""The question that stands for its topic is the best written of those that say the same."""

import pandas as pd

from supportlens.training.questions import choose_questions


def test_of_the_same_words_the_careful_writing_stands_for_all():
    said = ["SE CORTÓ EL ROLLO DE ETIQUETAS OTRA VEZ", "se corto el rollo de etiquetas otra vez"]
    said += ["Se cortó el rollo de etiquetas otra vez"]
    rows = pd.DataFrame({"ticket_id": list("abc"), "subject": said})
    for order in ([0, 1, 2], [2, 1, 0]):
        assert choose_questions(rows.iloc[order], (), {}) == (said[2],)


def test_what_was_only_shouted_is_cited_all_the_same():
    rows = pd.DataFrame({"ticket_id": ["a"], "subject": ["SE CORTÓ EL ROLLO DE ETIQUETAS"]})
    assert choose_questions(rows, (), {}) == ("SE CORTÓ EL ROLLO DE ETIQUETAS",)

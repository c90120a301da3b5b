"""The library: pandas in and out, the same findings as the command line, and an estimator of scikit-learn."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.utils import estimator_checks

import supportlens
from supportlens.library.frames import to_table
from supportlens.resources import resource


@pytest.fixture(scope="module")
def notebook():
    """Run the example notebook and return what its cells left behind."""
    cells = json.loads(resource("help", "why_customers_call.ipynb").read_text(encoding="utf-8"))["cells"]
    left: dict[str, object] = {}
    for number, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), left)  # noqa: S102 - our own notebook
    return left


@pytest.fixture(scope="module")
def frame(notebook):
    return notebook["tickets"]


@pytest.fixture(scope="module")
def analysis(notebook):
    return notebook["analysis"]


def test_the_notebook_knows_the_new_text(notebook):
    assert notebook["label"] >= 0
    of_first = notebook["of_first"]
    assert of_first["symptom"].ne("").mean() > 0.99  # a rare way to say it may be of the cause alone


def test_a_frame_gives_the_sentence_of_the_file(analysis):
    assert analysis.sentence("en").startswith("40% of the requests (400 of 1,000) have come from Atlas")
    assert analysis.sentence("es").startswith("El 40")
    assert analysis.share == pytest.approx(0.4)


def test_tables_agree_with_the_document_and_each_other(analysis):
    document = analysis.to_dict("en")
    assert analysis.causes["id"].tolist() == [cause["id"] for cause in document["causes"]]
    assert analysis.symptoms["tickets"].tolist() == [one["tickets"] for one in document["symptoms"]]
    first = analysis.causes.iloc[0]
    assert (analysis.tickets["cause_id"] == first["id"]).sum() == first["tickets"]
    assert len(analysis.plan) == len(document["plan"])
    assert len(analysis.moments) == len(document["moments"])


def test_tickets_keep_the_index_of_the_frame(analysis, frame):
    tickets = replace(analysis, _index=frame.index + 5000).tickets
    frame = frame.set_index(frame.index + 5000)
    assert sorted(tickets.index) == sorted(frame.index)
    same = tickets["ticket_id"].to_numpy() == frame.loc[tickets.index, "Ticket ID"].to_numpy()
    assert same.all()


def test_files_are_written_as_from_the_command_line(analysis, tmp_path):
    analysis.to_excel(tmp_path / "out.xlsx", "es")
    analysis.to_csv(tmp_path / "out.csv")
    assert (tmp_path / "out.xlsx").read_bytes()[:2] == b"PK"
    assert len(pd.read_csv(tmp_path / "out.csv")) == len(analysis.tickets)


def test_mistakes_of_a_caller_are_told(tmp_path, analysis):
    with pytest.raises(ValueError, match="nothing to analyse"):
        supportlens.analyse([])
    with pytest.raises(ValueError, match="languages are"):
        analysis.sentence("fr")
    with pytest.raises(supportlens.SupportLensError):
        supportlens.analyse(tmp_path / "no_such.csv")
    with pytest.raises(ValueError, match="name a"):
        to_table(pd.DataFrame([[1, 2]], columns=["a", "a"]), "frame")


def test_cells_are_written_as_a_file_would_hold_them():
    frame = pd.DataFrame(
        {
            "number": [1.0, None],
            "day": [pd.Timestamp("2026-03-04 05:06"), pd.NaT],
            "time": [datetime(2026, 1, 2, 3, 4), None],
            "text": ["a", None],
            7: [0.5, True],
        }
    )
    table = to_table(frame, "frame")
    assert table.frame.columns.tolist() == ["number", "day", "time", "text", "7"]
    assert table.frame.iloc[0].tolist() == ["1", "2026-03-04T05:06:00", "2026-01-02T03:04:00", "a", "0.5"]
    assert table.frame.iloc[1].tolist() == ["", "", "", "", "True"]
    assert table.rows == (1, 2)
    other = to_table(frame.assign(text=["b", None]), "frame")
    assert table.origin.sha256 != other.origin.sha256


def test_the_public_names_are_few_and_imported_late():
    assert set(supportlens.__all__) == set(dir(supportlens))
    seen = "import sys, supportlens; print('pandas' in sys.modules, 'sklearn' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", seen], check=True, capture_output=True, text=True)
    assert said.stdout.split() == ["False", "False"]
    with pytest.raises(AttributeError, match="no attribute 'analyze_all'"):
        _ = supportlens.analyze_all


TEXTS = [
    *(f"I forgot my password for {app} and cannot log in" for app in ("Atlas", "Mail", "Beacon") * 8),
    *(f"The printer on floor {floor} jams and does not print" for floor in range(1, 25)),
    *(f"The invoice of {month} has a wrong amount, we were charged twice" for month in ("May", "June") * 12),
]


@pytest.fixture(scope="module")
def clusterer():
    return supportlens.SymptomClusterer().fit(TEXTS)


def test_texts_that_say_the_same_share_a_symptom_with_a_name(clusterer):
    labels = clusterer.labels_
    assert len(labels) == len(TEXTS)
    kinds = [set(labels[start : start + 24].tolist()) - {-1} for start in (0, 24, 48)]
    assert all(kinds)
    assert not kinds[0] & kinds[1]
    assert not kinds[1] & kinds[2]
    assert len(clusterer.symptom_names_) == labels.max() + 1


def test_new_texts_join_the_known_symptoms(clusterer):
    again = clusterer.predict([TEXTS[0], TEXTS[30], "The printer on floor 44 jams and does not print"])
    assert again[0] == clusterer.labels_[0]
    assert again[1] == clusterer.labels_[30]
    assert again[2] in set(clusterer.labels_[24:48].tolist())


def test_the_number_of_symptoms_can_be_asked_for():
    coarse = supportlens.SymptomClusterer(n_clusters=1).fit(TEXTS)
    assert coarse.labels_.max() + 1 <= 3


@pytest.mark.parametrize(("wrong", "error"), [("one text", TypeError), ([1, 2], TypeError), ([], ValueError)])
def test_what_is_no_list_of_texts_is_refused(wrong, error):
    with pytest.raises(error):
        supportlens.SymptomClusterer().fit(wrong)


def test_predicting_before_fitting_is_refused():
    with pytest.raises(NotFittedError):
        supportlens.SymptomClusterer().predict(["text"])


@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_scikit_learns_checks_pass():
    """The checks that take no matrix; those with one are left out by scikit-learn for estimators of texts."""
    estimator = supportlens.SymptomClusterer()
    estimator_checks.check_estimator(estimator)
    for check in (
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_valid_tag_types,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_do_not_raise_errors_in_init_or_set_params,
        estimator_checks.check_mixin_order,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_set_params,
    ):
        check("SymptomClusterer", estimator)
    assert clone(supportlens.SymptomClusterer(n_clusters=4)).n_clusters == 4

"""Lines that differ in single words share a template; everything else keeps its own."""

from __future__ import annotations

import pytest

from supportlens.text.line_clusters import cluster_lines


@pytest.mark.parametrize(
    ("lines", "template"),
    [
        (("session of ana closed", "session of luis closed"), "session of <*> closed"),
        (("disk <*> is full", "disk <*> is failing"), "disk <*> is <*>"),
        (("job a1 took <*> ms", "job b2 took <*> ms", "job c3 took <*> ms"), "job <*> took <*> ms"),
        (("9f sent mail", "7c sent mail"), "<*> sent mail"),
        (("timeout",), "timeout"),
    ],
)
def test_words_that_vary_are_hidden(lines, template):
    assert set(cluster_lines(lines).values()) == {template}


@pytest.mark.parametrize(
    "lines",
    [
        ("user ana logged in", "user ana logged in twice"),
        ("connection lost", "session lost"),
        ("save failed for good", "save worked at last"),
        ("timeout", "refused"),
        ("copy <*> <*> <*> done", "copy <*> <*> <*> gone"),
    ],
    ids=["length", "first word", "too few words", "a single word", "what varies is nothing in common"],
)
def test_lines_with_too_little_in_common_stay_apart(lines):
    assert cluster_lines(lines) == {line: line for line in lines}


def test_a_line_joins_the_template_it_has_most_words_in_common_with():
    lines = ("mail to ana was not sent", "mail from luis could not open", "mail to eva was not sent")
    assert cluster_lines(lines)[lines[2]] == "mail to <*> was not sent"


def test_of_templates_alike_the_one_that_varies_more_is_joined():
    lines = ("go p q c m n", "go a b c d e", "go a b c x y", "go a q c z z")
    found = cluster_lines(lines)
    assert found[lines[1]] == found[lines[2]] == found[lines[3]] == "go a <*> c <*> <*>"
    assert found[lines[0]] == lines[0]


def test_beyond_a_hundred_first_words_the_rest_share_a_branch():
    names = [f"{one}{two}" for one in "abcdefghijkl" for two in "abcdefghijkl"]
    found = cluster_lines([f"{name} stopped without a reason" for name in names])
    assert len(set(found.values())) == 100
    assert found["ll stopped without a reason"] == "<*> stopped without a reason"

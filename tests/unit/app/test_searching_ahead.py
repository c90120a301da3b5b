"""What is searched while the encoder reads: the same as would be found later, and only once."""

from __future__ import annotations

import pytest

from supportlens import causes
from supportlens.app import analyse
from supportlens.app.analysis import searching_ahead
from supportlens.domain import HERE, Cancelled, RecutCache
from supportlens.moments.coding import coding_contacts
from supportlens.resources import sample_log
from tests.builders import a_playbook, some_tickets


def test_later_stages_find_in_the_cache_what_they_would_have_searched() -> None:
    tickets, playbook, cache = some_tickets(), a_playbook(), RecutCache()
    searching_ahead.search_ahead(tickets, playbook, cache, HERE, lambda _: None)

    ahead = causes.search_texts(tickets, playbook, cache, lambda _: None)
    afresh = causes.search_texts(tickets, playbook, None, lambda _: None)
    assert ahead is causes.search_texts(tickets, playbook, cache, lambda _: None)
    assert {rule: mask.tolist() for rule, mask in ahead.masks.items()} == {
        rule: mask.tolist() for rule, mask in afresh.masks.items()
    }


def test_an_analysis_hears_the_words_of_contacts_once(monkeypatch) -> None:
    heard = []
    hear = coding_contacts.find_spoken_words

    def count(*given: object) -> object:
        heard.append(given)
        return hear(*given)

    monkeypatch.setattr(coding_contacts, "find_spoken_words", count)
    analyse([sample_log("muestra.json")])

    assert len(heard) == 1


def test_it_stops_when_the_analysis_stops() -> None:
    def stop(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        searching_ahead.search_ahead(some_tickets(), a_playbook(), RecutCache(), HERE, stop)
    with pytest.raises(Cancelled):
        searching_ahead.hear_ahead(some_tickets(), a_playbook(), RecutCache(), HERE, stop)


def test_one_lane_at_least_and_not_one_for_every_core(monkeypatch) -> None:
    for cores, lanes in ((1, 1), (2, 2), (64, searching_ahead.MOST_LANES)):
        monkeypatch.setattr(
            searching_ahead.os, "sched_getaffinity", lambda _, n=cores: set(range(n)), raising=False
        )
        assert searching_ahead.count_lanes() == lanes

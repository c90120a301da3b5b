"""Texts are masked alike, and as many are counted, whoever masks them."""

from dataclasses import replace

from supportlens.domain import HERE
from supportlens.i18n import words_for
from supportlens.report.masking import masked_tickets
from supportlens.report.masking.masked_tickets import mask_columns
from supportlens.report.masking.masker import Masker
from tests.builders import a_study
from tests.many_hands import ManyHands


def test_others_mask_what_one_process_masks(monkeypatch):
    monkeypatch.setattr(masked_tickets, "FEWEST_SHARED", 1)
    study, words, hands = a_study(), words_for("en"), ManyHands(1)
    written = [f"write to ana{row}@example.com" for row in range(len(study.tickets))]
    study = replace(
        study, tickets=replace(study.tickets, original=study.tickets.original.assign(note=written))
    )
    alone, shared = Masker(study, words), Masker(study, words)
    masked = mask_columns(study.tickets, alone, words, workers=HERE)
    assert mask_columns(study.tickets, shared, words, workers=hands).equals(masked)
    assert set(masked["note"]) == {"write to [e-mail]"}
    assert hands.done["_Masking"] > masked.shape[1]
    assert shared.counts == alone.counts
    assert alone.counts["email"] == len(written)

"""Texts are masked alike, and as many are counted, whoever masks them."""

from dataclasses import replace

import pandas as pd

from supportlens.domain import HERE, share_out
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


def test_texts_without_personal_data_are_not_held_twice():
    study, words = a_study(), words_for("en")
    plain, told = "the printer is stuck again", "write to ana@example.com"
    rows = [plain if row % 2 else told for row in range(len(study.tickets))]
    tickets = replace(
        study.tickets, original=study.tickets.original.assign(note=pd.Series(rows, dtype="str"))
    )
    masked = mask_columns(tickets, Masker(study, words), words)["note"].tolist()
    assert masked[0] == "write to [e-mail]"
    assert masked[1] is plain


def test_blocks_for_others_are_neither_small_nor_large():
    hands, items = ManyHands(2), range(1_000)
    assert [len(block) for block in share_out(items, hands, 1)] == [125] * 8
    assert {len(block) for block in share_out(items, hands, 1, 50)} == {50}
    assert [len(block) for block in share_out(items, hands, 600, 50)] == [600, 400]
    assert share_out(items, HERE, 1, 50) == [items]

"""Bursts of a small log: one matter on one day is a cause, a busy day about anything is none."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import binomtest

from supportlens.causes.rising.bursts import MAX_TICKETS, find_burst
from supportlens.causes.rising.candidates import RisingLog
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import Shape
from supportlens.patterns import SearchedTexts

DAYS, BURST = 40, 21
MATTER = (
    "los complementos aparecen desactivados",
    "me desaparecieron los complementos del navegador",
    "no funcionan los complementos desde la manana",
    "extensiones y complementos sin verificar",
)
ROUTINE = (
    "la pagina del banco tarda en cargar",
    "quiero cambiar el idioma del programa",
    "perdi los marcadores de mi cuenta",
    "como imprimo una factura en horizontal",
    "el video se detiene a cada momento",
    "la contrasena guardada ya no sirve",
)


def burst_in(day: list[int], texts: list[str]):
    line = LogTimeline(date(2026, 3, 2), np.array(day), DAYS)
    count = len(day)
    log = RisingLog(line, np.full(count, -1), np.ones(count), ())
    words = (np.arange(count), SearchedTexts(texts))
    return find_burst(log, words, np.ones(count, dtype=bool))


def small_log(in_burst: int = 16, *, of_matter: bool = True) -> tuple[list[int], list[str]]:
    """One or two tickets a day, the topic now and then, and one day with many tickets."""
    day = [n for n in range(DAYS) for _ in range(1 + n % 2)] + [BURST] * in_burst
    texts = [ROUTINE[n % len(ROUTINE)] for n in range(len(day))]
    for n in (7, 40):
        texts[n] = MATTER[0]
    if of_matter:
        texts[-in_burst:] = [MATTER[n % len(MATTER)] for n in range(in_burst)]
    return day, texts


def test_a_day_on_which_most_say_one_thing_is_a_cause_dated_on_that_day():
    found = burst_in(*small_log())
    assert found is not None
    assert (found.rise.day, found.rise.shape) == (BURST, Shape.SPIKE)
    assert found.members.sum() == 16
    assert found.family.sum() == 18
    assert found.rise.p <= 0.003
    assert found.detectable_from == found.rise.end


def test_a_busy_day_about_anything_is_no_cause():
    assert burst_in(*small_log(of_matter=False)) is None


def test_one_matter_spread_over_all_days_is_no_burst():
    day, texts = small_log()
    assert burst_in([n % DAYS for n in range(len(day))], texts) is None


@pytest.mark.parametrize("seed", range(30))
def test_the_same_busy_day_with_its_texts_dealt_out_anew_is_no_cause(seed):
    day, texts = small_log()
    dealt = np.random.default_rng(seed).permutation(texts).tolist()
    assert burst_in(day, dealt) is None


def test_a_larger_log_has_symptoms_to_tell_by():
    day, texts = small_log()
    times = MAX_TICKETS // len(day) + 1
    assert burst_in(day * times, texts * times) is None


def test_too_few_tickets_and_too_few_days_are_no_burst():
    day, texts = small_log(in_burst=6)
    assert burst_in(day, texts) is None
    assert burst_in([0, 0, 1], texts[:3]) is None


def test_a_burst_is_held_against_all_other_days_of_its_matter():
    rise = burst_in(*small_log()).rise
    # 16 tickets on one day, 2 on the other 39.
    assert rise.after_per_day == pytest.approx(16.0)
    assert rise.before_per_day == pytest.approx(2 / 39)
    assert rise.ratio == pytest.approx(16 / (2 / 39))
    assert rise.excess == pytest.approx(16 - 2 / 39)
    exact = binomtest(16, 18).proportion_ci(method="exact")
    assert rise.ratio_low == pytest.approx(39 * exact.low / (1 - exact.low))

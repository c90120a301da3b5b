"""Tickets that are nobody's request are found; what resembles them and is a request is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supportlens.domain import ApartGroup, ApartKind, ApartState, Field
from supportlens.resources import screening_words
from supportlens.screening import reading, screen_tickets
from tests.many_hands import ManyHands
from tests.unit.screening.desks import Line, make_tickets, usual

WORDS = screening_words()


def groups_of(lines: list[Line], **more: object) -> tuple[ApartGroup, ...]:
    return screen_tickets(make_tickets(lines, **more), WORDS).groups  # type: ignore[arg-type]  # passed through


def is_exactly(group: ApartGroup, lines: list[Line], among: list[Line]) -> bool:
    return {among[int(key[1:])] for key in group.ticket_ids} == set(lines)


# Advertising


def flood(count: int = 120, senders: int = 120) -> list[Line]:
    texts = (
        (
            "Luxury watches {n}0% off",
            "Only today: luxury watches from $199. Shop at https://watches{n}.example",
        ),
        ("You have won a gift card {n}", "Congratulations! Claim your gift card at https://prize{n}.example"),
        (
            "Your parcel {n} waits",
            "Our courier could not find you. Choose another slot at https://slot{n}.example",
        ),
    )
    made = []
    for number in range(count):
        subject, text = texts[number % 3]
        sender = f"user{number % senders}@mail{number % senders % 50}.example"
        made.append(
            Line(
                sender, subject.format(n=number), text.format(n=number), 60 + number % 2, number % 24, "", ""
            )
        )
    return made


@pytest.mark.parametrize("senders", [120, 6])
def test_a_flood_of_advertising_is_one_group_of_many_senders_or_of_few(senders: int) -> None:
    spam, lines = flood(senders=senders), usual()

    (group,) = groups_of(lines + spam)

    assert group.kind is ApartKind.SPAM
    assert group.senders == senders
    assert is_exactly(group, spam, lines + spam)


@pytest.mark.parametrize("asked", [Field.REQUESTER, Field.CUSTOMER])
def test_a_flood_from_names_without_an_address_is_advertising_with_all_its_campaigns(asked: Field) -> None:
    spam = [replace(one, sender=f"Offer {number}") for number, one in enumerate(flood())]
    for number, one in enumerate(spam):
        if number % 4 == 0:  # a campaign without a promotional word
            text = f"Look ten years younger with this cream, see www.cream{number}.example"
            spam[number] = replace(one, subject="Look ten years younger", text=text)
    lines = usual()

    (group,) = groups_of(lines + spam, asked=asked)

    assert group.kind is ApartKind.SPAM
    assert is_exactly(group, spam, lines + spam)


def test_what_known_people_write_beside_a_flood_from_names_stays() -> None:
    spam = [replace(one, sender=f"Offer {number}") for number, one in enumerate(flood())]
    known = [
        Line(f"person{n:02d}", "See this page", f"Is www.page{n}.example one of ours?", 60, 10, "", "")
        for n in range(20)
    ]
    lines = usual() + known

    (group,) = groups_of(lines + spam)

    assert is_exactly(group, spam, lines + spam)


def test_an_outage_that_many_report_in_nearly_the_same_words_is_no_advertising() -> None:
    down = [
        Line(
            f"guest{n}@mail{n}.example",
            "Website is down",
            "Your website is down, I cannot pay.",
            60,
            20,
            "",
            "",
        )
        for n in range(120)
    ]

    assert groups_of(usual() + down) == ()


def test_advertising_in_words_that_no_list_has_is_known_by_what_is_strange_to_the_desk() -> None:
    says = (
        "Leather shoes from our atelier, batch {n}",
        "Yoga retreat in Bali, spot {n}",
        "Drone pilots, intake {n}",
    )
    spam = [
        Line(f"u{n}@mail{n}.example", says[n % 3].format(n=n), says[n % 3].format(n=n), 60, n % 24, "", "")
        for n in range(60)
    ]
    lines = usual()

    (group,) = groups_of(lines + spam)

    assert group.kind is ApartKind.SPAM
    assert is_exactly(group, spam, lines + spam)


def test_one_strange_text_that_many_strangers_send_is_no_advertising() -> None:
    asked = [
        Line(f"u{n}@mail{n}.example", "Yoga retreat", "Is the yoga retreat cancelled?", 60, 10, "", "")
        for n in range(60)
    ]

    assert groups_of(usual() + asked) == ()


def test_what_a_shops_customers_ask_about_discounts_is_no_advertising() -> None:
    asked = [
        Line(
            f"buyer{n}@mail{n}.example",
            "Discount code",
            f"The discount code {n} of your offer gives me no 20% off, the price stays $49.",
            n,
            21,
        )
        for n in range(150)
    ]

    assert groups_of(asked, without=(Field.PRODUCT, Field.CATEGORY)) == ()


def test_questions_about_the_filter_for_advertising_are_requests() -> None:
    asked = [
        Line(
            f"person{n % 40:02d}",
            "Spam filter",
            "Offers and lottery mails reach me, can you tighten the filter?",
            n,
        )
        for n in range(60)
    ]

    assert groups_of(usual() + asked) == ()


# Automatic answers

ANSWERS = (
    ("Automatic reply: Orion is slow", "I am out of the office until 4 May with no access to e-mail."),
    ("Undeliverable: Report is empty", "Remote server returned '550 5.1.1 user unknown' x@client.example"),
    ("Respuesta automática: Reporte", "Estoy fuera de la oficina y regreso el 4 de mayo."),
    ("Abwesenheitsnotiz: Bericht", "Ich bin derzeit im Urlaub."),
)


def test_automatic_answers_are_found_in_any_language() -> None:
    answers = [Line(f"person{n:02d}", *ANSWERS[n % 4], day=n * 3, product="", category="") for n in range(24)]
    lines = usual()

    (group,) = groups_of(lines + answers)

    assert group.kind is ApartKind.AUTOMATIC
    assert is_exactly(group, answers, lines + answers)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: does not work", "My automatic reply is not sent, how do I turn it on?"),
        ("Out of office", "I need to set an out of office message for May, can you show me?"),
        ("Respuesta automática", "¿Cómo activo la respuesta automática en el correo? No funciona."),
        ("Remove a user", "Grace Rowe no longer works for us, take away her user."),
        ("Mailbox", "My mailbox is full and mails are returned to the sender."),
    ],
)
def test_who_asks_about_such_answers_wants_one(subject: str, text: str) -> None:
    asked = [Line(f"person{n:02d}", subject, text, n * 3) for n in range(30)]

    assert groups_of(usual() + asked) == ()


# Tests


def test_the_tests_of_one_person_are_a_group_even_where_some_say_nothing() -> None:
    says = ("Test {n}, please ignore", "Test of the form {n}", "aaa {n}", "Lorem ipsum dolor sit amet")
    tests = [
        Line("qa@vendor.example", says[n % 4].format(n=n), says[n % 4].format(n=n), 50 + n // 10, product="")
        for n in range(60)
    ]
    lines = usual()

    (group,) = groups_of(lines + tests)

    assert (group.kind, group.sender) == (ApartKind.TEST, "qa@vendor.example")
    assert is_exactly(group, tests, lines + tests)


def test_tests_by_many_people_stay_where_they_are() -> None:
    tests = [Line(f"person{n:02d}", "test", "test, please ignore", n * 3) for n in range(40)]

    assert groups_of(usual() + tests) == ()


def test_a_laboratory_writes_of_tests_and_means_it() -> None:
    asked = [
        Line(
            f"person{n % 40:02d}",
            f"Test {n} has no result",
            f"Blood test {n} shows no result in Orion.",
            n % 150,
        )
        for n in range(200)
    ]
    asked += [
        Line("ward3", f"Test {n} has no result", f"Blood test {n} shows no result in Orion.", 70)
        for n in range(30)
    ]

    assert groups_of(usual() + asked) == ()


def test_proofs_of_delivery_are_no_tests() -> None:
    asked = [
        Line(
            "mesa",
            f"Prueba de entrega {n}",
            f"Necesito la prueba de entrega {n}, quién la firmó.",
            40 + n % 20,
        )
        for n in range(30)
    ]

    assert groups_of(usual() + asked) == ()


# Machines


@pytest.mark.parametrize("sender", ["zabbix@infra.example", "j.ortega"])
def test_alerts_are_known_by_their_form_whatever_name_sends_them(sender: str) -> None:
    says = (
        (
            "PROBLEM: CPU {n}% on srv-db0{m}",
            "Trigger: load is too high on srv-db0{m}. Severity: High. Value: {n}.1",
        ),
        ("Host nas0{m} DOWN", "Ping to 10.3.2.{n}: 100% loss in 4 attempts. Last state UP 03:12."),
    )
    alerts = []
    for n in range(90):
        subject, text = (part.format(n=n + 10, m=n % 9) for part in says[n % 2])
        alerts.append(Line(sender, subject, text, n, n * 7 % 24, "", ""))
    lines = usual()

    (group,) = groups_of(lines + alerts)

    assert group.kind is ApartKind.MACHINE
    assert is_exactly(group, alerts, lines + alerts)


def test_a_monitoring_without_known_states_is_known_by_its_name_and_hours() -> None:
    says = (
        ("Recuperado: nodo {n}", "nodo {n} volvió a las 0{m}:15, id {n}"),
        ("Memoria {n}", "usada {n}, cola {m}"),
    )
    alerts = []
    for n in range(90):
        subject, text = (part.format(n=n + 10, m=n % 9) for part in says[n % 2])
        alerts.append(Line("Nagios", subject, text, n, n * 7 % 24, "", ""))
    lines = usual()

    (group,) = groups_of(lines + alerts)

    assert group.kind is ApartKind.MACHINE
    assert is_exactly(group, alerts, lines + alerts)


def test_a_person_who_orders_by_night_is_no_machine() -> None:
    orders = [
        Line(
            "night shop",
            f"Order {n}",
            f"Please deliver order {n} to the back door, thank you.",
            n,
            22,
            "",
            "",
        )
        for n in range(90)
    ]

    assert [group.kind for group in groups_of(usual() + orders) if group.kind is ApartKind.MACHINE] == []


def test_a_web_form_that_sends_everybodys_words_from_one_address_is_no_machine() -> None:
    form = [
        Line(
            "noreply@forms.example",
            "New message",
            f"Name: A{n} Mail: a{n}@x.example Message: {one.text}",
            n % 150,
        )
        for n, one in enumerate(usual(120))
    ]

    assert [group.kind for group in groups_of(usual() + form)] == []


# One person


def one_matter(count: int = 150, first: int = 60, days: int = 25) -> list[Line]:
    says = (
        "Where is shipment {n}",
        "Shipment {n} has not moved",
        "Address of shipment {n}",
        "Proof for shipment {n}",
    )
    return [
        Line(
            "orders@walnut.example",
            says[n % 4].format(n=7000 + n),
            f"Hello, {says[n % 4].format(n=7000 + n).lower()}, our store waits for it. Regards",
            first + n % days,
        )
        for n in range(count)
    ]


def test_hundreds_of_tickets_of_one_sender_within_weeks_are_one_customers_matter() -> None:
    own, lines = one_matter(), usual()

    (group,) = groups_of(lines + own)

    assert (group.kind, group.tickets) == (ApartKind.ONE_PERSON, 150)
    assert is_exactly(group, own, lines + own)


def test_one_customers_matter_that_goes_on_to_the_end_of_the_log_is_one_too() -> None:
    own, lines = one_matter(first=70, days=80), usual()

    (group,) = groups_of(lines + own)

    assert (group.kind, group.tickets) == (ApartKind.ONE_PERSON, 150)


@pytest.mark.parametrize(("first", "days"), [(0, 150), (50, 70)], ids=["all the time", "over for weeks"])
def test_who_writes_for_months_from_the_start_or_no_more_stays(first: int, days: int) -> None:
    assert groups_of(usual() + one_matter(first=first, days=days)) == ()


def test_a_new_front_desk_that_writes_for_everybody_to_the_end_and_signs_stays() -> None:
    desk = [
        Line(
            "frontdesk",
            one.subject,
            f"{one.text} Asked at the counter." if n % 4 else one.text,
            70 + one.day * 80 // 150,
            product=one.product,
        )
        for n, one in enumerate(usual(200))
    ]

    assert groups_of(usual() + desk) == ()


def test_where_customers_alone_are_named_one_with_hundreds_of_tickets_is_its_own_matter_too() -> None:
    own, lines = one_matter(), usual()

    (group,) = groups_of(lines + own, asked=Field.CUSTOMER)

    assert (group.kind, group.tickets) == (ApartKind.ONE_PERSON, 150)
    assert is_exactly(group, own, lines + own)


def test_a_front_desk_that_writes_for_everybody_stays() -> None:
    desk = [Line("frontdesk", one.subject, one.text, one.day, product=one.product) for one in usual(300)]

    assert groups_of(usual() + desk) == ()


def test_a_new_front_desk_that_writes_for_everybody_for_some_weeks_stays() -> None:
    desk = [
        Line("frontdesk", one.subject, one.text, 60 + one.day % 25, product=one.product) for one in usual(200)
    ]

    assert groups_of(usual() + desk) == ()


def test_a_sender_whose_matter_others_have_as_well_stays() -> None:
    others = [
        Line(f"person{n % 40:02d}", one.subject, one.text, one.day) for n, one in enumerate(one_matter(200))
    ]

    assert groups_of(usual() + others + one_matter()) == ()


def test_a_log_of_companies_that_all_write_hundreds_has_no_such_sender() -> None:
    lines = [
        Line(f"company {n % 5}", one.subject, one.text, one.day, product=one.product)
        for n, one in enumerate(usual(1_500))
    ]

    assert groups_of(lines + one_matter()) == ()


@pytest.mark.parametrize("greeting", ["", "Good morning, ", "Hi. ", "Dear support: "])
def test_one_customers_matter_is_known_without_subjects_behind_any_greeting(greeting: str) -> None:
    own = [replace(one, subject="", text=greeting + one.subject) for one in one_matter()]
    lines = [replace(one, subject="", text=f"{greeting}{one.text}") for one in usual()]

    (group,) = groups_of(lines + own)

    assert (group.kind, group.tickets) == (ApartKind.ONE_PERSON, 150)


def test_a_front_desk_that_greets_like_everybody_has_no_matter_of_its_own() -> None:
    lines = [replace(one, subject="", text=f"Good morning, {one.text}") for one in usual()]
    desk = [replace(one, sender="front desk", day=60 + n % 25) for n, one in enumerate(lines[:150])]

    assert groups_of(lines + desk) == ()


# Whole logs


def test_a_log_without_senders_and_a_chat_have_no_groups_of_a_sender() -> None:
    lines = usual() + one_matter()

    assert groups_of(lines, without=(Field.REQUESTER,)) == ()
    assert groups_of(lines, reading="chat") == ()


def test_a_log_of_one_sender_is_said_and_stays_whole() -> None:
    lines = [Line("everything@firm.example", one.subject, one.text, one.day) for one in usual()]

    found = screen_tickets(make_tickets(lines), WORDS)

    assert found.groups == ()
    assert found.only_sender == "everything@firm.example"


OF_THE_DESK = (
    "Dear customer, your case was passed to the technical team.",
    "Hello Ana, thank you for contacting us. Your access was reset.",
    "Estimada clienta: le informamos que su pedido sale mañana.",
    "Hemos restablecido su clave. Quedamos atentos.",
)


def test_a_log_of_the_desks_own_answers_is_said_to_be_one_and_stays_whole() -> None:
    lines = [replace(one, subject="", text=OF_THE_DESK[n % 4]) for n, one in enumerate(usual(40))]

    found = screen_tickets(make_tickets(lines), WORDS)

    assert (found.groups, found.desk_answers) == ((), 40)


def test_requests_that_thank_or_quote_an_answer_are_no_answers_of_the_desk() -> None:
    thanking = [replace(one, text=f"Thank you for your help so far. {one.text}") for one in usual(40)]
    asking = [replace(one, text="Thank you for your patience. Which form is it?") for one in usual(40)]
    some = usual(60) + [replace(one, text=OF_THE_DESK[0]) for one in usual(40)]

    for lines in (usual(40), thanking, asking, some):
        assert screen_tickets(make_tickets(lines), WORDS).desk_answers == 0


def test_where_nothing_would_be_left_nothing_is_set_apart() -> None:
    found = screen_tickets(make_tickets(flood()), WORDS)

    assert [group.state for group in found.groups] == [ApartState.ALONE]
    assert found.is_all
    assert found.tickets is None


def test_where_one_field_of_the_advertising_is_filled_in_it_is_found_all_the_same() -> None:
    spam = [replace(one, category="Incident") for one in flood()]

    assert screen_tickets(make_tickets(spam, without=(Field.PRODUCT,)), WORDS).is_all
    (group,) = groups_of(usual(3) + spam, without=(Field.PRODUCT,))
    assert group.tickets == len(spam)


def test_a_log_of_nothing_but_one_persons_tests_is_known_as_such() -> None:
    tests = [
        Line("qa@vendor.example", f"Test {n}, please ignore", "please ignore", n // 10) for n in range(60)
    ]

    assert [group.kind for group in groups_of(tests)] == [ApartKind.TEST]


@pytest.mark.parametrize("by", ["id", "kind"])
def test_a_group_that_a_person_counts_keeps_its_tickets_in_the_log(by: str) -> None:
    tickets = make_tickets(usual() + one_matter())
    (group,) = screen_tickets(tickets, WORDS).groups
    counted = frozenset({group.id if by == "id" else group.kind.value})

    again = screen_tickets(tickets, WORDS, counted)

    assert [each.state for each in again.groups] == [ApartState.COUNTED]
    assert again.tickets is None


def test_a_group_has_the_same_id_in_another_log_and_names_nobody_in_it() -> None:
    (one,) = groups_of(usual() + one_matter())
    (other,) = groups_of(usual(500) + one_matter(90, first=80))

    assert one.id == other.id
    assert "walnut" not in one.id


# Praise in reviews


def reviewed(lines: list[Line], ratings: list[float], **more: str) -> tuple[ApartGroup, ...]:
    made = make_tickets(lines)
    columns = {Field.SATISFACTION.value: ratings, **more}
    return screen_tickets(replace(made, frame=made.frame.assign(**columns)), WORDS).groups


REVIEWS = [
    *(Line(f"a{n}", "", f"Great keyboard, I love the themes {n}", n % 90) for n in range(120)),
    *(Line(f"b{n}", "", f"It crashes whenever I open a picture {n}", n % 90) for n in range(60)),
]
STARS = [5.0, 4.0] * 60 + [1.0, 3.0] * 30


def test_in_a_log_of_reviews_the_praise_is_set_apart() -> None:
    (group,) = reviewed(REVIEWS, STARS)

    assert group.kind is ApartKind.PRAISE
    assert is_exactly(group, REVIEWS[:120], REVIEWS)


def test_satisfied_customers_of_a_desk_asked_for_something() -> None:
    asked = usual(200)

    assert reviewed(asked, [5.0, 4.0, 2.0, 1.0] * 50) == ()
    assert reviewed(REVIEWS, STARS, agent="Ileana Roca") == ()


def test_where_few_rated_no_log_is_one_of_reviews() -> None:
    assert reviewed(REVIEWS, [*STARS[:160], *[float("nan")] * 20]) == ()


# Large logs


def test_other_workers_and_texts_that_are_not_held_find_the_same_groups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tests = [Line("lab@desk.example", "Test", f"Test number {n}", 40 + n % 5, 10, "", "") for n in range(40)]
    tickets = make_tickets(usual() + flood() + tests)
    here = screen_tickets(tickets, WORDS)
    monkeypatch.setattr(reading, "MOST_HELD", 0)
    monkeypatch.setattr(reading, "STEP", 37)
    hands = ManyHands(2)

    apart = screen_tickets(tickets, WORDS, workers=hands)

    assert {group.kind for group in here.groups} == {ApartKind.SPAM, ApartKind.TEST}
    assert apart.groups == here.groups
    assert hands.done["_SignReading"] > len(tickets) // 37

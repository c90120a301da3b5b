"""What the words of a contact say, and what they do not say."""

import pytest

from tests.unit.moments.coding.contacts import code, codes_of


@pytest.mark.parametrize(
    "text",
    [
        "Presento una queja por la atención recibida",
        "El señor de la caja me gritó delante de todos",
        "Your helpline is a disgrace",
        "I want to speak to a manager, this is unacceptable",
    ],
)
def test_displeasure_with_the_service_is_a_complaint(text):
    assert {"complaint"} <= codes_of(text)
    assert code(text).valences()[0] < 0


@pytest.mark.parametrize(
    "text",
    [
        "La aplicación marca error 500 al guardar",
        "No tengo ni una queja, todo excelente",
        "Great keyboard, my only complaint is the missing Greek layout",
        "El módulo de quejas no abre",
        "The complaints module does not open",
        "I cannot complain, it does its job",
        "My customers complain that the page is slow",
    ],
)
def test_a_defect_told_calmly_a_denial_and_a_name_are_no_complaints(text):
    assert "complaint" not in codes_of(text)


def test_codes_are_independent():
    found = codes_of("La app me cobró dos veces y nadie me contesta el teléfono, qué vergüenza de servicio")
    assert {"complaint", "critical", "app", "invoice", "phone", "b-1", "v-2"} <= found


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Es un servicio pésimo, me siento robado", -2),
        ("Quedé descontenta con la entrega", -1),
        ("No imprime la etiqueta. Gracias de antemano.", 0),
        ("No imprime la etiqueta. Mil gracias.", 0),
        ("Any help would be greatly appreciated", 0),
        ("Quedé muy satisfecha con la visita", 1),
        ("Me atendieron de maravilla y con mucha paciencia", 2),
        ("Le agradezco que me haya avisado, en muy buenas manos", 1),
        ("Everybody there is always helpful and patient", 1),
        ("You have never let us down, peace of mind", 1),
        ("No me siento seguro con ustedes", 0),
        ("I would really appreciate an answer", 0),
        ("Would you be so kind as to reset it", 0),
        ("El total sale en la primera página", 0),
        ("You are the best, I am delighted", 2),
    ],
)
def test_the_valence_has_four_steps_and_courtesy_is_none(text, step):
    assert code(text).valences().tolist() == [step]


@pytest.mark.parametrize(
    ("text", "behaviour"),
    [
        ("Llevo seis días esperando una contestación", "b-1"),
        ("They promised a refund and it never arrived", "b-2"),
        ("The clerk was rude to my mother", "b-3"),
        ("Ya van tres veces que reporto lo mismo y nadie lo resuelve", "b-4"),
        ("Elena fue muy amable y paciente conmigo", "b+1"),
        ("Nos avisaron con tiempo del corte y pudimos prepararnos", "b+2"),
        ("They gave me a voucher for the trouble, how lovely", "b+3"),
        ("Me llamaron después para saber si todo seguía bien", "b+4"),
    ],
)
def test_each_behaviour_of_the_service_is_heard(text, behaviour):
    found = codes_of(text)
    assert behaviour in found
    assert ("critical" in found) is behaviour.startswith("b-")


@pytest.mark.parametrize(
    ("text", "behaviour", "denied"),
    [
        ("Escribí tres correos y puro silencio", "b-1", "Mandé la solicitud de vacaciones como siempre"),
        ("I sent two messages and heard nothing", "b-1", "I asked the server for the file and heard nothing"),
        ("The plumber was booked for Monday and nobody turned up", "b-2",
         "The scheduled backup job did not happen"),
        ("La instalación era para ayer y no llegó nadie", "b-2", "El respaldo programado no se presentó"),
        ("I was told delivery was free and then it is on my bill", "b-2", "Is delivery free or on my bill?"),
        ("El asesor rodeó el tema y me volteó los ojos", "b-3", "A mí me da lo mismo el color"),
        ("He rolled his eyes when I asked", "b-3", "The call was cut and the text is cut off"),
        ("One office sends me to the other", "b-4", "The loading icon goes round and round"),
        ("Tras dos visitas la fuga sigue igual", "b-4", "Después de las visitas necesito el reporte"),
        ("After the repair the lift stops again", "b-4", "After the repair I need the invoice"),
    ],
)  # fmt: skip
def test_what_happened_tells_what_the_service_did_without_a_word_for_it(text, behaviour, denied):
    assert {behaviour, "critical"} <= codes_of(text)
    assert behaviour not in codes_of(denied)


@pytest.mark.parametrize(
    ("text", "behaviour", "denied"),
    [
        ("day 4 and still crickets from you", "b-1", "The menu shows 4 unread messages"),
        ("Pese a dos recordatorios no han tenido a bien responder", "b-1",
         "No me aparece un botón de responder"),
        ("So much for your next-day delivery", "b-2", "Thanks so much for your next-day delivery"),
        ("Dicho compromiso no se ha cumplido", "b-2", "Adjunto el compromiso de pago para su firma"),
        ("She sighed at me", "b-3", "The page snaps back when I scroll"),
        ("Me miró como si estorbara", "b-3", "El sistema no me deja terminar el registro"),
        ("Your fix lasted an hour and it is dead again", "b-4", "The update moved the button"),
        ("Su arreglo duró una hora y volvió a fallar", "b-4",
         "El botón cambió de lugar tras la actualización"),
    ],
)  # fmt: skip
def test_chats_posts_and_letters_say_it_in_their_own_way(text, behaviour, denied):
    assert {behaviour, "critical"} <= codes_of(text)
    assert not {one for one in codes_of(denied) if one.startswith("b-")}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("you guys are legends", "The hero image is too large"),
        ("Escribo para elogiar a su equipo", "Su trato no fue ejemplar"),
        ("this is how it's done, others should take note", "Please explain how it is done"),
        ("Your dentist could not have been kinder", "It would be a blessing to have a search box"),
        ("El cuarto quedó limpísimo", "El cuarto no estaba nada limpísimo"),
    ],
)
def test_a_turn_of_phrase_is_praise_unless_it_is_wished_for_or_denied(text, denied):
    assert code(text, denied).valences().tolist() == [1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Kind regards, Martha",
        "Kindly confirm the balance of our order",
        "Gracias, quedo atenta a su respuesta",
        "¿Serían tan amables de instalar el lector?",
        "The server does not respond",
        "El módulo de inventario no responde",
        "Conduit closed by itself while I was typing",
        "Could you give me a free licence?",
    ],
)
def test_courtesy_machines_and_requests_are_no_behaviours(text):
    assert not {one for one in codes_of(text) if one[:2] in ("b+", "b-")}


@pytest.mark.parametrize(
    "text",
    [
        "Exclusive offer! Click here to enjoy 50% off. Unsubscribe",
        "[CRITICAL] Disk /var at 97% on db-04",
        "Este es un correo generado automáticamente, no responda a este correo",
    ],
)
def test_machine_lines_and_advertising_have_no_code(text):
    assert codes_of(text) == set()


def test_a_customer_who_writes_one_advertising_word_is_coded():
    assert "c7" in codes_of("I cannot unsubscribe from your newsletter settings page")


def test_a_ticket_without_information_has_no_code():
    assert codes_of("") == set()


def test_praise_outweighs_a_weak_complaint_but_not_what_the_service_did():
    assert "complaint" not in codes_of("Excelente equipo. Excelente producto. Una queja menor: el color.")
    assert "complaint" in codes_of("Excelente producto. Excelente precio. Pero nadie me contesta.")

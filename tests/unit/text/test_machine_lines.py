"""Lines that machines wrote are taken out of what people say, and told as templates."""

from __future__ import annotations

import pandas as pd
import pytest

from supportlens.domain import Cleaned, Tickets
from supportlens.resources import load_playbook
from supportlens.text.cleaning import clean_tickets

LEXICON = load_playbook().lexicon

JAVA = """java.lang.NullPointerException: Cannot invoke "String.length()"
at com.acme.billing.Service.save(Service.java:120)
Caused by: java.sql.SQLException: ORA-00942: table or view does not exist
... 14 more"""
PYTHON = """Traceback (most recent call last):
File "/app/billing/run.py", line 12, in <module>
main()
ValueError: wrong date"""
DOTNET = """System.InvalidOperationException: Sequence contains no elements
at Acme.Web.HomeController.Index() in C:\\src\\Home.cs:line 42"""
PHP = "PHP Fatal error:  Uncaught Error: Call to undefined function foo() in /var/www/index.php on line 12"
LOG = "2026-05-12 10:32:11,123 ERROR [main] com.acme.Billing - Cannot save"
SYSLOG = "Aug 12 10:32:11 srv01 sshd[1234]: Failed password for root from 10.0.0.1 port 22"
WINDOWS = "Faulting application name: atlas.exe, version: 5.2.0.1, time stamp: 0x5f8738dd"
HTTP = "HTTP/1.1 500 Internal Server Error\nContent-Type: application/json"


def cleaned(*texts: str) -> Cleaned:
    frame = pd.DataFrame({"text": list(texts), "informative": True})
    return clean_tickets(Tickets(frame, frame, ()), LEXICON)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (JAVA, "nullpointerexception ora-00942"),
        (PYTHON, "valueerror"),
        (DOTNET, "invalidoperationexception"),
        (PHP, ""),
        (LOG, ""),
        (SYSLOG, ""),
        (WINDOWS, "0x5f8738dd"),
        (HTTP, "http 500"),
        ("ORA-01017: invalid username/password", "ora-01017"),
    ],
)
def test_machine_lines_go_and_leave_the_name_of_the_error(lines, names):
    result = cleaned(f"No se genera la nómina\n{lines}\ny es urgente el cierre")
    assert result.texts == (f"no se genera la nomina y es urgente el cierre {names}".strip(),)
    assert result.events[0]
    assert lines.split("\n")[0] in result.removed[0]


@pytest.mark.parametrize(
    "text",
    [
        "Error al abrir la pantalla: no responde",
        "ERROR EN EL SISTEMA NO PUEDO FACTURAR",
        "At the office (second floor) nothing works",
        "En la sucursal Norte: no hay red",
        "Warning: my account will be closed",
    ],
)
def test_what_people_write_is_no_machine_line(text):
    result = cleaned(text)
    assert result.events == ((),)
    assert result.templates == ()


def test_lines_that_differ_in_their_values_share_a_template():
    times = [
        f"2026-05-12 10:3{n}:11 ERROR [worker-{n}] Cannot save invoice {48213 + n} from 10.0.0.{n}"
        for n in range(6)
    ]
    result = cleaned(*(f"No guarda la factura\n{line}" for line in times))
    assert result.events == ((0,),) * 6
    (template,) = result.templates
    assert template.tickets == 6
    assert template.example == times[0]
    assert "Cannot save invoice <*>" in template.pattern


def test_different_errors_have_different_templates_the_most_frequent_first():
    frequent, rare = "ORA-00942: table or view does not exist", "ORA-01017: table or view does not exist"
    result = cleaned(
        *(f"No abre el reporte {word}\n{frequent}" for word in "uno dos tres".split()), f"Falla\n{rare}"
    )
    assert [(template.pattern, template.tickets) for template in result.templates] == [
        (frequent, 3),
        (rare, 1),
    ]


def test_a_ticket_of_machine_lines_alone_says_what_they_say():
    assert cleaned("ORA-00942: table or view does not exist").texts == (
        "ora-00942: table or view does not exist",
    )


def test_the_order_of_the_tickets_does_not_matter_to_the_templates():
    texts = [f"Falla\n{lines}" for lines in (JAVA, PYTHON, DOTNET, LOG, SYSLOG, PHP)]
    assert cleaned(*texts).templates == cleaned(*texts[::-1]).templates

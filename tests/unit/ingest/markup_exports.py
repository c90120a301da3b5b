"""Markup as help desks, spreadsheets and browsers save it; everything in it is invented."""

from __future__ import annotations

import quopri
from html import escape

from supportlens.domain import Damaged, InputError, NotATable, TooLarge, Unsafe
from tests.unit.ingest.logs import HEADER, TEXTS, rows

FILE = "file:" + "///"
A_FILE = FILE + "etc/hostname"
"""A file that no reader may open for an entity."""

JIRA = """<item><title>[CAJA-{n}] Falla {n} del cobro</title><link>https://desk.example.org/browse/CAJA-{n}</link>
<project id="7" key="CAJA">Cajas</project><description>&lt;p&gt;{text} &amp;amp; nada más ({n}).&lt;/p&gt;&lt;p&gt;Gracias&lt;br/&gt;Eva&lt;/p&gt;</description>
<key id="9{n}">CAJA-{n}</key><summary>Falla {n} del cobro</summary><type id="3" iconUrl="https://desk.example.org/i.png">Incidente</type>
<status id="5">Cerrada</status><assignee username="eva">Eva Soto</assignee><reporter username="luis">Luis Mora</reporter>
<labels><label>caja</label><label>pago</label></labels><created>Tue, {day} Mar 2026 09:15:00 -0500</created>
<comments><comment id="1" author="eva" created="Wed, 11 Mar 2026 10:00:00 -0500">&lt;p&gt;Lo revisamos hoy con el proveedor.&lt;/p&gt;</comment></comments>
<customfields><customfield id="cf_1" key="k"><customfieldname>Sucursal</customfieldname><customfieldvalues><customfieldvalue>{site}</customfieldvalue></customfieldvalues></customfield></customfields></item>"""


def many(record: str, count: int = 8) -> str:
    return "".join(
        record.format(
            n=n,
            text=TEXTS[n % 4],
            day=10 + n,
            stamp=1773100000 + 86400 * n,
            site=("Norte", "Sur")[n % 2],
            id=400 + n,
        )
        for n in range(count)
    )


XML = {
    "jira": ("<rss version='0.92'><channel><title>Jira</title><description>Una búsqueda</description>"
             "<issue start='0' end='8' total='8'/>{}</channel></rss>", JIRA),
    "mantis": ("<mantis version='2.25' urlbase='https://m.example.org/'>{}</mantis>",
               "<issue><id>{id}</id><project id='1'>Caja</project><reporter id='3'>eva</reporter><priority id='30'>normal</priority>"
               "<status id='80'>resolved</status><date_submitted>2026-03-{day} 10:00</date_submitted>"
               "<summary>Falla {n}</summary><description>{text} ({n})</description>"
               "<bugnotes><bugnote id='1'><text>Se reinició el equipo de la tienda</text></bugnote></bugnotes></issue>"),
    "redmine": ("<issues total_count='8' offset='0' limit='100' type='array'>{}</issues>",
                "<issue><id>{id}</id><project id='1' name='Soporte'/><tracker id='3' name='Incidencia'/>"
                "<status id='5' name='Cerrada'/><author id='9' name='Luis Mora'/><subject>Falla {n}</subject>"
                "<description>{text} ({n})</description><custom_fields type='array'><custom_field id='1' name='Sede'>"
                "<value>{site}</value></custom_field></custom_fields><created_on>2026-03-{day}T10:00:00Z</created_on></issue>"),
    "servicenow": ("<unload unload_date='2026-04-01 08:00:00'>{}</unload>",
                   "<incident action='INSERT_OR_UPDATE'><number>INC{id}</number><opened_at>2026-03-{day} 10:00:00</opened_at>"
                   "<short_description>Falla {n}</short_description><description>{text} ({n})</description>"
                   "<caller_id display_value='Luis Mora'>681ccaf9c0a8016401c5a33be04be441</caller_id><state>7</state></incident>"),
    "bugzilla": ("<!DOCTYPE bugzilla SYSTEM 'https://b.example.org/page.cgi?id=bugzilla.dtd'><bugzilla version='5.0'>{}</bugzilla>",
                 "<bug><bug_id>{id}</bug_id><creation_ts>2026-03-{day} 10:00:00 +0000</creation_ts><short_desc>Falla {n}</short_desc>"
                 "<product>Caja</product><bug_status>RESOLVED</bug_status><reporter name='Luis Mora'>luis@example.org</reporter>"
                 "<long_desc isprivate='0'><who name='Luis'>luis</who><bug_when>2026-03-{day} 10:00:00 +0000</bug_when><thetext>{text} ({n})</thetext></long_desc></bug>"),
    "otrs": ("<?xml version='1.0' encoding='utf-8'?><otrs_ticket_export>{}</otrs_ticket_export>",
             "<Ticket><TicketNumber>2026{id}</TicketNumber><Title>Falla {n}</Title><Queue>Mesa</Queue><Created>2026-03-{day} 10:00:00</Created>"
             "<Article><From>luis@example.org</From><Body>{text} ({n})</Body></Article></Ticket>"),
    "zendesk": ("<?xml version='1.0' encoding='UTF-8'?><tickets type='array' count='8'>{}</tickets>",
                "<ticket><nice-id type='integer'>{id}</nice-id><subject>Falla {n}</subject><description>{text} ({n})</description>"
                "<created-at type='datetime'>2026-03-{day}T10:00:00Z</created-at><current-tags>caja</current-tags>"
                "<comments type='array'><comment><author-id>1</author-id><created-at type='datetime'>2026-03-{day}T10:00:00Z</created-at>"
                "<value>{text} ({n})</value></comment><comment><author-id>2</author-id><created-at type='datetime'>2026-03-{day}T11:00:00Z</created-at>"
                "<value>Se atendió por teléfono hoy mismo</value></comment></comments></ticket>"),
    "mysqldump": ("<?xml version='1.0'?><mysqldump><database name='desk'><table_data name='tickets'>{}</table_data></database></mysqldump>",
                  "<row><field name='ticket_id'>{id}</field><field name='created_at'>2026-03-{day} 10:00:00</field>"
                  "<field name='subject'>Falla {n}</field><field name='description'>{text} ({n})</field></row>"),
    "attributes": ("<export>{}</export>",
                   "<row ticket='{id}' opened='2026-03-{day} 10:00' subject='Falla {n}' description='{text} ({n})'/>"),
    "atom": ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Casos</title>{}</feed>",
             "<entry><id>urn:c:{id}</id><title>Falla {n}</title><published>2026-03-{day}T10:00:00Z</published>"
             "<content type='html'>&lt;p&gt;{text} ({n})&lt;/p&gt;</content></entry>"),
}  # fmt: skip


def page(table: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{table}</body></html>"


def table(data=None, header=HEADER, cell: str = "td", attributes: str = "") -> str:
    lines = [
        "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in row) + "</tr>"
        for tag, row in [(cell, header), *(("td", row) for row in (data or rows()))]
    ]
    return f"<table {attributes}>{''.join(lines)}</table>"


def archive(sender: str, sheet: str) -> str:
    """Return a web archive of a book with one sheet, as Excel saves it; `sender` is what browsers add."""
    frame = page("", "<!--[if gte mso 9]><xml><x:Name>Casos</x:Name></xml><![endif]-->")
    parts = "".join(
        f"--=_b\r\nContent-Location: {FILE}C:/{name}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="utf-8"\r\n\r\n{quopri.encodestring(content.encode()).decode()}\r\n'
        for name, content in (("book.htm", frame), ("book_files/sheet001.htm", sheet))
    )
    return (
        f"{sender}MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        f'Content-Type: multipart/related; boundary="=_b"\r\n\r\nEsta página\r\n\r\n{parts}--=_b--\r\n'
    )


def xml_row(cells, first: str = "") -> str:
    return f"<Row{first}>" + "".join(cells) + "</Row>"


def xml_cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


def xml_book(*sheets: str) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    inside = "".join(
        f'<Worksheet ss:Name="Hoja{n}"><Table>{sheet}</Table></Worksheet>'
        for n, sheet in enumerate(sheets, 1)
    )
    return f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles/>{inside}</Workbook>'


HARMFUL_MARKUP: dict[str, tuple[str, type[InputError]]] = {
    "billion laughs": (
        '<!DOCTYPE a [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><issues><issue><id>1</id><text>&b;</text></issue></issues>',
        Unsafe,
    ),
    "external entity": (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{A_FILE}">]><a><b><c>&x;</c><d>1</d></b></a>',
        Unsafe,
    ),
    "parameter entity": (
        '<?xml version="1.0"?>\n<!DOCTYPE a [ <!ENTITY % x SYSTEM "http://desk.example.org/x.dtd"> %x; ]><a><b><c/></b></a>',
        Unsafe,
    ),
    "entity far down the definitions": (
        f'<!DOCTYPE a [<!-- {"-" * 1 + "x" * 90_000} --><!ENTITY x "y">]><a><b><c>&x;</c></b></a>',
        Unsafe,
    ),
    "deep XML": ("<a>" * 3000 + "</a>" * 3000, Unsafe),
    "deep XML within the parser's limit": ("<a>" * 200 + "x" + "</a>" * 200, Unsafe),
    "deep page": ("<html>" + "<div>" * 200_000 + "</html>", NotATable),
    "deep tables": ("<table><tr><td>" * 5_000, NotATable),
    "a gigabyte of spans": (
        "<table>" + "<tr><td colspan=16000 rowspan=60000>x</td><td>y</td></tr>" * 5_000 + "</table>",
        TooLarge,
    ),
    "50 MB of attributes": ("<?xml version='1.0'?><a><b " + "x='" + "y" * 50_000_000 + "'/></a>", Damaged),
    "many attributes": (
        "<?xml version='1.0'?><a><b " + " ".join(f"x{n}='y'" for n in range(300_000)) + "/></a>",
        TooLarge,
    ),
    "cells skipped without end": (
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet><Table><Row ss:Index="999999999"><Cell ss:Index="999999"><Data>x</Data></Cell></Row></Table></Worksheet></Workbook>',
        TooLarge,
    ),
    "a web archive in a web archive": (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\nContent-Location: x\n\n'
        + '--b\nContent-Type: multipart/related; boundary="b"\n\n' * 2_000,
        NotATable,
    ),
}
"""Markup built to harm, with the error that refuses it."""

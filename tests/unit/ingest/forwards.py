"""Forwarded messages as mail programs write them: a customer's words, sent on by a shop to its help desk."""

from __future__ import annotations

from tests.unit.ingest.mails import SAID

WHO = "Rosa Quintana <rosa@panaderia.example>"

FORWARDS = {
    "gmail": (
        "Fwd: Catálogo sin fotos",
        (
            f"¿puedes verlo?\n\n---------- Forwarded message ---------\nDe: {WHO}\n"
            "Date: mié, 3 jun 2026 a las 18:20\nSubject: Catálogo sin fotos\n"
            f"To: <ventas@tienda.example>\n\n\n{SAID}\n\nSaludos\nRosa"
        ),
    ),
    "gmail in Spanish": (
        "Fwd: Catálogo sin fotos",
        (
            f"---------- Mensaje reenviado ---------\nDe: {WHO}\n"
            "Fecha: mié, 3 jun 2026 a las 18:20\nAsunto: Catálogo sin fotos\n"
            f"Para: <ventas@tienda.example>\n\n{SAID}"
        ),
    ),
    "outlook with a signed note": (
        "RV: Catálogo sin fotos",
        (
            "Por favor su apoyo con este cliente, gracias.\n\nPedro López\nGerente de ventas\n"
            f"Tel. 55 1234 5678\n\n________________________________\nDe: {WHO}\n"
            "Enviado el: miércoles, 3 de junio de 2026 06:20 p. m.\n"
            "Para: Pedro López <pedro@tienda.example>\nCC: 'Eva' <eva@tienda.example>\n"
            f"Asunto: Catálogo sin fotos\n\nBuenos días:\n\n{SAID}\n\nRosa"
        ),
    ),
    "outlook original": (
        "RV: Catálogo sin fotos",
        (
            "-----Mensaje original-----\nDe: Rosa Quintana [mailto:rosa@panaderia.example]\n"
            "Enviado el: miércoles, 3 de junio de 2026 18:20\nPara: ventas\n"
            f"Asunto: Catálogo sin fotos\n\n{SAID}"
        ),
    ),
    "apple, quoted": (
        "Fwd: Catálogo sin fotos",
        (
            f"Inicio del mensaje reenviado:\n\n> De: {WHO}\n> Asunto: Catálogo sin fotos\n"
            "> Fecha: 3 de junio de 2026, 18:20:00 CEST\n> Para: ventas@tienda.example\n> \n"
            f"> {SAID}\n> \n> Rosa"
        ),
    ),
    "thunderbird": (
        "Fwd: Catálogo sin fotos",
        (
            "os lo paso\n\n\n-------- Mensaje reenviado --------\nAsunto: \tCatálogo sin fotos\n"
            f"Fecha: \tWed, 3 Jun 2026 18:20:00 -0600\nDe: \t{WHO}\nPara: \tventas@tienda.example\n"
            f"\n\n\n{SAID}\n"
        ),
    ),
    "yahoo without breaks": (
        "Fw: Catalogue",
        (
            f'   ----- Forwarded Message ----- From: {WHO}To: "ventas@tienda.example" <ventas@tienda.example>'
            "Sent: Wednesday, June 3, 2026 at 06:20:00 PM CSTSubject: Catalogue\n"
            f" {SAID}"
        ),
    ),
    "yahoo": (
        "Fw: Catalogue",
        (
            f"----- Forwarded Message -----\nFrom: {WHO}\nTo: ventas@tienda.example\n"
            f"Sent: Wednesday, June 3, 2026 at 06:20:00 PM CST\nSubject: Catalogue\n\n{SAID}"
        ),
    ),
    "samsung": (
        "RV: Catálogo",
        (
            f"Enviado desde mi Galaxy\n\n-------- Mensaje original --------\nDe: {WHO}\n"
            "Fecha: 3/6/26 18:20 (GMT-06:00)\nPara: ventas@tienda.example\nAsunto: Catálogo\n\n"
            f"{SAID}"
        ),
    ),
    "outlook on a telephone": (
        "RV: Catálogo",
        (
            f"Obtener Outlook para iOS\n________________________________\nDe: {WHO}\n"
            "Enviado: miércoles, junio 3, 2026 6:20 p. m.\n"
            f"Para: ventas@tienda.example <ventas@tienda.example>\nAsunto: Catálogo\n\n{SAID}"
        ),
    ),
    "roundcube": (
        "Fwd: Catálogo",
        (
            "-------- Mensaje Original --------\nAsunto: Catálogo\nFecha: 2026-06-03 18:20\n"
            f"De: {WHO}\nA: ventas@tienda.example\n\n{SAID}"
        ),
    ),
    "zoho": (
        "Fwd: Catalogue",
        (
            f"\n============ Forwarded message ============\nFrom : {WHO}\n"
            "To : ventas@tienda.example\nDate : Wed, 03 Jun 2026 18:20:00 -0600\n"
            f"Subject : Catalogue\n============ Forwarded message ============\n\n{SAID}"
        ),
    ),
    "proton": (
        "Fw: Catalogue",
        (
            f"------- Forwarded Message -------\nFrom: {WHO}\n"
            "Date: On Wednesday, June 3rd, 2026 at 18:20\nSubject: Catalogue\n"
            f"To: ventas@tienda.example\n\n> {SAID}\n> \n> Rosa"
        ),
    ),
    "notes": (
        "Fw: Catalogue",
        (
            "----- Forwarded by Pedro Lopez/TIENDA on 06/04/2026 09:00 AM -----\n\n"
            "From: Rosa Quintana/PAN\nTo: Ventas/TIENDA@TIENDA\nDate: 06/03/2026 06:20 PM\n"
            f"Subject: Catalogue\n\n{SAID}"
        ),
    ),
    "quoted as a whole": (
        "Fwd: Catálogo",
        (
            f"FYI\n\n> ---------- Forwarded message ---------\n> De: {WHO}\n"
            "> Date: mié, 3 jun 2026 a las 18:20\n> Subject: Catálogo\n"
            f"> To: <ventas@tienda.example>\n>\n> {SAID}\n"
        ),
    ),
    "outlook, twice": (
        "RV: RV: Catálogo",
        (
            "para su atención\n\n________________________________\n"
            "De: Pedro López <pedro@tienda.example>\nEnviado: jueves, 4 de junio de 2026 9:00\n"
            "Para: Soporte <s@tienda.example>\nAsunto: RV: Catálogo\n\nreenvío lo de la clienta\n"
            f"\n________________________________\nDe: {WHO}\n"
            "Enviado: miércoles, 3 de junio de 2026 18:20\n"
            f"Para: Pedro López <pedro@tienda.example>\nAsunto: Catálogo\n\n{SAID}"
        ),
    ),
    "gmail, twice": (
        "Fwd: Catálogo",
        (
            "---------- Forwarded message ---------\nDe: Pedro López <pedro@tienda.example>\n"
            "Date: jue, 4 jun 2026 a las 9:00\nSubject: Fwd: Catálogo\n"
            "To: Soporte <s@tienda.example>\n\n\nver abajo\n\n"
            f"---------- Forwarded message ---------\nDe: {WHO}\n"
            "Date: mié, 3 jun 2026 a las 18:20\nSubject: Catálogo\nTo: <pedro@tienda.example>\n\n"
            f"\n{SAID}"
        ),
    ),
    "German": (
        "WG: Katalog",
        (
            f"z.K.\n\nVon: {WHO}\nGesendet: Mittwoch, 3. Juni 2026 18:20\nAn: Vertrieb\n"
            f"Betreff: Katalog\n\n{SAID}"
        ),
    ),
    "French": (
        "TR: Catalogue",
        (
            f"Bonjour, voir ci-dessous\n\nDe : {WHO}\nEnvoyé : mercredi 3 juin 2026 18:20\n"
            f"À : ventes\nObjet : Catalogue\n\n{SAID}"
        ),
    ),
    "apple in French": (
        "Fwd: Catalogue",
        (
            f"Début du message réexpédié :\n\nDe: {WHO}\nObjet: Catalogue\n"
            f"Date: 3 juin 2026 à 18:20:00 UTC+2\nÀ: ventes@tienda.example\n\n{SAID}"
        ),
    ),
    "Portuguese": (
        "ENC: Catálogo",
        (
            f"Por favor verificar\n\nDe: {WHO}\n"
            "Enviada em: quarta-feira, 3 de junho de 2026 18:20\nPara: vendas\nAssunto: Catálogo\n"
            f"\n{SAID}"
        ),
    ),
    "Italian": (
        "I: Catalogo",
        (
            f"---------- Messaggio inoltrato ---------\nDa: {WHO}\n"
            "Data: mer 3 giu 2026 alle ore 18:20\nOggetto: Catalogo\nA: <v@tienda.example>\n\n"
            f"{SAID}"
        ),
    ),
    "no mark in the subject": (
        "Catálogo sin fotos",
        (
            f"Favor de atender\n\nDe: {WHO}\nEnviado: miércoles, 3 de junio de 2026 18:20\n"
            f"Para: Ventas <ventas@tienda.example>\nAsunto: Catálogo sin fotos\n\n{SAID}"
        ),
    ),
    "bold labels": (
        "RV: Catálogo",
        (
            f"Ayuda con esto\n\n*De:* {WHO}\n*Enviado:* miércoles, 3 de junio de 2026 18:20\n"
            f"*Para:* Ventas <ventas@tienda.example>\n*Asunto:* Catálogo\n\n{SAID}"
        ),
    ),
    "many recipients": (
        "RV: Catálogo",
        (
            f"De: {WHO}\nEnviado: miércoles, 3 de junio de 2026 18:20\n"
            "Para: Ventas <ventas@tienda.example>; Pedro <p@tienda.example>;\n"
            f" Luis Alberto <luis@tienda.example>\nAsunto: Catálogo\n\n{SAID}"
        ),
    ),
    "an answer forwarded": (
        "RV: RE: Catálogo",
        (
            f"seguimos con esto\n\nDe: {WHO}\nEnviado: miércoles, 3 de junio de 2026 18:20\n"
            f"Para: Ventas <ventas@tienda.example>\nAsunto: RE: Catálogo\n\n{SAID}\n\n"
            "De: Ventas <ventas@tienda.example>\nEnviado: martes, 2 de junio de 2026 18:20\n"
            "Para: Rosa\nAsunto: Catálogo\n\nEstimada, lo vemos enseguida con almacén"
        ),
    ),
    "answered by a colleague before": (
        "RV: Catálogo",
        (
            "les paso el caso\n\nDe: Pedro López <pedro@tienda.example>\n"
            "Enviado: jueves, 4 de junio de 2026 18:20\nPara: Rosa <rosa@panaderia.example>\n"
            f"Asunto: RE: Catálogo\n\nSe lo paso a sistemas\n\nDe: {WHO}\n"
            "Enviado: miércoles, 3 de junio de 2026 18:20\nPara: Ventas <ventas@tienda.example>\n"
            f"Asunto: Catálogo\n\n{SAID}"
        ),
    ),
    "small letters": (
        "fwd: catalogo",
        (
            "---------- forwarded message ----------\nfrom: rosa <rosa@panaderia.example>\n"
            "date: wed, jun 3, 2026 at 6:20 pm\nsubject: catalogo\nto: ventas@tienda.example\n\n"
            f"{SAID}"
        ),
    ),
    "web mail": (
        "REENV: Catálogo",
        (
            "----Mensaje original----\nDe : rosa@panaderia.example\n"
            "Fecha : 03/06/2026 - 18:20 (CST)\nPara : ventas@tienda.example\nAsunto : Catálogo\n\n"
            f"{SAID}"
        ),
    ),
    "attributed": (
        "Fwd: Catálogo",
        f"El mié, 3 jun 2026 a las 18:20, Rosa Quintana (<rosa@panaderia.example>) escribió:\n\n> {SAID}",
    ),
    "a note with a greeting": (
        "Fwd: Catalogue",
        (
            "Hi team,\n\nCan someone have a look at this one please? She is one of our oldest customers.\n\n"
            "Thanks,\nPedro\n\n---------- Forwarded message ---------\n"
            f"From: {WHO}\nDate: Wed, Jun 3, 2026 at 6:20 PM\nSubject: Catalogue\n"
            f"To: Sales <ventas@tienda.example>\n\n\n{SAID}"
        ),
    ),
}

"""Mails that the tests of ingest write: of an invented shop, its customers and its help desk."""

from __future__ import annotations

import base64
from email.header import Header

DESK, SALES, ROSA = "soporte@mesa.example", "ventas@tienda.example", "rosa@panaderia.example"
SAID = "Desde el lunes el catálogo del depósito no carga ninguna fotografía"


def mail(text: str, *, number: int = 1, sender: str = ROSA, **headers: str) -> str:
    """Write a mail; a header is given with _ for -, and left out if it is empty."""
    given = {
        "From": sender,
        "To": DESK,
        "Subject": "Catálogo sin fotos",
        "Date": f"Fri, {number % 27 + 1} Jun 2026 10:00:00 -0600",
        "Message-ID": f"<{number}@correo.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\n" for name, value in given.items() if value) + "\n" + text


def box(*mails: str) -> bytes:
    """Put mails into an mbox."""
    return "".join(
        f"From 17@xxx Mon Jun 15 08:05:00 +0000 2026\n{each}\n\n"
        for each in (each.replace("\nFrom ", "\n>From ") for each in mails)
    ).encode()


def encoded(labels: str) -> str:
    """Encode labels as Takeout does."""
    return Header(labels, "utf-8", maxlinelen=60).encode()


def with_attachment(text: str, name: str, content: bytes, kind: str, **headers: str) -> str:
    """Write a mail with a file attached."""
    body = (
        f"--=_m\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--=_m\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="{name}"\n\n'
        f"{base64.encodebytes(content).decode()}\n--=_m--\n"
    )
    return mail(body, Content_Type='multipart/mixed; boundary="=_m"', **headers)


def with_mails(text: str, *carried: str, **headers: str) -> str:
    """Write a mail to which mails are attached."""
    parts = "".join(
        f"--=_m\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n{one}\n" for one in carried
    )
    body = f"--=_m\nContent-Type: text/plain; charset=utf-8\n\n{text}\n{parts}--=_m--\n"
    return mail(body, Content_Type='multipart/mixed; boundary="=_m"', **headers)

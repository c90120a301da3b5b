"""Telephone numbers as thirty countries write them, and numbers that are none, in untidy sentences."""

from __future__ import annotations

import random
from typing import NamedTuple

EACH_FORM = 6
"""Sentences of each written form; of each kind of other number `EACH_KIND` of each pattern."""
EACH_KIND = 9


class Sample(NamedTuple):
    """A sentence, the number in it, and what it belongs to: a country, or a kind of other number."""

    group: str
    form: str
    number: str
    text: str


# "#" is any digit, "N" one from two to nine.
FORMS = {
    "AR": ("11 N###-####", "(011) 4###-####", "011-15-N###-####", "(0221) 15-N##-####", "0351 4##-####",
           "+54 9 11 N###-####", "11N#######", "4###-####", "(0341) 15 N## ####", "0223-15-N######"),
    "AT": ("0664 N## ## ##", "0676 N## ## ##", "+43 664 #######", "01 N## ## ##"),
    "AU": ("04## ### ###", "(02) N### ####", "+61 4## ### ###", "(08) 9### ####"),
    "BE": ("0495 ## ## ##", "02 N## ## ##", "+32 4## ## ## ##"),
    "BO": ("7## #####", "(2) 2## ####", "591-7-#######", "4-#######"),
    "BR": ("(11) 9####-####", "11 9#### ####", "(21) N###-####", "+55 11 9####-####", "0800 N## ####"),
    "CH": ("079 N## ## ##", "044 N## ## ##", "+41 79 N## ## ##"),
    "CL": ("9 N### ####", "+56 9 ########", "(2) 2### ####", "22 N## ## ##", "56-9-N###-####",
           "(41) 2## ####"),
    "CO": ("300 N## ####", "310 N######", "(601) N## ####", "57 3## N## ####", "310-N##-##-##",
           "(4) 4## ## ##"),
    "CR": ("8### ####", "2###-####", "+506 8### ####", "(506) N###-####"),
    "CZ": ("60# ### ###", "+420 77# ### ###", "777-###-###"),
    "DE": ("0151 ########", "030/#######", "(089) ######", "+49 170 #######", "0221 / ## ## ###",
           "0171-#######"),
    "DK": ("60-##-##-##", "2# ## ## ##", "+45 ## ## ## ##", "30 ## ## ##"),
    "DO": ("809-N##-####", "(829) N##-####", "849 N## ####"),
    "EC": ("09########", "098 ### ####", "(02) 2## ####", "02-2##-###", "+593 9 #### ####"),
    "ES": ("6## ### ###", "6########", "6## ## ## ##", "91 N## ## ##", "+34 6## ### ###", "0034 6########",
           "(+34) 9## ### ###", "93-N##-##-##", "6##.###.###", "6##-###-###", "6## ######"),
    "FI": ("040 N## ####", "050-#######", "+358 40 #######"),
    "FR": ("06 ## ## ## ##", "01.##.##.##.##", "+33 6 ## ## ## ##", "06-##-##-##-##", "0033 6########"),
    "GB": ("07### ######", "07700 0## ###", "020 N### ####", "(0161) N## ####", "+44 7### ######",
           "+44 (0)20 N### ####", "01### ######", "0121 N## ## ##", "0800 N## ####", "079 #### ####"),
    "GT": ("5### ####", "(502) N### ####", "2###-####"),
    "HU": ("(37) N##-###", "(20) N##-####", "06 30 N## ####", "+36 20 N## ####"),
    "IN": ("98### #####", "+91 9####-#####", "98########"),
    "IT": ("3## N## ####", "06 N### ####", "+39 3## #######", "02-########"),
    "MX": ("55 N### ####", "55-N###-####", "(55) N### ####", "33N#######", "+52 1 55 N### ####",
           "+52 (33) N###-####",
           "044 55 N### ####", "01 800 N## ####", "(81) 8###-####", "55 N# ## ## ##", "555-N##-####",
           "(222) 2## ## ##", "222 2## ####", "(664) N##-####"),
    "NL": ("06-########", "06 ## ## ## ##", "(020) N## ####", "+31 6 ########"),
    "NO": ("412 ## ###", "9## ## ###", "+47 4## ## ###"),
    "NZ": ("(022) N###-###", "021 ### ####", "+64 21 ### ####"),
    "PA": ("6###-####", "(507) N##-####"),
    "PE": ("9## ### ###", "(01) N## ####", "01-N##-####", "+51 9########", "(044) ## ## ##", "9##-###-###"),
    "PL": ("53 N## ## ##", "60# ### ###", "+48 60# ### ###", "(22) N## ## ##"),
    "PT": ("9## ### ###", "21 N## ## ##", "+351 9## ### ###"),
    "PY": ("0981 ### ###", "(021) ### ###", "0971-######", "+595 981 ######"),
    "SE": ("070-### ## ##", "0345-#######", "08-N## ## ##", "+46 70 ### ## ##"),
    "SV": ("7###-####", "2### ####", "(503) 2###-####"),
    "US": ("(N##) N##-####", "N##-N##-####", "N##.N##.####", "N## N## ####", "1-800-N##-####",
           "+1 N## N## ####",
           "1 (N##) N##-####", "N##/N##-####", "(N##)N##-####", "N##-####"),
    "UY": ("09# ### ###", "2### ####", "(598) 9# ### ###", "099######"),
    "VE": ("0414-#######", "0412-N##-##-##", "0212 N## ## ##", "(0241) N##-####", "+58 414 #######",
           "0424.N##.####"),
    "ZA": ("083 ### ####", "(011) N## ####", "+27 83 ### ####"),
}  # fmt: skip

PHONE_FRAMES = (
    "mi cel es {x}", "llameme al {x} pf", "Tel. {x}", "whatsapp {x} gracias", "MI NUMERO ES {x} URGENTE",
    "puede contactarme en el {x} despues de las 5", "call me at {x}.", "my number is {x}, thx", "ph: {x}",
    "reach me on {x} after 6pm", "pls ring {x} asap", "tlf contacto: {x}", "Mobile: {x}",
    "Ana Torres ({x}) no puede entrar", "anote: {x}", "no me abre el correo, {x}", "quedo atento {x}",
    "Carlos Mena | Ventas | {x}", "cant log in since monday {x}", "{x} es mi numero", "{x} (cel)",
    "el usuario dejo este dato {x} y colgo", "Tom from the warehouse, {x}, says it is down",
    "necesito ayuda ya!!! {x}", "favor de marcarme\n{x}\nsaludos", "callback {x} pls",
)  # fmt: skip

OTHERS = {
    "street": (
        "17### 2### Crown St is the address", "deliver to 1### 4### Oak Avenue",
        "office at 2## 3### Maple Rd, Suite 12##",
        "12### 56## Sunset Blvd", "Av. Juárez 1### 43## Puebla", "Avenida Siempre Viva 7## 14## Buenos Aires",
        "calle 45 # 23-15 apto 12##", "Cra. 7 No. 71-21 of. 12##", "C/ Mayor 2# 280## Madrid",
        "vivo en Rivadavia 4### 50##",
        "Blvd. Díaz Ordaz 1### 647## Monterrey", "the shop on 4### 12## Main Street",
        "Insurgentes Sur 1### 038## CDMX",
        "1### N### Lincoln Way, apt 4",
    ),
    "order": (
        "pedido 4500-######", "order 114-#######-#######", "PO 45000#####", "orden de compra 450 001 2###",
        "order no. 1002-3###", "orden #123-4##-7##", "compra nro 2### ####", "pedido nº 9## ### ###",
        "my order number is 6## ### ###", "order: 55 1### ####",
    ),
    "date": (
        "2026-05-1# 10:30", "el 13 05 2026 11#", "20260513 10##", "13-05-2026 14:30:2#",
        "12/05/2026 - 15/05/2026",
        "05.13.2026 9.1#", "desde 2026 05 1#", "del 01-02-2026 al 14-02-2026", "2026/05/13 08-3#",
    ),
    "time": ("de 10:30-12:4#", "open 9.30 - 18.0#", "de 08 00 a 18 3#", "tardó 10 30 45 1#",
             "a las 12.30.45.1##"),
    "version": (
        "10.0.19045.38##", "v 2.3.456.78##", "kernel 6.5.0-10##", "21H2 19044.12##", "build 1904-2###",
        "v20.11.0##.45##",
        "release 2024.10.1# 12##", "driver 31.0.101.2###",
    ),
    "price": (
        "$1 234 ###", "1.234.###,89", "12,345,###.90 dlls", "4 500 ### pesos", "USD 1,200,###", "1'234'###",
        "total 612 345 000", "son 45 000 ### en total", "€ 12 345 6##", "cobraron 250 000 000",
    ),
    "serial": (
        "S/N 1234-5678-9###", "serie 5## 0123 4##", "SN: 8829-11##-44", "IMEI 35 209900 1761## 1",
        "serial no 6## ### ###",
        "service tag 2## #### ##", "numero de serie 55-1###-####", "modelo 2201-11##", "placa 300 #### 22",
    ),
    "ticket": (
        "ticket 2026-00####", "INC 00#####", "caso 0045-2026-1###", "#2026 051 33##", "SR 3-1#########",
        "REQ-0001#####",
        "ticket no 612 ### ###", "folio 55 1### ####", "case 5001-####", "reporte 2026-11-0###",
        "re: ticket 6###-####",
    ),
    "postcode": ("CP 280##", "90210-1###", "código postal 06### 07###", "zip 9021# 9022#", "CEP 013##-100",
                 "C.P. 44###, 45###"),
    "coordinate": ("19.43##, -99.13##", "40.4167## -3.7037##", "-34.60## -58.38##",
                   "lat 19.4326## lon -99.1332##"),
    "error": (
        "0x800700##", "0x8007 00##", "error 1603-22##", "ORA-00942 121##", "error 500 404 50#",
        "codigo 43-1001-2#",
        "code 80070005 12##", "STOP 0000 007B 12##", "err 1022-3344-1#", "excepción 1004 32##",
    ),
    "range": (
        "2019-2023", "1000-20##", "100 - 25##", "filas 1200-13##", "pp. 123-4##", "2023-2024-2025",
        "years 2019 2020 2021",
        "puertos 8000-80##", "rows 1500 - 18##", "2021 2022 2023 2024",
    ),
    "measure": (
        "1920x10##", "1024 768 32 bits", "100 200 3## mm", "12 000 ### bytes", "4096 20## MB",
        "resolución 1366-7##",
        "pesa 1 200 ### kg", "paper 210 297 1## gsm",
    ),
    "invoice": (
        "factura 0001-000#####", "folio 123 456 7##", "cuenta 0123-4567-8#", "póliza 12-3456-7##",
        "guía 1234 5678 9###",
        "FedEx 7712 34## 78##", "invoice 2026-0#-1###", "contrato 91 5## ## ##",
        "tracking 9400 1000 0000 1###",
        "referencia 6## ### ###", "NIT 900.###.1##-2",
    ),
    "list": (
        "equipos 1201 1202 120#", "salas 101 102 103 10#", "puertos 8080 8443 909#", "lines 120 121 12#",
        "cajas 12 13 14 1#",
        "tickets 4501, 4502 y 450#", "terminales 0012 0013 00##", "los usuarios 10021 10022 100##",
    ),
    "product": ("EAN 75010313113##", "UPC 0 12345 678## 5", "ISBN 978-84-376-04##-7", "SKU 4401-22##",
                "parte 332-11##",
                "item 55-20##-11", "artículo 612 ### 001", "model no. 700-2###"),
    "machine": ("1753689###", "1753689000###", "pid 1234 tid 56##", "id 20260513-10302#",
                "[2026-05-13 10:30:1#.123]",
                "thread 1200 at 77##", "00:1A:2B:3C:4D:5#", "blk 8192 40## 20##", "mem 1048576 52##"),
}  # fmt: skip

OTHER_FRAMES = (
    "{x}", "el dato es {x} y no avanza", "no funciona {x}", "ya van dos veces {x} gracias",
    "it says {x} again",
    "please check {x} asap", "SIGUE IGUAL {x}", "aparece {x}, que hago?", "since monday {x} fails",
)  # fmt: skip


def phone_samples(seed: int = 11) -> list[Sample]:
    """Return sentences with one telephone number each."""
    lots = random.Random(seed)
    samples = []
    for country, forms in FORMS.items():
        for form in forms:
            for _ in range(EACH_FORM):
                number = write_digits(lots, form)
                samples.append(Sample(country, form, number, lots.choice(PHONE_FRAMES).format(x=number)))
    return samples


def other_samples(seed: int = 11) -> list[Sample]:
    """Return sentences with numbers that are no telephones."""
    lots = random.Random(seed)
    samples = []
    for kind, forms in OTHERS.items():
        for form in forms:
            for _ in range(EACH_KIND):
                number = write_digits(lots, form)
                samples.append(Sample(kind, form, number, lots.choice(OTHER_FRAMES).format(x=number)))
    return samples


def write_digits(lots: random.Random, form: str) -> str:
    """Return the form with digits in it: "#" is any, an N before one is two to nine."""
    made = []
    for at, char in enumerate(form):
        if char == "#":
            made.append(str(lots.randrange(10)))
        elif char == "N" and form[at + 1 : at + 2] == "#":
            made.append(str(lots.randrange(2, 10)))
        else:
            made.append(char)
    return "".join(made)

"""The same tickets as several services write them in JSON; all invented."""

from __future__ import annotations

from typing import Any

ASKED = (
    "No encuentro el menú de facturas desde el lunes",
    "The scanner at gate two stopped reading labels",
    "Me cobraron dos veces la cuota de mayo",
    "Please give me access to the folder of contracts",
    "El reporte de ventas sale vacío desde ayer",
    "The tablet of the forklift does not charge any more",
)
ANSWERED = "We reset it, please try again"
LATER = "It still fails after the restart"
PEOPLE = ("Ana Prueba", "Luis Ensayo", "Eva Muestra", "Noa Ejemplo", "Tom Sample", "Sue Model")
DAYS = tuple(f"2026-05-{n + 4:02d}" for n in range(6))


def each(make: Any, count: int = 6) -> list[Any]:
    """Return what `make` gives for the number of each ticket."""
    return [make(n) for n in range(count)]


def paragraph(*words: Any) -> dict[str, Any]:
    """Return a paragraph of an Atlassian document."""
    return {
        "type": "paragraph",
        "content": [{"type": "text", "text": w} if isinstance(w, str) else w for w in words],
    }


def document(*blocks: Any) -> dict[str, Any]:
    """Return an Atlassian document."""
    return {"type": "doc", "version": 1, "content": list(blocks)}


def zendesk(n: int) -> dict[str, Any]:
    """Return a ticket of Zendesk's incremental export."""
    return {
        "id": 900 + n,
        "created_at": f"{DAYS[n]}T08:00:00Z",
        "subject": f"Caso {n}",
        "description": ASKED[n],
        "requester_id": 40 + n,
        "submitter_id": 40 + n,
        "assignee_id": 7,
        "status": "open",
        "tags": ["a", "b"],
    }


USERS = [
    {
        "id": 40 + n,
        "name": f"Persona {n}",
        "email": f"p{n}@tienda.example",
        "created_at": "2019-01-01T00:00:00Z",
        "role": "end-user",
    }
    for n in range(30)
]

SERVICES: dict[str, Any] = {
    "zendesk incremental": {
        "users": USERS,
        "organizations": [
            {"id": n, "name": f"Org {n}", "details": "una nota de la empresa"} for n in range(9)
        ],
        "tickets": each(zendesk),
        "count": 6,
    },
    "zendesk with comments beside": {
        "comments": [
            {
                "id": n,
                "ticket_id": 900 + n % 6,
                "author_id": 7,
                "body": ANSWERED,
                "created_at": f"{DAYS[n % 6]}T09:00:00Z",
            }
            for n in range(20)
        ],
        "tickets": each(zendesk),
        "users": USERS,
    },
    "json:api": {
        "included": [
            *({"type": "users", "id": str(n), "attributes": {"name": PEOPLE[n]}} for n in range(6)),
            *({"type": "teams", "id": str(n), "attributes": {"title": f"Equipo {n}"}} for n in range(3)),
        ],
        "data": each(
            lambda n: {
                "type": "tickets",
                "id": str(500 + n),
                "attributes": {
                    "title": f"Caso {n}",
                    "body": ASKED[n],
                    "created-at": f"{DAYS[n]}T08:00:00+02:00",
                },
                "relationships": {"requester": {"data": {"type": "users", "id": str(n)}}},
            }
        ),
        "meta": {"total": 6},
    },
    "freshdesk": each(
        lambda n: {
            "id": 70 + n,
            "subject": f"Caso {n}",
            "description_text": ASKED[n],
            "created_at": f"{DAYS[n]}T08:00:00Z",
            "requester_id": 5 + n,
            "status": 2,
            "conversations": [
                {
                    "id": 1,
                    "body_text": ANSWERED,
                    "incoming": False,
                    "created_at": f"{DAYS[n]}T09:00:00Z",
                    "user_id": 9,
                },
                {
                    "id": 2,
                    "body_text": LATER,
                    "incoming": True,
                    "created_at": f"{DAYS[n]}T10:00:00Z",
                    "user_id": 5 + n,
                },
            ],
        }
    ),
    "hubspot": {
        "results": each(
            lambda n: {
                "id": str(3000 + n),
                "properties": {
                    "subject": f"Caso {n}",
                    "content": ASKED[n],
                    "createdate": f"{DAYS[n]}T08:00:00.120Z",
                    "hs_pipeline_stage": "1",
                },
                "createdAt": f"{DAYS[n]}T08:00:00.120Z",
                "archived": False,
            }
        ),
        "paging": {"next": {"after": "6", "link": "https://x.example"}},
    },
    "intercom": {
        "type": "conversation.list",
        "conversations": each(
            lambda n: {
                "type": "conversation",
                "id": str(200 + n),
                "created_at": 1778140800 + 86400 * n,
                "state": "closed",
                "source": {
                    "type": "email",
                    "body": f"<p>{ASKED[n]}</p>",
                    "author": {"type": "user", "id": f"u{n}", "name": PEOPLE[n]},
                },
                "contacts": {"contacts": [{"type": "contact", "id": f"u{n}"}]},
                "conversation_parts": {
                    "conversation_parts": [
                        {
                            "part_type": "comment",
                            "body": f"<p>{ANSWERED}</p>",
                            "created_at": 1778140900,
                            "author": {"type": "admin", "id": "1"},
                        },
                        {
                            "part_type": "comment",
                            "body": f"<p>{LATER}</p>",
                            "created_at": 1778141900,
                            "author": {"type": "user", "id": f"u{n}"},
                        },
                        {
                            "part_type": "close",
                            "body": None,
                            "created_at": 1778142900,
                            "author": {"type": "bot", "id": "2"},
                        },
                    ]
                },
            }
        ),
    },
    "freshservice": {
        "tickets": each(
            lambda n: {
                "id": n + 1,
                "subject": f"Caso {n}",
                "description_text": ASKED[n],
                "created_at": f"{DAYS[n]}T08:00:00Z",
                "requester": {"id": n, "name": PEOPLE[n]},
                "attachments": [],
            }
        )
    },
    "jira": {
        "names": {"summary": "Summary"},
        "issues": each(
            lambda n: {
                "key": f"SUP-{n}",
                "fields": {
                    "summary": f"Caso {n}",
                    "created": f"{DAYS[n]}T08:00:00.000+0200",
                    "reporter": {"accountId": f"r{n}", "displayName": PEOPLE[n], "active": True},
                    "description": document(paragraph(ASKED[n])),
                    "comment": {
                        "comments": [
                            {
                                "author": {"accountId": "d", "displayName": "Mesa", "active": True},
                                "body": document(paragraph(ANSWERED)),
                                "created": f"{DAYS[n]}T09:00:00.000+0200",
                            },
                            {
                                "author": {"accountId": f"r{n}", "displayName": PEOPLE[n]},
                                "body": document(paragraph(LATER)),
                                "created": f"{DAYS[n]}T10:00:00.000+0200",
                            },
                        ]
                    },
                },
            }
        ),
        "total": 6,
    },
    "servicenow": {
        "result": each(
            lambda n: {
                "number": {"display_value": f"INC{n}", "value": f"INC{n}"},
                "short_description": {"display_value": f"Caso {n}", "value": f"Caso {n}"},
                "description": {"display_value": ASKED[n], "value": ASKED[n]},
                "opened_at": {"display_value": f"{DAYS[n]} 10:00:00", "value": f"{DAYS[n]} 08:00:00"},
                "caller_id": {
                    "display_value": PEOPLE[n],
                    "link": "https://x.example",
                    "value": "6816f79cc0a8016401c5a33be04be441",
                },
            }
        )
    },
    "github with pull requests": [
        *each(
            lambda n: {
                "number": n,
                "title": f"Caso {n}",
                "body": ASKED[n],
                "created_at": f"{DAYS[n]}T08:00:00Z",
                "user": {"login": f"u{n}"},
                "state": "open",
                "labels": [{"name": "bug"}],
            }
        ),
        {
            "number": 99,
            "title": "Mend it",
            "body": "a change of ours",
            "created_at": f"{DAYS[0]}T08:00:00Z",
            "pull_request": {"url": "https://x.example"},
        },
    ],
    "graphql": {
        "data": {
            "issues": {
                "pageInfo": {"hasNextPage": False},
                "edges": each(
                    lambda n: {
                        "cursor": str(n),
                        "node": {
                            "id": f"I_{n}",
                            "title": f"Caso {n}",
                            "bodyText": ASKED[n],
                            "description": ASKED[n],
                            "createdAt": f"{DAYS[n]}T08:00:00Z",
                            "labels": {"edges": [{"node": {"name": "web"}}]},
                        },
                    }
                ),
            }
        }
    },
    "elasticsearch": {
        "took": 3,
        "hits": {
            "total": {"value": 6},
            "hits": each(
                lambda n: {
                    "_index": "tickets",
                    "_id": f"x{n}",
                    "_source": {
                        "asunto": f"Caso {n}",
                        "descripcion": ASKED[n],
                        "fecha_creacion": f"{DAYS[n]}T08:00:00Z",
                    },
                }
            ),
        },
    },
    "mongodb": each(
        lambda n: {
            "_id": {"$oid": f"65f0c0ffee00000000000{n:03d}"},
            "subject": f"Caso {n}",
            "message": ASKED[n],
            "createdAt": {"$date": f"{DAYS[n]}T08:00:00Z"},
            "visits": {"$numberLong": "3"},
        }
    ),
    "under their ids": {
        str(101 + n): {"created_at": f"{DAYS[n]}T08:00:00Z", "subject": f"Caso {n}", "description": ASKED[n]}
        for n in range(6)
    },
    "under their keys": {
        "data": {
            f"SUP-{n}": {
                "fecha_creacion": f"{DAYS[n]} 08:00",
                "asunto": f"Caso {n}",
                "descripcion": ASKED[n],
                "estado": "abierto",
            }
            for n in range(6)
        }
    },
    "pages under numbers": {
        str(page): {
            "tickets": each(zendesk)[2 * page : 2 * page + 2],
            "users": USERS[page * 9 : page * 9 + 9],
        }
        for page in range(3)
    },
    "array of pages, spanish": [
        {
            "pagina": page,
            "usuarios": [{"id": n, "nombre": f"P{n}", "correo": f"p{n}@x.example"} for n in range(8)],
            "solicitudes": [
                {
                    "folio": f"F{n}",
                    "fecha_creacion": f"{DAYS[n]} 08:00",
                    "asunto": f"Caso {n}",
                    "descripcion": ASKED[n],
                }
                for n in (2 * page, 2 * page + 1)
            ],
        }
        for page in range(3)
    ],
    "customers with their tickets": {
        "empresas": [
            {
                "nombre": f"Empresa {at}",
                "ciudad": "Quito",
                "tickets": [zendesk(n) for n in (2 * at, 2 * at + 1)],
            }
            for at in range(3)
        ]
    },
}


def board(ids: Any) -> dict[str, Any]:
    """Return a board of cards without dates of their own; `ids` makes the id of each card."""
    actions = [
        {
            "id": f"action{n}-{what}",
            "type": what,
            "date": f"{DAYS[n]}T{hour:02d}:00:00.000Z",
            "data": {"card": {"id": ids(n), "name": f"Tarjeta {n}"}},
        }
        for n in range(6)
        for hour, what in ((15, "updateCard"), (8, "createCard"))
    ]
    cards = each(lambda n: {"id": ids(n), "name": f"Caso {n}", "desc": ASKED[n], "closed": False, "pos": n})
    return {"id": "b1", "name": "Soporte", "cards": cards, "actions": actions}

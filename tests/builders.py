"""Builders: whole values with sensible contents, so that a test names only what it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from supportlens.domain import (
    ActionType,
    Assigned,
    AudienceGroup,
    Cause,
    Certainty,
    Change,
    ChangeMatch,
    Cleaned,
    Derived,
    Doubt,
    Engine,
    Field,
    FormatReason,
    Gap,
    Kind,
    Leaves,
    Lexicon,
    LogTemplate,
    MaterialKind,
    Moment,
    MomentMatch,
    MomentState,
    Name,
    Objective,
    Onset,
    PeerGroup,
    Peers,
    Period,
    Playbook,
    Promise,
    PromiseBasis,
    Question,
    Rejection,
    Risk,
    ScopeClaim,
    Shape,
    Signal,
    SignalRule,
    SourceFile,
    StageResults,
    Study,
    Symptom,
    SymptomFeatures,
    SymptomTree,
    TeachingFormat,
    Tickets,
    TitleForm,
    Topic,
    TrainingAction,
    Vectors,
    Verdict,
    Worth,
)

FIRST = date(2026, 1, 5)
ONSET = date(2026, 5, 13)
WEEKS = tuple(FIRST + timedelta(weeks=week) for week in range(34))

FAMILIES = (
    # symptom, cause, product, text, resolution, tickets, after the onset only
    (
        "S1",
        "C1",
        "Atlas",
        "No encuentro el menú de facturas desde la actualización",
        "Se le explicó la nueva ruta",
        160,
        True,
    ),
    (
        "S2",
        "C1",
        "Atlas",
        "¿Dónde quedó el botón de exportar? Antes estaba arriba",
        "Se le indicó el menú nuevo",
        130,
        True,
    ),
    (
        "S3",
        "C1",
        "Atlas",
        "Cambiaron la pantalla y no sé cómo buscar un pedido",
        "Se le guió por teléfono",
        110,
        True,
    ),
    (
        "S4",
        "C2",
        "Portal",
        "Olvidé mi contraseña y se bloqueó la cuenta",
        "Se restableció la contraseña",
        240,
        False,
    ),
    ("S5", "C3", "Impresoras", "La impresora del piso 3 no imprime", "Se reinició la cola", 200, False),
    ("S6", "C4", "CRM", "La factura llegó con un importe mayor", "Se emitió nota de crédito", 130, False),
)


def a_frame() -> pd.DataFrame:
    """1 000 tickets of six families over 34 weeks, noise and two loners included."""
    rows = []
    for symptom, cause, product, text, answer, count, late in FAMILIES:
        start = ONSET if late else FIRST
        days = (WEEKS[-1] + timedelta(days=6) - start).days
        for i in range(count):
            when = start + timedelta(days=(i * 37) % days)
            rows.append(
                {
                    Field.TICKET_ID: "",
                    Field.CREATED_AT: datetime(when.year, when.month, when.day, 8 + i % 9, (i * 7) % 60),
                    Field.SUBJECT: text.split("?")[0][:48],
                    Field.DESCRIPTION: f"{text}. Ya es la {i % 5 + 2}.ª vez, por favor ayuda.",
                    Field.RESOLUTION: answer,
                    Field.REQUESTER: f"Persona {(i * 13 + len(symptom)) % 190:03d}",
                    Field.PRODUCT: product,
                    Field.VERSION: "5.2" if late else "",
                    Field.SITE: ("Centro", "Norte", "Sur", "Costa")[i % 4],
                    Field.ROLE: ("Ventas", "Almacén", "Finanzas")[i % 3],
                    Field.PRIORITY: ("Media", "Alta", "Baja")[i % 3],
                    Field.STATUS: "Cerrado",
                    "_symptom": symptom,
                    "_cause": cause,
                }
            )
    for text in ("ok", "gracias", "test", "...") * 7 + ("Se cayó el proyector", "Pido un teclado zurdo"):
        when = FIRST + timedelta(days=len(rows) % 230)
        rows.append(
            {
                **rows[0],
                Field.CREATED_AT: datetime(when.year, when.month, when.day, 9),
                Field.SUBJECT: text,
                Field.DESCRIPTION: text,
                Field.PRODUCT: "Otros",
                Field.VERSION: "",
                "_symptom": "",
                "_cause": "",
            }
        )
    frame = (
        pd.DataFrame(rows)
        .sort_values([Field.CREATED_AT, Field.SUBJECT], kind="stable")
        .reset_index(drop=True)
    )
    frame.columns = [str(column) for column in frame.columns]
    frame[Field.TICKET_ID.value] = [f"T-{n:05d}" for n in range(1, len(frame) + 1)]
    frame[Derived.SOURCE_FILE] = "caso_40.csv"
    frame[Derived.SOURCE_ROW] = range(2, len(frame) + 2)
    frame[Derived.TEXT] = frame["subject"] + "\n" + frame["description"]
    frame[Derived.INFORMATIVE] = frame["_symptom"].ne("") | frame["subject"].str.len().gt(10)
    return frame


def some_tickets() -> Tickets:
    """The tickets of `a_frame`, as read from one clean file."""
    frame = a_frame().drop(columns=["_symptom", "_cause"])
    original = frame[["ticket_id", "subject", "description", "product", "site"]].rename(
        columns={
            "ticket_id": "Número",
            "subject": "Asunto",
            "description": "Descripción",
            "product": "Aplicación",
            "site": "Sede",
        }
    )
    source = SourceFile(
        path="caso_40.csv",
        format="csv",
        encoding="utf-8",
        delimiter=";",
        rows_read=len(frame),
        rejections=(Rejection(17, "no_text"),),
        columns={
            "ticket_id": "Número",
            "created_at": "Fecha de apertura",
            "subject": "Asunto",
            "product": "Aplicación",
        },
        sha256="0" * 64,
        date_order="day-first",
    )
    return Tickets(frame, original, (source,))


def a_playbook() -> Playbook:
    """Two signals, two moments and a handful of words."""
    rules = (
        SignalRule(
            "cannot_find",
            Kind.KNOWLEDGE_GAP,
            2.0,
            "words",
            Name(es="no encuentran dónde están las cosas", en="they cannot find where things are"),
            (r"no encuentr\w*", r"donde (esta|quedo)"),
        ),
        SignalRule(
            "error_code",
            Kind.DEFECT,
            2.0,
            "words",
            Name(es="citan un código de error", en="they quote an error code"),
            (r"error \d+",),
        ),
        SignalRule(
            "explained",
            Kind.KNOWLEDGE_GAP,
            2.0,
            "resolution",
            Name(es="se resolvió con una explicación", en="an explanation solved it"),
            (r"se (le )?explico",),
        ),
        SignalRule(
            "one_each",
            Kind.KNOWLEDGE_GAP,
            1.0,
            "one_each",
            Name(es="muchas personas, pocas veces cada una", en="many people, a few times each"),
        ),
    )
    return Playbook(
        rules,
        (a_moment("complaint", 1), a_moment("support_request", 2)),
        Lexicon(frozenset({"de", "la"}), (), (), (), frozenset({"ok"})),
        "1",
        {rule.id: rule.name for rule in rules},
    )


def a_moment(moment_id: str = "complaint", number: int = 1) -> Moment:
    """A moment-of-truth sheet with every part filled in."""
    names = {
        "complaint": Name(es="Queja de un cliente", en="A customer's complaint"),
        "support_request": Name(es="Solicitud de soporte", en="A request for support"),
    }
    return Moment(
        id=moment_id,
        number=number,
        name=names.get(moment_id, Name(es="Momento", en="Moment")),
        family="service",
        stage="c7",
        touchpoint="person",
        trigger=Name(es="Un cliente se queja", en="A customer complains"),
        expects=Name(es="Que alguien lo escuche y responda", en="That somebody listens and answers"),
        steps=(
            Name(es="Agradecer y repetir lo entendido", en="Thank them and repeat what was understood"),
            Name(es="Dar una fecha", en="Give a date"),
        ),
        say=Name(es="Lo reviso hoy y le llamo", en="I will look at it today and call you"),
        avoid=Name(es="Culpar al cliente", en="Blaming the customer"),
        prevention=Name(es="Avisar antes de cada cambio", en="Tell people before each change"),
        indicator=Name(es="Quejas por semana", en="Complaints a week"),
        target=Name(es="La mitad en 60 días", en="Half of it in 60 days"),
        opportunity=Name(es="Recuperar la confianza", en="Win back their trust"),
        patterns=(r"queja",),
        kinds=(Kind.TREATMENT,),
    )


def a_cause(cause_id: str = "C1", **changes: object) -> Cause:
    """The cause of the 40 % case; `changes` replace parts of it."""
    cause = Cause(
        id=cause_id,
        name=Name(es="Atlas: no encuentro el menú", en="Atlas: no encuentro el menú"),
        tickets=400,
        share=0.4,
        share_low=0.37,
        share_high=0.431,
        kind=Kind.KNOWLEDGE_GAP,
        kind_scores={Kind.KNOWLEDGE_GAP: 4.8, Kind.DEFECT: 0.4, Kind.ACCESS: 0.2},
        signals_for=(
            Signal(
                "cannot_find", Kind.KNOWLEDGE_GAP, 2.0, 0.71, 0.06, None, 284, ("no encuentro", "dónde quedó")
            ),
            Signal("explained", Kind.KNOWLEDGE_GAP, 2.0, 0.93, 0.08, None, 372, ("se le explicó",)),
            Signal("one_each", Kind.KNOWLEDGE_GAP, 1.0, None, None, 1.9, 400),
        ),
        signals_against=(Signal("error_code", Kind.DEFECT, 2.0, 0.03, 0.02, None, 11, ("error 500",)),),
        scope=(
            ScopeClaim("product", "Atlas", 1.0, 0.02, 50.0, 31.0, 80.0, 0.0001, 400),
            ScopeClaim("version", "5.2", 0.98, 0.01, 98.0, 40.0, 200.0, 0.0001, 392),
        ),
        onset=Onset(
            ONSET + timedelta(days=2),
            ONSET,
            ONSET + timedelta(days=5),
            Shape.STEP,
            18.0,
            12.0,
            30.0,
            1.2,
            22.3,
            None,
            0.0001,
        ),
        change=ChangeMatch(Change(ONSET, "Actualización 5.2", "Atlas"), 2, 0.03, same_scope=True),
        rivals=(
            ChangeMatch(
                Change(ONSET - timedelta(days=9), "Mudanza de la sede Sur"), 11, 0.3, same_scope=False
            ),
        ),
        symptoms=("S1", "S2", "S3"),
        customers=212,
        ticket_ids_sample=("T-00400", "T-00401"),
        excess=380.0,
        angry_share=0.41,
        typical_ids=("T-00400", "T-00410", "T-00420"),
    )
    return replace(cause, **changes)  # type: ignore[arg-type]


def a_study(**changes: object) -> Study:
    """The study of the 40 % case, made by hand; `changes` replace parts of it."""
    full = a_frame()
    tickets = some_tickets()
    weekly = {
        key: tuple(_by_week(full.loc[full[column] == key, "created_at"]))
        for column, keys in (
            ("_cause", ("C1", "C2", "C3", "C4")),
            ("_symptom", tuple(family[0] for family in FAMILIES)),
        )
        for key in keys
    }
    ids = {key: tuple(full.loc[full["_cause"] == key, "ticket_id"][:5]) for key in ("C1", "C2", "C3", "C4")}
    quiet = {
        "onset": None,
        "change": None,
        "rivals": (),
        "signals_against": (),
        "angry_share": 0.1,
        "excess": 0.0,
    }
    causes = (
        a_cause(weekly=weekly["C1"], ticket_ids_sample=ids["C1"], typical_ids=ids["C1"]),
        a_cause(
            "C2",
            name=Name(es="Contraseñas y bloqueos", en="Contraseñas y bloqueos"),
            tickets=240,
            share=0.24,
            share_low=0.21,
            share_high=0.27,
            kind=Kind.ACCESS,
            kind_scores={Kind.ACCESS: 4.0},
            symptoms=("S4",),
            customers=150,
            weekly=weekly["C2"],
            ticket_ids_sample=ids["C2"],
            typical_ids=ids["C2"],
            scope=(ScopeClaim("product", "Portal", 1.0, 0.0, 90.0, 50.0, 150.0, 0.001, 240),),
            **quiet,
        ),
        a_cause(
            "C3",
            name=Name(es="Impresora del piso 3", en="Impresora del piso 3"),
            tickets=200,
            share=0.2,
            share_low=0.18,
            share_high=0.23,
            kind=Kind.DEFECT,
            kind_scores={Kind.DEFECT: 3.1},
            symptoms=("S5",),
            customers=80,
            weekly=weekly["C3"],
            ticket_ids_sample=ids["C3"],
            typical_ids=ids["C3"],
            scope=(),
            **quiet,
        ),
        a_cause(
            "C4",
            name=Name(es="Factura con importe mayor", en="Factura con importe mayor"),
            tickets=130,
            share=0.13,
            share_low=0.11,
            share_high=0.15,
            kind=Kind.BILLING,
            kind_scores={Kind.BILLING: 3.0},
            symptoms=("S6",),
            customers=None,
            weekly=weekly["C4"],
            ticket_ids_sample=ids["C4"],
            typical_ids=ids["C4"],
            scope=(),
            **quiet,
        ),
    )
    symptoms = tuple(
        Symptom(
            symptom,
            Name(es=text[:32].strip("¿ "), en=text[:32].strip("¿ ")),
            count,
            cause,
            tuple(full.loc[full["_symptom"] == symptom, "ticket_id"][:3]),
            weekly[symptom],
            SymptomFeatures(("facturas", "menú"), (("product", "Atlas"),))
            if symptom == "S1"
            else SymptomFeatures(),
        )
        for symptom, cause, _, text, _, count, _ in FAMILIES
    )
    assignment = pd.DataFrame(
        {
            Assigned.SYMPTOM: full["_symptom"],
            Assigned.CAUSE: full["_cause"],
            Assigned.CONFIDENCE: full["_symptom"].ne("").map({True: 0.86, False: 0.0}),
            Assigned.MOMENT: "support_request",
            Assigned.FLAGS: ["angry" if n % 5 == 0 else "" for n in range(len(full))],
            Assigned.RUNNER_UP: full["_symptom"].map({"S1": "S2", "S2": "S1", "S4": "S1"}).fillna(""),
            Assigned.ASIDE: [
                "" if symptom else "rare" if said else "hollow"
                for symptom, said in zip(full["_symptom"], full["informative"], strict=True)
            ],
            Assigned.LANGUAGE: full["_symptom"].ne("").map({True: "es", False: ""}),
        }
    )
    playbook = a_playbook()
    topics = tuple(
        Topic(
            symptom.id,
            symptom.name,
            symptom.tickets,
            symptom.tickets / 400,
            (FAMILIES[n][3],),
            FAMILIES[n][4] + ": Menú > Ventas > Facturas",
            12,
            symptom.example_ids,
            objective=Objective(TitleForm.FIND, "el menú de facturas", "Menú > Ventas > Facturas"),
            instruction="La nueva ruta: Menú > Ventas > Facturas",
        )
        for n, symptom in enumerate(symptoms[:3])
    )
    study = Study(
        tickets=tickets,
        assignment=assignment,
        symptoms=symptoms,
        causes=causes,
        verdict=Verdict(
            "C1",
            Certainty.HIGH,
            None,
            (Doubt.RIVAL_CHANGE,),
            (Question.WORKS_AS_DESIGNED, Question.WHO_WAS_TOLD, Question.WHAT_CHANGED),
            ("C2", "C3", "C4"),
            (Gap.NO_REQUESTERS,),
        ),
        moments=(
            MomentMatch(
                playbook.moments[1],
                MomentState.DETECTED,
                970,
                190,
                ("C1", "C2"),
                Risk(0.8, 0.9, 0.5, 4),
                ids["C1"],
            ),
            MomentMatch(
                playbook.moments[0], MomentState.DETECTED, 61, 50, ("C1",), Risk(0.3, 0.2, 0.9, 3), ids["C2"]
            ),
            MomentMatch(
                replace(a_moment("renewal", 3), needs=("renewal_date",)),
                MomentState.NEEDS_DATA,
                0,
                None,
                (),
                None,
            ),
        ),
        plan=(
            TrainingAction(
                "A1",
                "C1",
                ActionType.TRAIN,
                "users",
                212,
                (
                    AudienceGroup("role", "Ventas", 90, 160),
                    AudienceGroup("role", "Almacén", 72, 140),
                    AudienceGroup("role", "Finanzas", 50, 100),
                ),
                "Atlas",
                "Actualización 5.2",
                40,
                topics,
                22.3,
                4.5,
                promise=Promise(PromiseBasis.EXCESS, 14.5, 21.1, date(2026, 10, 1)),
                worth=Worth(22.3, 212, 66.0, 10.0, False, 3.0, 141.0, 47.0),
                format=TeachingFormat.SESSION,
                format_reason=FormatReason.MANY_TOPICS,
                day=date(2026, 9, 1),
                peak_weekday=2,
                askers=("Persona 001", "Persona 002"),
                peers=Peers(2, (PeerGroup("role", "Ventas", 2, 0.9),), ("Persona 188", "Persona 189")),
                materials=(MaterialKind.GUIDE, MaterialKind.CHECK),
            ),
        ),
        calendar=(
            Change(ONSET, "Actualización 5.2", "Atlas"),
            Change(ONSET - timedelta(days=9), "Mudanza de la sede Sur"),
        ),
        playbook=playbook,
        engine=Engine("0.1.0", 42, "tf-idf", {"read": 0.1, "group": 0.4}),
        weeks=WEEKS,
        weekly=tuple(_by_week(full["created_at"])),
        duplicates_folded=120,
        noise=28,
        unassigned=2,
    )
    return replace(study, **changes)  # type: ignore[arg-type]


def periods_around_onset(study: Study) -> tuple[Period, Period]:
    """Return the log before the onset of the verdict's cause and the log since then."""
    first, last, onset = study.tickets.first_date, study.tickets.last_date, study.main_cause.onset.day
    return Period(first, onset - timedelta(days=1)), Period(onset, last)


def _by_week(moments: pd.Series) -> list[int]:
    monday = moments.dt.normalize() - pd.to_timedelta(moments.dt.day_of_week, unit="D")
    counts = monday.value_counts()
    return [int(counts.get(pd.Timestamp(week), 0)) for week in WEEKS]


def folded(text: str) -> str:
    """Fold accents and case as patterns expect it."""
    return re.sub(r"\s+", " ", text.lower())


def some_stage_results(study: Study) -> StageResults:
    """What a study may have been made from: a tree of eight leaves, a line that a machine wrote, a courtesy."""
    count = len(study.tickets)
    crashed = [
        symptom == "S5" and row % 2 == 0 for row, symptom in enumerate(study.assignment[Assigned.SYMPTOM])
    ]
    template = LogTemplate(
        "L1", "ERROR <*> spooler stopped", sum(crashed), "ERROR 2026-03-02 spooler stopped"
    )
    cleaned = Cleaned(
        texts=tuple(study.tickets.frame[Derived.TEXT]),
        removed=tuple(("Buenos días:", "Saludos, Ana") if row % 3 == 0 else () for row in range(count)),
        languages=tuple(study.assignment[Assigned.LANGUAGE]),
        reasons=(None,) * count,
        events=tuple((0,) if it else () for it in crashed),
        templates=(template,),
    )
    codes = np.arange(count)
    vectors = Vectors(
        codes,
        np.ones((count, 2), np.float32),
        cleaned.texts,
        np.ones(count, np.int64),
        np.zeros(count, np.int64),
        None,
        count,
        "encoder",
        0,
    )
    merges = tuple((0, leaf) for leaf in range(1, 8))
    tree = SymptomTree(8, merges, tuple(1.0 - step / 10 for step in range(7)), 6)
    return StageResults(cleaned, vectors, Leaves(codes % 8, (None,) * count, tree))

"""Plain speech: what people of any desk say is enough to tell the kind, without a resolution or a date."""

import re

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.kinds.classifying import classify
from supportlens.causes.kinds.evidence import gather_evidence
from supportlens.domain import Derived, Field, SourceFile, Tickets, fold
from supportlens.resources import load_playbook

SAID = {
    ("knowledge_gap", "es"): """¿Dónde metieron la opción de duplicar pedido?
Desde que cambió el sistema ando perdida, no doy con los reportes
¿Cómo le hago ahora para sacar el listado de clientes?
Ya no está el botón verde de imprimir
No sé por dónde se entra a facturación con la nueva pantalla
Antes con dos clics lo hacía y ahora no hallo nada
Nadie nos dijo que iban a mover todo
¿Hay algún instructivo de la versión nueva?
No le entiendo a la pantalla nueva, está todo revuelto
Quisiera que me expliquen cómo registrar una devolución
¿En qué menú quedó la consulta de existencias?
Me pueden ayudar a encontrar los pedidos archivados""",
    ("knowledge_gap", "en"): """Where on earth is the search box now?
I can't work out how to print a delivery note since the upgrade
The button I always used has vanished
Nobody showed us how the new screen works
Is there a cheat sheet for the new version?
Which tab are the archived orders under?
I'm lost in the new layout, please point me to the reports
It used to be two clicks and now I can't see it anywhere
How am I supposed to enter a return now?
We had no training on this and everyone is asking me
I don't understand the new menu
Can you tell me where the customer list has gone""",
    ("defect", "es"): """Al guardar me marca error y se cierra la ventana
Se queda pasmado cuando abro un pedido
La pantalla se pone en blanco al filtrar por fecha
Sale un mensaje de excepción no controlada
Se traba y hay que reiniciar la computadora
No carga el reporte, se queda dando vueltas
Error interno del servidor al adjuntar un archivo
Cada que imprimo el programa truena
El sistema se congela después de unos minutos
Calcula mal el total, falla desde la actualización
Me aparece el código de error 0x80004005
Volvió a fallar, ya lo había reportado""",
    ("defect", "en"): """It crashes every time I save an order
I get a blank page when I filter by date
An unhandled exception pops up on start
The window freezes and I have to kill it
Error 500 when attaching a file
The report never loads, it just spins
It hangs after a few minutes
Getting "internal server error" all morning
The same bug is back again
It throws an error and closes itself
Nothing happens when I press Save, it is broken
The app keeps quitting unexpectedly""",
    ("access", "es"): """No me deja ingresar, dice usuario o contraseña incorrectos
Se me venció la clave
Mi cuenta quedó bloqueada después de tres intentos
No me llega el código de verificación al celular
Perdí el permiso para autorizar compras
Necesito que me restablezcan la contraseña
Dice que no tengo autorización para ver el módulo
Cambié de teléfono y el autenticador ya no sirve
Soy de nuevo ingreso y no tengo usuario
Acceso denegado al entrar al portal
Olvidé mi contraseña
No puedo iniciar sesión""",
    ("access", "en"): """It says my username or password is wrong
My password has expired
I'm locked out after three attempts
The verification code never reaches my phone
I no longer have permission to approve purchases
Please reset my password
It says I'm not authorised to view the module
New phone, and the authenticator doesn't work any more
I just started and don't have a login
Access denied when opening the portal
Can't sign in since this morning
Forgot my password""",
    ("configuration", "es"): """En la sucursal Norte el sistema apunta al servidor viejo
Solo en esta oficina sale mal, en las demás está bien
La impresora predeterminada quedó en otra sede
La zona horaria está mal puesta en nuestros equipos
Falta configurar el escáner en caja 2
En mi máquina no aparece pero en la de mi compañero sí
Quedó mal parametrizado el almacén por defecto
El correo saliente tiene otro servidor configurado
Hay que ajustar la configuración regional de estas computadoras
Aquí nos toma la lista de precios de otra tienda por defecto
El acceso directo abre la base de pruebas
Nada más pasa en esta sede""",
    ("configuration", "en"): """Our branch still points at the old server
It only happens in this office, the others are fine
The default printer is set to another site
The time zone is wrong on our machines
The scanner on till 2 needs setting up
It works on my colleague's computer but not on mine
The default warehouse is set wrongly here
The outgoing mail server is misconfigured
Regional settings on these PCs need adjusting
Here it takes another store's price list by default
The shortcut opens the test database
Just our site has this problem""",
    ("data", "es"): """El saldo del cliente no coincide con la factura
Aparecen artículos duplicados en el catálogo
Faltan los movimientos de marzo
El precio que trae el producto está equivocado
Las existencias no cuadran con el conteo
La dirección del proveedor está mal capturada
Se borró el historial de ventas
El pedido quedó a nombre de otro cliente
Los datos salen incompletos después de la migración
Hay registros repetidos
El RFC del cliente está mal
El inventario muestra cantidades negativas""",
    ("data", "en"): """The customer's balance doesn't match the invoice
Duplicate items in the catalogue
March movements are missing
The price on the product record is wrong
Stock doesn't tally with the count
The supplier's address is incorrect
Sales history has been wiped
The order is under somebody else's name
Figures are incomplete since the migration
There are repeated records
The tax ID on the account is wrong
Inventory shows negative quantities""",
    ("outage", "es"): """No hay sistema en ninguna sucursal
Se fue el servicio, todos estamos parados
El portal está caído
Nadie puede entrar desde las nueve
Sin conexión en toda la planta
¿Cuándo regresa el sistema? tenemos fila de clientes
Se cayó la red en el edificio
Está abajo el servidor
Todo mundo está sin sistema
No responde para nadie
Nos quedamos sin servicio
Se cayó todo otra vez""",
    ("outage", "en"): """The system is down in every branch
We've lost service, everyone is stuck
Is the portal down?
Nobody has been able to get in since nine
No connection in the whole plant
When will it be back? we have a queue of customers
The network went down in the building
The server is offline
The whole team is without the system
It's not responding for anyone
Total outage here
Everything went down again""",
    ("request", "es"): """Solicito una laptop para el nuevo compañero
Favor de dar de alta a un proveedor
Necesitamos tres licencias adicionales
¿Podrían agregar una columna de descuento al reporte?
Quiero pedir un monitor más grande
Por favor crear un centro de costo para la planta
Requiero la instalación del programa de diseño
Nos hace falta una silla y un teclado
Se solicita un reporte nuevo de rutas
Me gustaría que el listado mostrara el teléfono
Pedido de papelería para el área
Favor de habilitar una extensión para recepción""",
    ("request", "en"): """I'd like a laptop for our new colleague
Please set up a new supplier
We need three extra licences
Could you add a discount column to the report?
May I order a larger monitor?
Please create a cost centre for the plant
Requesting installation of the design software
We're short of a chair and a keyboard
We would like a new routes report
It would be nice if the list showed the phone number
Stationery order for the department
Can we have an extension for reception?""",
    ("billing", "es"): """Me cobraron dos veces este mes
La factura llegó por más de lo cotizado
No reconozco este cargo
Me prometieron un descuento que no aplicaron
¿Por qué subió la mensualidad?
Quiero que me devuelvan la diferencia
El importe no es el que acordamos
Necesito una nota de crédito
Me están cobrando un servicio que cancelé
El vendedor dijo que el primer mes era gratis
Hay un cobro indebido en mi tarjeta
La tarifa no corresponde al contrato""",
    ("billing", "en"): """I was billed twice this month
The invoice came in higher than the quote
I don't recognise this charge
I was promised a discount that never showed up
Why has the monthly fee gone up?
I want the difference back
The amount isn't what we agreed
We need a credit note
You're charging me for a service I cancelled
The salesman said the first month was free
There's an unauthorised charge on my card
The rate doesn't match the contract""",
    ("treatment", "es"): """Llamo y llamo y nadie contesta
La señorita que me atendió fue muy grosera
Me traen de un departamento a otro
Llevo dos semanas sin respuesta
Me colgaron el teléfono
Qué pésimo servicio, nunca resuelven
Cerraron mi reporte sin arreglar nada
Tengo que contar lo mismo cada vez que llamo
Me dejaron esperando cuarenta minutos
Quiero hablar con un supervisor por el trato recibido
Nunca me devolvieron la llamada
Se burlaron de mi pregunta""",
    ("treatment", "en"): """I keep ringing and nobody picks up
The lady who answered was very rude
I'm being sent from one department to another
Two weeks without an answer
They hung up on me
Awful service, nothing ever gets solved
You closed my ticket without fixing anything
I have to repeat my story on every call
I was kept on hold for forty minutes
I want to complain to a supervisor about how I was treated
Nobody ever called me back
The agent laughed at my question""",
}


def a_cause_that_says(lines):
    """Four tickets of each line among as many without evidence, and who belongs to the cause."""
    texts = lines * 4 + ["Asunto pendiente de la semana"] * (8 * len(lines))
    frame = pd.DataFrame({Field.TICKET_ID.value: [f"T{n}" for n in range(len(texts))], Derived.TEXT: texts})
    source = SourceFile("log.csv", "csv", "utf-8", ";", len(texts))
    return Tickets(frame, frame, (source,)), np.arange(len(texts)) < 4 * len(lines)


@pytest.mark.parametrize(("kind", "language"), SAID, ids="-".join)
def test_the_kind_is_told_from_words_alone(kind, language):
    tickets, members = a_cause_that_says(SAID[kind, language].splitlines())
    told, scores, _, _ = classify(tickets, members, None, gather_evidence(tickets, load_playbook()))

    assert told.value == kind, scores
    assert all(2 * score < scores[told] for other, score in scores.items() if other is not told), scores


@pytest.mark.parametrize(("kind", "language"), SAID, ids="-".join)
def test_most_sentences_speak_for_their_kind(kind, language):
    patterns = [
        pattern
        for rule in load_playbook().signals
        if rule.kind.value == kind and rule.where == "words"
        for pattern in rule.patterns
    ]
    lines = SAID[kind, language].splitlines()
    silent = [line for line in lines if not any(re.search(pattern, fold(line)) for pattern in patterns)]

    assert len(silent) <= 2, silent

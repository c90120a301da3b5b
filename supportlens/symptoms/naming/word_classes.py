"""Closed classes of words of both languages, accent-folded: what may stand at the rim of a name."""

from __future__ import annotations

NEGATIONS = frozenset(
    "no not cannot can't cant don't dont doesn't doesnt won't wont isn't isnt aren't arent didn't "
    "didnt couldn't couldnt wouldn't wouldnt wasn't hasn't hasnt haven't havent never unable sin "
    "nunca without tampoco".split()
)
"""Words that a name may begin with, because they turn its meaning."""

VERB_DENIALS = NEGATIONS - {"no", "sin", "without", "tampoco"}
"""Denials that a verb follows and no noun does."""

QUESTIONS = frozenset("como donde where how why".split())
"""Words that a name may begin with, because they say what is not known."""

ARTICLES = frozenset("el la los las un una unos unas lo al the a an".split())

DETERMINERS = ARTICLES | frozenset(
    "mi mis su sus tu tus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas "
    "cada cualquier algun alguna ningun ninguna todo toda todos todas otro otra otros otras del my "
    "your our his her their this that these those some any each every all no another its".split()
)
"""Words after which a thing is named; one that follows a word says that the word wants its object."""

LINKS = frozenset(
    "de con en para por a sobre entre desde hasta hacia contra ante sin of in on at for with to from "
    "by about into onto over via as".split()
)
"""Prepositions: they join the halves of a phrase and never end one."""

BREAKS = frozenset(
    "que pero porque pues aunque mientras entonces luego ademas cuando si cual cuales quien quienes "
    "cuyo yo usted ustedes ellos ellas nosotros nosotras vos ella i i'm im i've ive i'd id'd i'll you "
    "you're he she it it's we they they're he's she's we're we've but because though although while "
    "then so if when whenever which who whose whom what that's there there's than hence thus however "
    "that whether until unless since desde despues antes before after during durante tras xq pq or".split()
)
"""Words at which one thought ends and another begins."""

TIMES = frozenset(
    "hoy ayer anteayer manana anoche tarde tardes noche noches madrugada mediodia ahora ahorita "
    "recien recientemente ultimamente actualmente dia dias semana semanas mes meses ano anos hora "
    "horas minuto minutos segundo segundos rato momento lunes martes miercoles jueves viernes sabado "
    "domingo enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre "
    "diciembre vacaciones acabo today yesterday tomorrow tonight morning afternoon evening night noon "
    "midnight now recently lately currently day days week weeks weekend month months year years hour "
    "hours minute minutes monday tuesday wednesday thursday friday saturday sunday january february "
    "april june july august september october november december ago anymore am pm a.m p.m".split()
)
"""When it happened, which is no part of what happened."""

FILLERS = frozenset(
    "just suddenly again still already always sometimes really very quite even only also too yet ever "
    "once first last next new latest several many lot lots thing things stuff kind sort way etc "
    "anyway basically obviously honestly literally completely totally simply absolutely gonna wanna "
    "like would want wants wanted wish love know knows tell see say says said let lets think guess "
    "find found try tries tried trying attempt attempting attempted need needs needed help helps "
    "please able start started starts begin began happen happens happened happening question "
    "questions query queries issue issues problem problems request requests inquiry doubt concern "
    "concerns ticket case matter subject information info advice reason nuevo nueva nuevos nuevas "
    "nuevamente todavia aun siempre solo solamente ya mismo misma mucho mucha muchos muchas muy tan "
    "mas menos tambien ademas bueno buena bien vale ok okay pues digamos ver oye mira resulta "
    "gustaria queria querria quisiera quiero deseo deseaba desearia saber sabe saben sabes se podria "
    "podrian podrias puedo puede pueden puedes poder necesito necesitaba necesitaria necesitamos "
    "requiero requiere intento intente intentar intentando trato trate tratar tratando llamo llamaba "
    "llamando comunica comunico indica indicando informa manifiesta solicita solicito solicitando "
    "refiere regresar regrese regreso volver vuelvo volvi hago hacer hice haciendo tengo tener tenia "
    "tiene tenido pasa pasando ocurre sucede sucedio empece empezo comenzo comence pregunta preguntas "
    "consulta consultas duda dudas problema problemas inconveniente inconvenientes solicitud "
    "solicitudes ayuda apoyo caso casos asunto tema informacion motivo hola buenas buenos gracias "
    "favor hi hello hey thanks thank regards sorry dear cosa cosas algo nada something anything "
    "nothing everything everyone someone anyone people guys long much far cuanto cuanta cuantos "
    "cuantas maybe perhaps quizas quiza seem seems seemed keep keeps kept get gets got getting going "
    "go goes went come comes came make makes made making doing does do did done been being be ask "
    "asked asking asks call calling called supposed cual cuales dan das dar dame deme".split()
)
"""Words that carry no matter: circumstance, politeness, and nouns for a ticket itself."""

HELD_BY_NEGATION = frozenset(
    "find found see get know open make keep let tener tengo tiene encuentro hacer hago puedo puede "
    "poder deja quiere work works working".split()
)
"""Light words that say something once they are denied: "can't find", "no tengo"."""

PARTICLES = frozenset("in out up off on down back over away".split())
"""What may end a name behind its verb: "log in", "top up", "switched off"."""

PARTICLE_VERBS = frozenset(
    "log logs logged logging sign signs signed signing top topped topping turn turned turns turning "
    "switch switched switching shut shuts lock locked locking set setting cut cuts sold pop pops pick "
    "roll rolled back backed start starts boot boots shows showing show come comes went going came "
    "freeze break breaks pay paid opt take takes taken took taking run runs ran running charged check "
    "freezes timed clear cleared fill filled zoom zoomed bring brings".split()
)
"""Verbs whose particle belongs to them."""

CLITICS = frozenset("se me te le les nos".split())
"""Pronouns that stand before their verb: "se cae la VPN" is not "cae la VPN"."""

AUXILIARIES = frozenset(
    "do does did is are was were am has have had will would can could should may might must".split()
)
"""Verbs before a denial that belong to it, and after a question that turn the order round."""

BEFORE_BE = frozenset(
    "can will would could should may might must to not never cannot can't cant won't wont".split()
)
"""What "be" follows in a statement."""

INVERTED = frozenset("isn't isnt aren't arent wasn't hasn't hasnt haven't havent".split())
"""Denials that ask when a thing follows: "why isn't my transfer"."""

UNFINISHED = frozenset(
    "mal bien mejor peor muy mas menos tan demasiado too very more less so wrong wrongly two three "
    "four five one dos tres cuatro cinco".split()
)
"""Light words that belong to what stands before or after them."""

CONJUNCTIONS = frozenset("y e o u and or".split())
"""Words that join two things, or one thought to the next."""

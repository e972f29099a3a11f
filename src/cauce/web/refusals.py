"""What people are told where something is refused or has failed: by code, in their language.

What the engine and the runtime say is for who builds; a page says what it means and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping

from cauce.runtime.errors import Refused
from cauce.web.words import say

REFUSALS: Mapping[str, str] = {
    "DATA_INVALID": "Alguno de los datos no se puede guardar. Revise lo que escribió.",
    "FORM_INVALID": "Falta corregir el formulario.",
    "INSTANCE_ENDED": "El caso ya terminó: no hay nada que hacer en él.",
    "NOT_ALLOWED": "Esta tarea es de otro rol. Pida que se la asignen si le toca a usted.",
    "STALE_WRITE": "El caso cambió mientras usted lo enviaba. Nada se perdió: envíelo otra vez.",
    "STEP_LIMIT": "El paso es demasiado largo y quedó detenido. Avise a quien administra Cauce.",
    "TASK_ALREADY_CLAIMED": "Otra persona tomó esta tarea antes. Pídale que la devuelva.",
    "TASK_ALREADY_COMPLETED": "Esta tarea ya está completada: el caso siguió adelante.",
    "TASK_ALREADY_WAITING": "La tarea ya está en espera del cliente.",
    "TASK_NOT_WAITING": "La tarea no está en espera del cliente.",
    "TASK_WITHDRAWN": "Esta tarea ya no hace falta: el caso tomó otro camino.",
    "UNKNOWN_CASE": "Ese caso no existe, o no es de su organización.",
    "UNKNOWN_DOCUMENT": "Ese documento no existe, o no es de su organización.",
    "UNKNOWN_INSTANCE": "Ese proceso no existe, o no es de su organización.",
    "UNKNOWN_ORGANISATION": "Esa organización no existe.",
    "UNKNOWN_PROCESS": "Ese proceso no existe. Avise a quien administra Cauce.",
    "UNKNOWN_TASK": "Esa tarea no existe, o no es de su organización.",
    "VARIABLES_TOO_LARGE": "Los datos del caso son demasiados. Acorte lo que escribió, o adjúntelo "
    "como documento.",
}
"""By code of a refusal: what to do, in Spanish."""

FAILURES: Mapping[str, str] = {
    "CALLED_PROCESS_MISSING": "Falta el proceso que sigue: hay que instalarlo.",
    "DECISION_FAILED": "Una regla de decisión no se pudo aplicar a los datos del caso.",
    "DECISION_MISSING": "Falta la regla de decisión que el caso necesita: hay que instalarla.",
    "DEFINITION_BROKEN": "La definición instalada del proceso no se puede leer.",
    "DELIVERY_FAILED": "Un mensaje entre procesos no se pudo entregar.",
    "EXPRESSION_FAILED": "Un cálculo no se pudo hacer con los datos del caso.",
    "HANDLER_FAILED": "Un registro no se pudo guardar.",
    "JOB_FAILED": "Un trabajo del sistema (un correo, un archivo, una conexión) no se pudo hacer.",
    "JOB_UNFINISHED": "El resultado de un trabajo del sistema no se pudo registrar.",
    "NO_FLOW": "Ninguna de las salidas posibles corresponde a los datos del caso.",
    "STEP_LIMIT": "El paso es demasiado largo y quedó detenido.",
    "TIMER_FAILED": "Un plazo se cumplió y lo que seguía no se pudo hacer.",
    "TIMER_START_FAILED": "Un proceso que debía comenzar a su hora no comenzó.",
    "VARIABLES_TOO_LARGE": "Los datos del caso son demasiados.",
}
"""By code of an incident: what happened, in Spanish."""

_UNKNOWN = "No se pudo hacer. Recargue la página; si se repite, avise a quien administra Cauce."
_FAILED = "El sistema no pudo seguir. Avise a quien administra Cauce."
_FOUR_EYES = "Debe hacerlo otra persona: usted hizo el trabajo que aquí se revisa."


def refused(refusal: Refused, language: str) -> str:
    """Say why something was refused, and what to do."""
    if refusal.code == "NOT_ALLOWED" and "excluded" in refusal.details:
        return say(_FOUR_EYES, language)
    return say(REFUSALS.get(refusal.code, _UNKNOWN), language)


def failed(code: str, language: str) -> str:
    """Say what failed, by the code of an incident."""
    return say(FAILURES.get(code, _FAILED), language)

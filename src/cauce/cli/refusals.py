"""What was refused or has failed, in the words of who sits at the terminal: by code.

The sentence of the engine or the runtime follows, as its author wrote it: it names ids and values.
"""

from __future__ import annotations

from collections.abc import Mapping

from cauce.cli.language import say
from cauce.engine import Refused

REFUSALS: Mapping[str, str] = {
    "ALREADY_STARTED": "La instancia ya comenzó.",
    "ALREADY_THERE": "La instancia ya está en esa versión.",
    "AMBIGUOUS_TASK": "Hay varias tareas abiertas con ese nombre.",
    "DATA_INVALID": "Alguno de los datos no se puede guardar.",
    "DECISION_FAILED": "Una decisión no se pudo aplicar a los datos.",
    "EXPRESSION_FAILED": "Un cálculo no se pudo hacer con los datos.",
    "FORM_INVALID": "Falta corregir el formulario.",
    "INSTANCE_ENDED": "El proceso ya terminó: no hay nada que hacer en él.",
    "INVALID_VALUE": "Un valor no es de los que se esperan.",
    "NAME_MISSING": "Falta un nombre.",
    "NOT_ALLOWED": "Esa persona no puede hacer esto.",
    "NOT_LISTENING": "Nadie espera ese mensaje o esa señal.",
    "NO_DELIVERY": "La falla no es de un envío.",
    "PASSWORD_MISSING": "Falta la contraseña.",  # nosec B105 - what a person is told
    "PROCESS_MISSING": "Falta decir qué proceso.",
    "REASON_MISSING": "Falta el motivo.",
    "START_EVENT_UNKNOWN": "El proceso no tiene ese evento de inicio.",
    "STALE_WRITE": "La instancia cambió mientras tanto: nada se guardó, inténtelo otra vez.",
    "STEP_LIMIT": "El paso es demasiado largo: el proceso parece dar vueltas.",
    "TASK_ALREADY_CLAIMED": "Otra persona tomó esa tarea antes.",
    "TASK_ALREADY_COMPLETED": "La tarea ya está completada.",
    "TASK_ALREADY_WAITING": "La tarea ya está en espera del cliente.",
    "TASK_NOT_WAITING": "La tarea no está en espera del cliente.",
    "TASK_WITHDRAWN": "La tarea ya no hace falta: el caso tomó otro camino.",
    "UNKNOWN_CASE": "No hay tal caso.",
    "UNKNOWN_INCIDENT": "No hay tal falla abierta.",
    "UNKNOWN_INSTANCE": "No hay tal instancia.",
    "UNKNOWN_ORGANISATION": "No hay tal organización.",
    "UNKNOWN_PERSON": "No hay tal persona.",
    "UNKNOWN_PROCESS": "No hay tal proceso.",
    "UNKNOWN_SCOPE": "No hay tal parte abierta del proceso.",
    "UNKNOWN_TASK": "No hay tal tarea abierta.",
    "UNKNOWN_TIMER": "No hay tal plazo.",
    "UNKNOWN_VERSION": "No hay tal versión del proceso.",
    "VARIABLES_TOO_LARGE": "Los datos del caso son demasiados.",
}
"""By code of a refusal, in Spanish."""

FAILURES: Mapping[str, str] = {
    "CALLED_PROCESS_CANCELLED": "El proceso llamado fue cancelado.",
    "CALLED_PROCESS_MISSING": "Falta el proceso llamado.",
    "DECISION_FAILED": "Una decisión no se pudo aplicar a los datos.",
    "DECISION_MISSING": "Falta la decisión.",
    "EXPRESSION_FAILED": "Un cálculo no se pudo hacer con los datos.",
    "HANDLER_FAILED": "Un registro no se pudo guardar.",
    "JOB_FAILED": "Un trabajo del sistema no se pudo hacer.",
    "NO_FLOW": "Ninguna salida corresponde a los datos.",
    "STEP_LIMIT": "El paso es demasiado largo: el proceso parece dar vueltas.",
    "VARIABLES_TOO_LARGE": "Los datos del caso son demasiados.",
}
"""By code of an incident, in Spanish."""


FINDINGS: Mapping[str, str] = {
    "CASE_WRONG": "La instancia figura en otro caso que en su bitácora.",
    "DUE_WRONG": "El próximo plazo de la instancia no es el que da su bitácora.",
    "ENTRY_COUNT": "La cantidad de entradas no es la que la instancia ha tenido.",
    "ENTRY_MISSING": "Falta la entrada.",
    "ENTRY_UNREADABLE": "La entrada no se puede leer.",
    "HASH_WRONG": "Lo que contiene no da su huella.",
    "HEAD_WRONG": "La última huella de la instancia es otra que la de su última entrada.",
    "INSTANCE_GONE": "Su instancia ya no está.",
    "INSTANCE_STATE_WRONG": "El estado de la instancia no es el que da su bitácora.",
    "INSTANCE_VERSION_WRONG": "La instancia es de otra versión que su última entrada.",
    "NOT_CHAINED": "No está encadenada con la entrada anterior.",
    "NOT_REPLAYED": "Lo que registra no se puede repetir.",
    "NO_BYTES": "Una de sus columnas no tiene lo que debe.",
    "SNAPSHOT_WRONG": "Su copia del estado no es la que dan sus hechos.",
    "STATE_WRONG": "Repetir sus hechos da otro estado que el que dice.",
    "STATUS_WRONG": "La instancia figura de otra manera que en su bitácora.",
    "TASK_WRONG": "Sus tareas abiertas no son las que da su bitácora.",
    "VERSION_WRONG": "Es de otra versión que la entrada anterior, y ningún traslado lo dice.",
}
"""By code of what `cauce journal verify` finds, in Spanish."""


def refused(refusal: Refused) -> str:
    """Give a refusal as `CODE: what it means (what was said of it)`."""
    return f"{refusal.code}: {_told(REFUSALS, refusal.code, str(refusal))}"


def failed(code: str, message: str) -> str:
    """Give what an incident means (and what was said of it), without its code."""
    return _told(FAILURES, code, message)


def found(code: str, reason: str) -> str:
    """Give what is wrong with a journal's entry (and in the words of who proved it)."""
    return _told(FINDINGS, code, reason)


def _told(known: Mapping[str, str], code: str, message: str) -> str:
    return f"{say(known[code])} ({message})" if code in known else message

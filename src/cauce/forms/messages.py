"""What a form says about an answer that it does not take: what to write, not what is forbidden."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "needs_text": {"es": "Escriba un texto.", "en": "Write a text."},
    "needs_number": {"es": "Escriba un número.", "en": "Write a number."},
    "needs_date": {
        "es": "Escriba una fecha, por ejemplo 2026-03-31.",
        "en": "Write a date, such as 2026-03-31.",
    },
    "needs_time": {
        "es": "Escriba una hora, por ejemplo 09:30.",
        "en": "Write a time, such as 09:30.",
    },
    "needs_datetime": {
        "es": "Escriba fecha y hora, por ejemplo 2026-03-31T09:30.",
        "en": "Write date and time, such as 2026-03-31T09:30.",
    },
    "needs_choice": {"es": "Elija una opción.", "en": "Choose an option."},
    "needs_choices": {"es": "Elija al menos una opción.", "en": "Choose at least one option."},
    "needs_tick": {
        "es": "Marque esta casilla para continuar.",
        "en": "Tick this box to go on.",
    },
    "needs_yes_or_no": {"es": "Responda sí o no.", "en": "Answer yes or no."},
    "needs_file": {"es": "Adjunte un archivo.", "en": "Attach a file."},
    "needs_list": {"es": "Escriba una lista de filas.", "en": "Write a list of rows."},
    "needs_row": {
        "es": "Escriba los campos de la fila.",
        "en": "Write the fields of the row.",
    },
    "needs_group": {
        "es": "Escriba los campos de este grupo.",
        "en": "Write the fields of this group.",
    },
    "one_file": {"es": "Adjunte un solo archivo.", "en": "Attach one file only."},
    "too_many_rows": {
        "es": "Escriba como máximo {limit} filas.",
        "en": "Write {limit} rows at most.",
    },
    "not_an_option": {
        "es": "Elija una de las opciones: {options}.",
        "en": "Choose one of the options: {options}.",
    },
    "no_options": {
        "es": "Todavía no hay opciones para elegir.",
        "en": "There are no options to choose from yet.",
    },
    "repeated_option": {
        "es": "Elija cada opción una sola vez.",
        "en": "Choose each option only once.",
    },
    "below_minimum": {
        "es": "Escriba un número desde {limit}.",
        "en": "Write a number from {limit} up.",
    },
    "above_maximum": {
        "es": "Escriba un número hasta {limit}.",
        "en": "Write a number up to {limit}.",
    },
    "too_many_decimals": {
        "es": "Escriba un número con {limit} decimales como máximo.",
        "en": "Write a number with {limit} decimals at most.",
    },
    "no_decimals": {
        "es": "Escriba un número entero.",
        "en": "Write a whole number.",
    },
    "off_increment": {
        "es": "Escriba un múltiplo de {limit}.",
        "en": "Write a multiple of {limit}.",
    },
    "too_short": {
        "es": "Escriba al menos {limit} caracteres; hay {length}.",
        "en": "Write at least {limit} characters; there are {length}.",
    },
    "too_long": {
        "es": "Escriba como máximo {limit} caracteres; hay {length}.",
        "en": "Write {limit} characters at most; there are {length}.",
    },
    "off_pattern": {
        "es": "Escríbalo con la forma {pattern}.",
        "en": "Write it in the form {pattern}.",
    },
    "needs_email": {
        "es": "Escriba un correo, por ejemplo nombre@empresa.cl.",
        "en": "Write an e-mail address, such as name@company.com.",
    },
    "needs_phone": {
        "es": "Escriba un teléfono con su código de país, por ejemplo +56 9 1234 5678.",
        "en": "Write a telephone number with its country code, such as +56 9 1234 5678.",
    },
    "in_the_past": {
        "es": "Escriba un momento que no haya pasado.",
        "en": "Write a moment that has not passed.",
    },
    "read_only": {
        "es": "Este campo no se puede cambiar; quítelo de la respuesta.",
        "en": "This field cannot be changed; leave it out of the answer.",
    },
    "unknown_field": {
        "es": "El formulario no tiene este campo; quítelo de la respuesta.",
        "en": "The form does not have this field; leave it out of the answer.",
    },
    "unwritable": {
        "es": "Escríbalo otra vez: tiene caracteres que ningún texto tiene.",
        "en": "Write it again: it has characters that no text has.",
    },
    "limit_unknown": {
        "es": "El límite de este campo no se puede calcular con los datos actuales.",
        "en": "This field's limit cannot be computed from the present data.",
    },
}


def message(key: str, language: str, values: Mapping[str, object]) -> str:
    """The message of a key in "es" or "en" (any other language reads Spanish)."""
    texts = MESSAGES[key]
    shown = {name: _shown(value) for name, value in values.items()}
    return texts.get(language, texts["es"]).format_map(shown)


def _shown(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)

"""Click's own words in Spanish: its headings, its usage errors, its prompts.

Click sends each text through `gettext`, which looks for compiled catalogues in the system's
folders; the texts stand here instead, beside the rest of what the command line says.
"""

from __future__ import annotations

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from cauce.cli.language import language

SPANISH: dict[str, str] = {
    "(Did you mean one of: {possibilities}?)": "(¿Quiso decir uno de estos: {possibilities}?)",
    "(dynamic)": "(según el caso)",
    "Aborted!": "Interrumpido.",
    "Choose from:\n\t{choices}": "Elija entre:\n\t{choices}",
    "Commands": "Comandos",
    "Confirm the action without prompting.": "Hacerlo sin preguntar.",
    "Could not open file {filename!r}: {message}": "No se puede abrir {filename!r}: {message}",
    "Did you mean {possibility}?": "¿Quiso decir {possibility}?",
    "Do you want to continue?": "¿Quiere seguir?",
    "Error: The two entered values do not match.": "Error: las dos veces no se escribió lo mismo.",
    "Error: invalid input": "Error: eso no se entiende",
    "Error: {message}": "Error: {message}",
    "Got unexpected extra argument ({args})": "Sobra un argumento ({args})",
    "Got unexpected extra arguments ({args})": "Sobran argumentos ({args})",
    "Invalid value for {param_hint}: {message}": "El valor de {param_hint} no sirve: {message}",
    "Invalid value: {message}": "El valor no sirve: {message}",
    "Missing argument": "Falta el argumento",
    "Missing command.": "Falta el comando.",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "Missing parameter: {param_name}": "Falta el parámetro: {param_name}",
    "Missing {param_type}": "Falta {param_type}",
    "No such command {name!r}.": "No hay un comando {name!r}.",
    "No such option {name!r}.": "No hay una opción {name!r}.",
    "Option {name!r} does not take a value.": "La opción {name!r} va sin valor.",
    "Option {name!r} requires an argument.": "A la opción {name!r} le falta su valor.",
    "Option {name!r} requires {nargs} arguments.": "A la opción {name!r} le tocan {nargs} valores.",
    "Argument {name!r} takes {nargs} values.": "Al argumento {name!r} le tocan {nargs} valores.",
    "Options": "Opciones",
    "Positional arguments": "Argumentos",
    "Press any key to continue...": "Pulse una tecla para seguir...",
    "Repeat for confirmation": "La misma otra vez",
    "Show the version and exit.": "Mostrar la versión y salir.",
    "Show this message and exit.": "Mostrar esta ayuda y salir.",
    "Takes {nargs} values but 1 was given.": "Le tocan {nargs} valores y vino 1.",
    "Takes {nargs} values but {len} were given.": "Le tocan {nargs} valores y vinieron {len}.",
    "Try '{command} {option}' for help.": "Para ver la ayuda: {command} {option}",
    "Usage:": "Uso:",
    "default: {default}": "si no se da: {default}",
    "deprecated": "en desuso",
    "directory": "carpeta",
    "env var: {var}": "variable de entorno: {var}",
    "file": "archivo",
    "path": "ruta",
    "required": "obligatorio",
    "unknown error": "error desconocido",
    "{len_type} values are required, but {len_value} was given.": (
        "Hacen falta {len_type} valores y vino {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Hacen falta {len_type} valores y vinieron {len_value}."
    ),
    "{name} {filename!r} does not exist.": "{name} {filename!r} no existe.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} es una carpeta.",
    "{name} {filename!r} is a file.": "{name} {filename!r} es un archivo.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} no se puede ejecutar.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} no se puede leer.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} no se puede escribir.",
    "{value!r} does not match the format {format}.": "{value!r} no tiene la forma {format}.",
    "{value!r} does not match the formats {formats}.": (
        "{value!r} no tiene ninguna de las formas {formats}."
    ),
    "{value!r} is not a valid UUID.": "{value!r} no es un UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} no es un sí ni un no. Se reconocen: {states}"
    ),
    "{value!r} is not a valid {number_type}.": "{value!r} no es un valor de tipo {number_type}.",
    "{value!r} is not one of {choices}.": "{value!r} no es uno de {choices}.",
    "{value!r} is not {choice}.": "{value!r} no es {choice}.",
    "{value} is not in the range {range}.": "{value} no está en el rango {range}.",
}
"""By what Click says."""

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)
"""Those of Click's modules that say something; each calls `_` and `ngettext` by these names."""


def speak() -> None:
    """Let Click say its own words in the terminal's language."""
    for module in _MODULES:
        vars(module).update(_=_say, ngettext=_say_counted)


def _say(text: str) -> str:
    return SPANISH.get(text, text) if language() == "es" else text


def _say_counted(one: str, many: str, count: int) -> str:
    return _say(one if count == 1 else many)

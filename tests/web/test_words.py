"""Every text of the pages has its English, and every code what people are told."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import cauce
import cauce.web
from cauce.documents import rules
from cauce.runtime.errors import Refused
from cauce.web import case, inbox, refusals, telling
from cauce.web.refusals import FAILURES, REFUSALS, failed, refused
from cauce.web.words import catalogue, say

FOLDER = Path(cauce.web.__file__).parent
ROOT = Path(cauce.__file__).parent
_TAG = re.compile(r"""\{% t (?:"([^"]+)"|'([^']+)')""")
_CALL = re.compile(r"""say\(\s*"([^"]+)\"""")
_LABEL = re.compile(r"""\bverb="\w+" label="([^"]+)\"""")
REACHED = (
    "engine/deciders/tasks.py",
    "engine/deciders/common.py",
    "engine/step.py",
    "runtime/rows.py",
    "runtime/transactions.py",
    "runtime/values.py",
    "runtime/task_rights.py",
    "runtime/services/complete.py",
    "runtime/services/handle_task.py",
    "runtime/services/start.py",
    "runtime/selectors",
    "documents/selectors.py",
)
"""What a page's calls go through: what is refused there may reach a person."""


def _texts() -> set[str]:
    found = set()
    for file in FOLDER.rglob("*.html"):
        source = file.read_text("utf-8")
        found |= {a or b for a, b in _TAG.findall(source)} | set(_LABEL.findall(source))
    for file in FOLDER.rglob("*.py"):
        found |= set(_CALL.findall(file.read_text("utf-8")))
    return found | _tables()


def _tables() -> set[str]:
    """Texts that are said by name: of codes, kinds, views and states."""
    said = {text for text, *_ in telling._SENTENCES.values()}
    said |= {text for table in (telling._WAITS, telling._ASIDE) for text, _ in table.values()}
    said |= {*REFUSALS.values(), *FAILURES.values(), *telling._BARRED.values()}
    said |= {refusals._UNKNOWN, refusals._FAILED, refusals._FOUR_EYES}
    said |= {title for title, _ in case.VIEWS.values()} | set(inbox.VIEWS.values())
    said |= {state.capitalize() for state in rules._NEXT}
    return said | {"Vencidas", "Hoy", "Próximos días", "Sin plazo"}


def test_should_have_an_english_for_every_text() -> None:
    assert len(_texts()) > 200
    assert sorted(_texts() - catalogue("en").keys()) == []


def test_should_say_all_that_the_catalogue_has() -> None:
    sources = "\n".join(
        file.read_text("utf-8") for kind in ("*.html", "*.py") for file in FOLDER.rglob(kind)
    )
    literals = {
        node.value
        for file in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    stale = [
        text
        for text in catalogue("en")
        if text not in literals and text not in _texts() and text not in sources
    ]
    assert stale == []


def test_should_keep_the_names_to_fill_in() -> None:
    for spanish, english in catalogue("en").items():
        assert set(re.findall(r"\{\w+\}", spanish)) == set(re.findall(r"\{\w+\}", english))


def test_should_fill_in_names_and_keep_what_no_catalogue_has() -> None:
    assert say("Sigue: {name}", "en", name="Inicio") == "Next: Inicio"
    assert say("Sigue: {name}", "es", name="Inicio") == "Sigue: Inicio"
    assert say("algo que nadie tradujo", "en") == "algo que nadie tradujo"


def _codes(made_by: set[str], places: tuple[str, ...]) -> set[str]:
    """Give the codes that calls of these names are made with, constants followed."""
    found = set()
    for place in places:
        where = ROOT / place
        for file in [where] if where.is_file() else where.rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            found |= {code for call in ast.walk(tree) for code in _code_of(call, made_by, tree)}
    return found


def _code_of(call: ast.AST, made_by: set[str], tree: ast.Module) -> list[str]:
    if not isinstance(call, ast.Call):
        return []
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in made_by:
        return []
    by_name = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    return [text for value in (by_name or call.args[:1]) for text in _strings(value, tree)]


def _strings(value: ast.expr, tree: ast.Module) -> list[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.Name):
        return [
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
            and any(isinstance(to, ast.Name) and to.id == value.id for to in node.targets)
        ]
    return []


def test_should_have_a_text_for_every_refusal() -> None:
    made = _codes({"Refused", "Rejection", "unknown"}, REACHED)

    assert {"NOT_ALLOWED", "TASK_ALREADY_CLAIMED", "UNKNOWN_TASK", "INSTANCE_ENDED"} <= made
    # VARIABLES_TOO_LARGE is raised as a failure and comes back as a refusal.
    assert made | {"VARIABLES_TOO_LARGE"} == REFUSALS.keys()


def test_should_have_a_text_for_every_failure_of_the_system() -> None:
    from cauce.runtime.setbacks import CODES

    made = _codes({"IncidentError"}, ("engine",)) | set(CODES.values())

    assert {"EXPRESSION_FAILED", "NO_FLOW", "JOB_FAILED", "DELIVERY_FAILED"} <= made
    assert sorted(made - FAILURES.keys()) == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_should_tell_four_eyes_from_a_missing_role(language: str) -> None:
    by_role = refused(Refused("NOT_ALLOWED", "x"), language)
    four_eyes = refused(Refused("NOT_ALLOWED", "x", excluded=["ana"]), language)

    assert by_role == say(REFUSALS["NOT_ALLOWED"], language)
    assert four_eyes == say(refusals._FOUR_EYES, language) != by_role


def test_should_say_something_of_a_code_that_is_new() -> None:
    assert refused(Refused("NUEVO", "Expected x, came y."), "es") == refusals._UNKNOWN
    assert failed("NUEVO", "es") == refusals._FAILED

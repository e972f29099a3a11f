"""Hands on a form: every field is filled as a person would fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Locator, Page

Answers = Mapping[str, Any]
"""What a test wants answered, by the field's key; the rest gets something plausible."""

FORM = "#formulario"

_LIVE = "f => f.matches('#formulario [hx-trigger=change] *')"
_MARK = "form => form.setAttribute('data-before', '')"
_EMPTY = """form => {
  const inputs = [...form.querySelectorAll("[name^='f.']:not([type=hidden])")];
  const left = inputs.filter(i => !i.disabled && (i.type === "radio"
    ? !inputs.some(other => other.name === i.name && other.checked)
    : i.type !== "checkbox" && i.value === ""));
  return [...new Set(left.map(i => i.name))];
}"""


def fill(page: Page, answers: Answers) -> None:
    """Fill the form of the open task: the answers first, then whatever is still empty."""
    for key, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            _fill_rows(page, key, value)
        else:
            _put(page, f"f.{key}", value)
    for name in page.locator(FORM).evaluate(_EMPTY):
        if name.removeprefix("f.") not in answers:
            _put(page, name, None)


def renewing(page: Page, act: Callable[[], object]) -> None:
    """Do what makes the server give the form anew, or another page; wait until it is there."""
    page.locator(FORM).evaluate(_MARK)
    act()
    page.locator(f"{FORM}[data-before]").wait_for(state="detached")


def _fill_rows(page: Page, key: str, rows: Sequence[Answers]) -> None:
    form = page.locator(FORM)
    for index, row in enumerate(rows):
        name = f"f.{key}[{index}]"
        if form.locator(f"[name^='{name}.']").count() == 0:
            add = form.locator(f"button[name=fila_mas][value='{key}']")
            renewing(page, add.click)
        for inner, value in row.items():
            _put(page, f"{name}.{inner}", value)


def _put(page: Page, name: str, value: Any) -> None:
    """Answer one question; None is something plausible."""
    field = page.locator(FORM).locator(f"[name='{name}']:not([type=hidden])")
    kind = field.first.evaluate("i => i.tagName === 'SELECT' ? 'select' : i.type")
    if kind in {"radio", "checkbox"}:
        _tick(page, field, kind, value)
    elif kind == "select":
        _act(
            page,
            field,
            lambda: (
                field.select_option(index=1) if value is None else field.select_option(str(value))
            ),
        )
    else:
        field.fill(_plausible(name, field, kind) if value is None else str(value))


def _tick(page: Page, field: Locator, kind: str, value: Any) -> None:
    if kind == "checkbox" and isinstance(value, bool):
        if field.is_checked() != value:
            _act(page, field, field.click)
        return
    if value is None:
        chosen = [field.first]
    else:
        texts = value if isinstance(value, list) else [value]
        chosen = [field.and_(field.page.locator(f"[value='{_sent(text)}']")) for text in texts]
    for one in chosen:
        if not one.is_checked():
            # The circle itself may be out of sight: people click its label.
            _act(page, one, one.locator("xpath=ancestor::label").click)


def _act(page: Page, field: Locator, act: Callable[[], object]) -> None:
    """Change a field; where what is asked follows from it, wait for the form to come anew."""
    if field.first.evaluate(_LIVE):
        renewing(page, act)
    else:
        act()


def _sent(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plausible(name: str, field: Locator, kind: str) -> str:
    soon = date.today() + timedelta(days=30)
    if kind == "date":
        return soon.isoformat()
    if kind == "datetime-local":
        return f"{soon.isoformat()}T10:30"
    if field.get_attribute("inputmode") == "decimal":
        return "3"
    return "contacto@cliente.example" if "correo" in name else "Conversado con el cliente"

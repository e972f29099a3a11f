"""Values as inputs hold them, and as people write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from cauce.forms import load_form
from cauce.web.values import shown, text_of, written
from cauce.web.widgets import widgets_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def santiago() -> Iterator[None]:
    with timezone.override("America/Santiago"):
        yield


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("2026-03-16", "16-03-2026"),
        ("2026-03-16T09:30:00", "16-03-2026, 09:30"),
        ("2026-03-16T09:30:00Z", "16-03-2026, 06:30"),
        ("2026-03-16T09:30-03:00", "16-03-2026, 09:30"),
        ("Desde 2026-03-16, hasta 2026-04-01.", "Desde 16-03-2026, hasta 01-04-2026."),
        ("**Fecha de baja:** 2026-03-16", "**Fecha de baja:** 16-03-2026"),
        ("2026-13-40", "2026-13-40"),
        ("SRV-2026-03-16", "SRV-2026-03-16"),
        ("2026-03-16-B", "2026-03-16-B"),
        ("https://example.com/2026-03-16/acta", "https://example.com/2026-03-16/acta"),
        ("12026-03-16", "12026-03-16"),
        ("", ""),
    ],
)
def test_should_write_dates_as_people_do_and_leave_all_else(text: str, people: str) -> None:
    assert written(text) == people


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Andes", "Andes"),
        (date(2026, 3, 16), "2026-03-16"),
        (["a", "b"], "a\nb"),
        (Decimal("1.50"), "1.5"),
        (True, "true"),
    ],
)
def test_should_give_inputs_the_values_that_they_take(value: object, text: str) -> None:
    assert text_of(value) == text


def test_should_write_what_is_only_shown_and_keep_what_is_answered() -> None:
    fixed = {"type": "textfield", "key": "vence", "label": "Vence", "readonly": True}
    asked = {"type": "datetime", "key": "desde", "subtype": "date", "dateLabel": "Desde"}
    form = {"type": "default", "schemaVersion": 18, "components": [fixed, asked]}
    seen = {"vence": "2026-03-16", "desde": "2026-04-01"}

    first, second = widgets_of(
        load_form(json.dumps(form).encode()), seen, {}, NOW, seen, language="es"
    )

    assert (first.kind, first.value) == ("value", "16-03-2026")
    assert (second.kind, second.value) == ("date", "2026-04-01")


@pytest.mark.parametrize(("language", "text"), [("es", "1.234.567,5"), ("en", "1,234,567.5")])
def test_should_hold_numbers_as_the_language_writes_them(language: str, text: str) -> None:
    form = {
        "type": "default",
        "schemaVersion": 18,
        "components": [{"type": "number", "key": "monto", "label": "Monto"}],
    }
    seen = {"monto": Decimal("1234567.50")}

    (widget,) = widgets_of(
        load_form(json.dumps(form).encode()), seen, {}, NOW, seen, language=language
    )

    assert (widget.kind, widget.value) == ("number", text)


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (True, "Sí", "Yes"),
        (False, "No", "No"),
        (Decimal("33.3"), "33,3", "33.3"),
        (Decimal(2850000), "2.850.000", "2,850,000"),
        ("2026-03-16", "16-03-2026", "16-03-2026"),
        (None, "", ""),
    ],
)
def test_should_show_values_as_the_reader_writes_them(
    value: object, spanish: str, english: str
) -> None:
    assert [shown(value, language) for language in ("es", "en")] == [spanish, english]


def test_should_show_a_choice_that_stands_by_its_label() -> None:
    values = [{"value": "CLP", "label": "Peso chileno"}, {"value": "UF", "label": "UF"}]
    fixed = {"type": "select", "key": "moneda", "label": "M", "values": values, "readonly": True}
    form = {"type": "default", "schemaVersion": 18, "components": [fixed]}
    seen = {"moneda": "CLP"}

    (widget,) = widgets_of(load_form(json.dumps(form).encode()), seen, {}, NOW, seen, language="es")

    assert (widget.kind, widget.value) == ("value", "Peso chileno")

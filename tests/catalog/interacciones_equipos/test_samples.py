"""The samples that stand in for records tell apart what records would tell apart."""

from __future__ import annotations

import pytest

from cauce.packages import load, sample_answer


@pytest.mark.parametrize(
    ("name", "prospect"),
    [
        ("Austral SpA", "CLI-1-R-AUSTRAL-SPA"),
        ("Boreal Ltda", "CLI-1-R-BOREAL-LTDA"),
        (None, "CLI-1-R"),
    ],
)
def test_each_referred_company_is_a_prospect_of_its_own(name: str | None, prospect: str) -> None:
    handler = load("interacciones_equipos").handlers["crm.crear_prospecto"]

    answer = sample_answer(handler, {"cliente_id": "CLI-1", "nombre": name})

    assert answer == {"prospecto_id": prospect}

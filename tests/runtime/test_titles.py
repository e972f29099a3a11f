"""What packages call their roles and documents, by language."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.runtime.support import ORG, deploy

from cauce.runtime import services
from cauce.runtime.errors import Refused
from cauce.runtime.selectors.titles import titles

pytestmark = pytest.mark.usefixtures("database")


def test_should_name_roles_and_documents_of_all_packages_in_english() -> None:
    services.load_package(organisation=ORG, package="servicios_nuevos_clientes")
    services.load_package(organisation=ORG, package="ciclo_de_vida_cliente")
    deploy('<startEvent id="s"/><endEvent id="e"/>', "s e")

    found = titles(organisation=ORG, language="en")

    assert found["Mesa de Ayuda"] == "Help Desk"
    assert found["Propuesta Comercial"] == "Commercial Proposal"
    assert found["Ejecutivo de Cuenta"] == "Account executive"
    assert "IT Talent Services" not in found


def test_should_ask_nothing_in_spanish() -> None:
    services.load_package(organisation=ORG, package="servicios_nuevos_clientes")

    with CaptureQueriesContext(connection) as asked:
        found = titles(organisation=ORG, language="es")

    assert (found, len(asked)) == ({}, 0)


def test_should_refuse_an_organisation_that_nobody_knows() -> None:
    with pytest.raises(Refused) as refused:
        titles(organisation="nadie", language="en")

    assert refused.value.code == "UNKNOWN_ORGANISATION"

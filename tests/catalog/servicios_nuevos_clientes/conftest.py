"""A sandbox with the package, and the case that most tests start from."""

from collections.abc import Callable
from typing import Any

import pytest

from cauce.testing import Sandbox
from cauce.testing.instance import Instance

PACKAGE = "servicios_nuevos_clientes"
Starter = Callable[..., Instance]


@pytest.fixture
def servicios() -> Sandbox:
    """The package alone, loaded."""
    sandbox = Sandbox()
    sandbox.load_package(PACKAGE)
    return sandbox


@pytest.fixture
def request_of(servicios: Sandbox) -> Starter:
    """Starts a case: `request_of(b2b=True, internacional=True, desk="inicio_mesa_de_ayuda")`."""

    def start(
        *, b2b: bool = False, internacional: bool = False, desk: str = "inicio_operacion"
    ) -> Instance:
        data: dict[str, Any] = {
            "b2b": b2b,
            "cliente": {"nombre": "Andes", "pais": "CL", "internacional": internacional},
            "ambientes": {"pruebas": True, "produccion": True},
        }
        return servicios.start("servicios_ejecucion", data, start_event=desk)

    return start


@pytest.fixture
def walk(servicios: Sandbox) -> Callable[..., None]:
    """Completes whatever is open, oldest first, with nothing said; stops before a task named."""

    def go(until: str = "") -> None:
        for _ in range(200):
            tasks = servicios.tasks()
            if not tasks or any(task.name == until for task in tasks):
                return
            tasks[0].instance.complete(tasks[0], {}, check_form=True)
        raise AssertionError("the case does not come to rest")

    return go

"""The drawings of the packages, as data, and what writes them into the catalog.

`python -m tools.catalog` draws every package of `PACKAGES` anew. A package's
module offers `diagrams()`: file name in the package's folder → diagram.
"""

import importlib
from pathlib import Path

from tools.draw import to_xml

PACKAGES = ("servicios_nuevos_clientes", "interacciones_equipos", "ciclo_de_vida_cliente")
CATALOG = Path(__file__).resolve().parents[2] / "src" / "cauce" / "catalog"


def drawn(package: str) -> dict[Path, bytes]:
    """What the files of a package should hold, by path."""
    module = importlib.import_module(f"tools.catalog.{package}")
    return {
        CATALOG / package / name: to_xml(diagram) for name, diagram in module.diagrams().items()
    }

"""From boxed expressions to closures."""

from cauce.dmn.compiler.surroundings import Surroundings
from cauce.dmn.compiler.table import compile_boxed

__all__ = ["Surroundings", "compile_boxed"]

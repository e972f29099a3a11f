"""From a tree to a closure: one Python function per node, built once per text."""

from cauce.feel.compiler.table import Compiler

__all__ = ["Compiler"]

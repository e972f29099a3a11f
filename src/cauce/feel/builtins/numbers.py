"""Functions."""

from cauce.feel.builtins.signature import functions

FUNCTIONS = functions()

"""Regular expressions of XPath (F&O 3.1, 5.6), matched in bounded time.

Python's `re` speaks another dialect and can take exponential time. This matcher
remembers which states have failed at which position, so that its time is at most
the product of the lengths of pattern and text; every step counts against the
evaluation's budget.
"""

from cauce.feel.regex.machine import Match, Regex, compile_regex
from cauce.feel.regex.nodes import RegexError

__all__ = ["Match", "Regex", "RegexError", "compile_regex"]

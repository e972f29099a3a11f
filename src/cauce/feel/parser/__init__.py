"""From FEEL text to a tree (DMN 1.5, 10.3.1.2)."""

from cauce.feel.parser.grammar import parse_expression, parse_type, parse_unary_tests

__all__ = ["parse_expression", "parse_type", "parse_unary_tests"]

"""From DMN XML to plain data."""

from cauce.dmn.reader.definitions import read_definitions

__all__ = ["read_definitions"]

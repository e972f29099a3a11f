"""A demo company: people, clients and cases in every phase, made as people would make them."""

from cauce.demo.load import ORGANISATION, load
from cauce.demo.people import PEOPLE

__all__ = ["ORGANISATION", "PEOPLE", "load"]

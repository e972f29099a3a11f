"""DMN decisions: a model is loaded once, its decisions evaluated as often as needed."""

from cauce.dmn.errors import DmnError, Problem
from cauce.dmn.loading import load
from cauce.dmn.model import Decision, Model

__all__ = ["Decision", "DmnError", "Model", "Problem", "load"]

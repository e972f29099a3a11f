"""What the runtime raises. The classes are the pure part's own, under the runtime's name."""

from cauce.engine.problems import DeploymentError, Refused

__all__ = ["DeploymentError", "Refused"]

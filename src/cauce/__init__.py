"""Cauce: the life of a client as processes that people can see."""

from importlib import import_module


def setup() -> None:
    """Make the runtime usable from a script: choose the settings and let Django load the apps.

    Once, outside Django's own commands; a second call does nothing.
    """
    # By name: the pure layers live below this package, and none of them may know Django.
    import_module("cauce.settings.boot").boot()

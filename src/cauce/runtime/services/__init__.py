"""What can be done with cases: one verb, one file. Keyword arguments only; one transaction each.

Only `migrate_all` takes a transaction for each instance.
"""

from cauce.runtime.services.cancel import cancel
from cauce.runtime.services.complete import complete
from cauce.runtime.services.deploy import deploy, load_package
from cauce.runtime.services.give_up import give_up
from cauce.runtime.services.handle_task import assign, claim, release, resume, wait
from cauce.runtime.services.migrate import migrate
from cauce.runtime.services.migrate_all import migrate_all
from cauce.runtime.services.publish import publish, signal
from cauce.runtime.services.repair import resolve, set_variables
from cauce.runtime.services.start import start

__all__ = [
    "assign",
    "cancel",
    "claim",
    "complete",
    "deploy",
    "give_up",
    "load_package",
    "migrate",
    "migrate_all",
    "publish",
    "release",
    "resolve",
    "resume",
    "set_variables",
    "signal",
    "start",
    "wait",
]

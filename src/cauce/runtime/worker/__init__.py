"""The worker: timers, jobs and whatever a sender could not deliver itself.

Any number may run, anywhere; each piece of work is one transaction that locks what it works on,
so a worker that is killed at any point has done it or not.
"""

from cauce.runtime.worker.loop import Worker, work_once

__all__ = ["Worker", "work_once"]

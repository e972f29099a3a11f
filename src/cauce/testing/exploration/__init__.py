"""Driving processes through every state that they can reach, within bounds.

The engine is pure, so a world of instances can be copied at any moment and each of its possible
continuations tried: every answer of every open task, every delivery in every order that the
runtime allows, every job, every timer, every message of the environment at any moment. What is
found wrong comes with the shortest sequence of choices that leads to it.
"""

from cauce.testing.exploration.explore import explore
from cauce.testing.exploration.model import Behaviour, Finding, Message, Report
from cauce.testing.exploration.world import OpenWorld

__all__ = ["Behaviour", "Finding", "Message", "OpenWorld", "Report", "explore"]

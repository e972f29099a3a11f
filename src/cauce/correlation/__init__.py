"""Who receives a message or a signal. Pure: from data to decisions, nothing is stored here.

The sandbox and the runtime find the candidates, each in its own store; the rules are here, once.
"""

from cauce.correlation.keeping import is_over, lane
from cauce.correlation.keys import key_text, same_key
from cauce.correlation.messages import Message, published, thrown
from cauce.correlation.routing import (
    Deliver,
    Drop,
    Keep,
    Route,
    Start,
    StartPoint,
    Waiting,
    route,
    start_variables,
)
from cauce.correlation.signals import Signal, hears, starts_by

__all__ = [
    "Deliver",
    "Drop",
    "Keep",
    "Message",
    "Route",
    "Signal",
    "Start",
    "StartPoint",
    "Waiting",
    "hears",
    "is_over",
    "key_text",
    "lane",
    "published",
    "route",
    "same_key",
    "start_variables",
    "starts_by",
    "thrown",
]

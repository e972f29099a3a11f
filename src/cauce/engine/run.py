"""One step at work: tokens on the move, and what elements use to move them.

A `Run` lives for one step. Tokens on the move stand in its queue, never in the state: when the
step ends every token rests, on an activation or at a join. Elements evaluate first and emit
after, so that an `IncidentError` leaves nothing half done.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.engine import events as e
from cauce.engine.commands import Command
from cauce.engine.env import Env
from cauce.engine.evolve import APPLIERS
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import IncidentError
from cauce.engine.state import ROOT_KEY, State
from cauce.engine.variables import Names, gains

Choose = Callable[["Run", Node, int], tuple[int, ...]]
Move = Callable[["Run", int, Any, int], None]
"""A token on the move: `move(run, scope, node or key, flow or index)`."""
Parts = dict[int, dict[str, Any]]
"""Values by the scope that they belong to."""


@dataclass(kw_only=True, slots=True)
class Delivery:
    """A signal on its way to those that listened when its thrower had come to rest."""

    name: str
    variables: dict[str, Any]
    keys: deque[int]
    """The subscriptions that it has not reached yet."""
    scope: int = 0
    """The scope that stays open until it has been delivered; 0: none in this instance."""


class StepTooLongError(Exception):
    """The step needs more activations than its limit allows."""


class Run:
    """The step of one command over one instance."""

    __slots__ = (
        "deliveries", "env", "events", "graph", "held", "here", "in_flight", "passages", "queue",
        "signals", "state", "stirred", "touched", "turned",
    )  # fmt: skip

    def __init__(self, graph: Graph, state: State, env: Env) -> None:
        self.graph = graph
        self.state = state
        self.env = env
        self.here = env.here()
        """What `now()` and `today()` give."""
        self.events: list[e.Event] = []
        self.queue: deque[tuple[Move, int, Any, int]] = deque()
        self.in_flight: defaultdict[int, int] = defaultdict(int)
        self.held: defaultdict[int, int] = defaultdict(int)
        """Signals thrown and not yet delivered, by the scope that they keep open."""
        self.signals: list[tuple[e.SignalThrown, int]] = []
        """Signals thrown since the instance last came to rest, with the scopes that threw them."""
        self.deliveries: deque[Delivery] = deque()
        self.stirred: dict[int, None] = {}
        """The scopes, in order, in which tokens have moved: an inclusive join there may fire."""
        self.passages = 0
        self.touched = False
        """Whether a condition may have changed."""
        self.turned: deque[int] = deque()
        """Conditions that have become true and are yet to fire."""

    def emit(self, event: e.Event) -> None:
        """Record what has happened and let the state follow."""
        self.events.append(event)
        APPLIERS[type(event)](self.state, event)

    def node_of(self, key: int) -> Node:
        """Give the node of an activation."""
        return self.graph.nodes[self.state.activations[key].node]

    def names(self, key: int) -> Names:
        """Give the variables that the activation `key` sees."""
        return Names(self.state, key)

    # Tokens

    def queue_move(self, move: Move, scope: int, what: Any, index: int) -> None:
        """Put a token on its way inside `scope`."""
        self.stirred[scope] = None
        self.in_flight[scope] += 1
        self.queue.append((move, scope, what, index))

    def leave(self, scope: int, flows: tuple[int, ...]) -> None:
        """Send a token over each flow; without any, the token ends and its scope may too."""
        for flow in flows:
            self.queue_move(arrive, scope, self.graph.nodes[self.graph.flows[flow].target], flow)
        if not flows:
            self.rest(scope)

    def rest(self, scope: int) -> None:
        """Let a scope end where nothing in it is at work, on its way, waiting or held."""
        self.stirred[scope] = None
        activation = self.state.activations.get(scope)
        if activation is None or activation.children or activation.joining:
            return
        if self.in_flight[scope] or self.held[scope] or activation.incident:
            return
        node = self.graph.nodes[activation.node]
        node.element.complete(self, scope, node)

    def purge(self, scope: int) -> None:
        """Withdraw the tokens that are on their way in `scope`, or wait at its joins."""
        if self.in_flight.pop(scope, 0):
            self.queue = deque(move for move in self.queue if move[1] != scope)
        if self.state.activations[scope].joining:
            self.emit(e.TokensWithdrawn(scope))

    def through(
        self, node: Node, scope: int, choose: Choose, consumed: tuple[int, ...] = ()
    ) -> None:
        """Pass a token through a node that does not rest, over the flows that `choose` gives."""
        try:
            flows = choose(self, node, scope)
        except IncidentError as stop:
            self.incident(self.open(node, scope, consumed), stop)
            return
        self.passed(node, scope, consumed)
        self.leave(scope, flows)

    # Activations

    def open(
        self,
        node: Node,
        scope: int,
        consumed: tuple[int, ...] = (),
        *,
        body: bool = False,
        variables: dict[str, Any] | None = None,
        isolated: bool = False,
    ) -> int:
        """Make an activation of `node` in `scope`; give its key."""
        self._count()
        key = self.state.next_key
        self.emit(e.ElementActivated(key, node.index, scope, consumed, body, variables, isolated))
        return key

    def passed(self, node: Node, scope: int, consumed: tuple[int, ...] = ()) -> None:
        """Tell that a node which does not rest began and ended at once."""
        self._count()
        self.emit(e.ElementPassed(node.index, scope, consumed))

    def _count(self) -> None:
        """Count one activation against the limit of a step. Raises StepTooLongError."""
        self.passages += 1
        if self.passages > self.env.activation_limit:
            raise StepTooLongError

    def attempt(
        self,
        work: Callable[[Run, int, Node], None],
        key: int,
        node: Node,
        *,
        leaving: bool = False,
    ) -> None:
        """Do an activation's work; what cannot go on becomes an incident on it."""
        try:
            work(self, key, node)
        except IncidentError as stop:
            self.incident(key, stop, leaving=leaving)

    def incident(
        self,
        key: int,
        stop: IncidentError,
        *,
        leaving: bool = False,
        handed: bool = False,
        command: Command | None = None,
    ) -> None:
        """Hold the activation `key`: its work cannot go on until somebody mends the cause.

        `leaving`: on its way out, `handed`: after its results were handed over. `command` is what
        brought its result, where that is to be repeated. An activation has one incident: a new
        one takes the place of the one before.
        """
        if before := self.state.activations[key].incident:
            self.emit(e.IncidentResolved(before))
        element_id = stop.element_id or self.node_of(key).id
        number = self.state.next_key
        self.emit(
            e.IncidentRaised(
                number, key, stop.code, element_id, stop.message, leaving, command, handed
            )
        )

    def finish(self, key: int, node: Node, flows: tuple[int, ...]) -> None:
        """End the activation and send its tokens on."""
        scope = self.state.activations[key].scope
        self.emit(e.ElementCompleted(key, node.index))
        self.leave(scope, flows)

    def terminate(self, key: int) -> None:
        """Interrupt an activation and all inside it, inner before outer."""
        activation = self.state.activations[key]
        self.stirred[activation.scope] = None
        for child in tuple(activation.children):
            self.terminate(child)
        if key in self.state.calls:
            self.emit(e.CallWithdrawn(key))
        self.emit(e.ElementTerminated(key, activation.node))

    def terminate_inside(self, scope: int) -> None:
        """Interrupt all that is at work, on its way or waiting inside `scope`."""
        self.purge(scope)
        for child in tuple(self.state.activations[scope].children):
            self.terminate(child)

    # Variables

    def set(self, scope: int, values: dict[str, Any]) -> None:
        """Set variables of one scope activation (its own locals, or the root's)."""
        self.put({max(scope, ROOT_KEY): values})

    def put(self, parts: Parts, weights: Mapping[int, int] | None = None) -> None:
        """Set variables of scopes, all or none. Raises IncidentError beyond the size limit.

        `weights` are the gains of just these parts, where they have been found already.
        """
        for scope, more in (gains(self, parts) if weights is None else weights).items():
            self.touched = True
            self.emit(e.VariablesSet(scope, parts[scope], more))

    def results(self, key: int, node: Node, values: dict[str, Any]) -> None:
        """Take the result of an activation's work. Raises IncidentError."""
        self.put(self.result_parts(key, node, values))

    def result_parts(self, key: int, node: Node, values: dict[str, Any]) -> Parts:
        """Tell where a result belongs: inside, where output mappings take it up, else nearest."""
        return {key: values} if node.outputs else self._nearest(key, values)

    def set_nearest(self, key: int, values: dict[str, Any]) -> None:
        """Set each variable in the nearest scope that has it, else the root (or isolation)."""
        self.put(self._nearest(key, values))

    def _nearest(self, key: int, values: dict[str, Any]) -> Parts:
        by_scope: Parts = {}
        names = self.names(key)
        for name, value in values.items():
            by_scope.setdefault(names.owner(name), {})[name] = value
        return by_scope


def arrive(run: Run, scope: int, node: Node, flow: int) -> None:
    """Let a token arrive at a node over a flow (-1: none)."""
    node.element.enter(run, node, scope, flow)

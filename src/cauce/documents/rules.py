"""The states of a document and how it goes from one to another. Pure.

borrador → emitido → observado → emitido … → aprobado (by us) → validado (by the client);
anulado ends it from anywhere.
"""

from __future__ import annotations

from typing import Final

from cauce.runtime.errors import Refused

DRAFT, ISSUED, OBSERVED, APPROVED, VALIDATED, VOID = (
    "borrador", "emitido", "observado", "aprobado", "validado", "anulado"
)  # fmt: skip

_NEXT: Final[dict[str, frozenset[str]]] = {
    DRAFT: frozenset({ISSUED, VOID}),
    ISSUED: frozenset({ISSUED, OBSERVED, APPROVED, VALIDATED, VOID}),
    OBSERVED: frozenset({ISSUED, VOID}),
    APPROVED: frozenset({ISSUED, VALIDATED, VOID}),
    VALIDATED: frozenset({ISSUED, VALIDATED, VOID}),
    VOID: frozenset({VOID}),
}


def before(wanted: str) -> tuple[str, ...]:
    """Give the states that a document may be in to become `wanted`."""
    return tuple(state for state, following in _NEXT.items() if wanted in following)


def check(name: str, state: str, wanted: str) -> None:
    """Hold a change of state to the table above. Raises Refused: DOCUMENT_STATE."""
    if wanted not in _NEXT[state]:
        allowed = ", ".join(sorted(_NEXT[state]))
        raise Refused(
            "DOCUMENT_STATE", f"«{name}» is {state}: it may become {allowed}, not {wanted}."
        )

"""What packages ask of documents inside their steps (`documentos.…`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cauce.documents import rules
from cauce.documents.services import change_state, draft, issue
from cauce.engine import HandlerCall
from cauce.packages import DocumentType
from cauce.runtime.errors import Refused
from cauce.runtime.ports import HandlerContext


def _type(context: HandlerContext, key: Any) -> DocumentType:
    types = context.package.documents if context.package is not None else {}
    found = types.get(key)
    if found is None:
        raise Refused(
            "UNKNOWN_DOCUMENT_TYPE",
            f"Expected one of {', '.join(sorted(types)) or 'no types'}, came {key!r}.",
        )
    return found


def prepare_draft(call: HandlerCall, context: HandlerContext) -> Mapping[str, Any]:
    """Make the draft of the next document; its form starts with the approved conditions."""
    following = _type(context, call.variables.get("siguiente"))
    draft(organisation=context.organisation, case_key=call.case_key, kind=following)
    reference = f"{call.case_key}/{following.key}-borrador"
    return {"borrador": {"referencia": reference, "cliente": call.variables.get("cliente")}}


def issue_version(call: HandlerCall, context: HandlerContext) -> Mapping[str, Any]:
    """Issue a version of a document from its template.

    What was written for it (`contenido`) is what it says, whatever else goes by the same names.
    """
    values = call.variables
    written = values.get("contenido")
    kind = _type(context, values.get("documento"))
    version = issue(
        organisation=context.organisation,
        case_key=call.case_key,
        kind=kind,
        template=context.template(kind.template),
        values={**context.settings(), **values, **(written if isinstance(written, dict) else {})},
        author=values.get("emisor"),
        note="\n".join(filter(None, (values.get("correccion"), values.get("mensaje")))),
    )
    return {"version": Decimal(version.number), "referencia": version.reference}


def record_decision(call: HandlerCall, context: HandlerContext) -> None:
    """Record that the reviewers approved or observed the version they looked at."""
    approved = call.variables.get("aprobado") is True
    _change(call, context, rules.APPROVED if approved else rules.OBSERVED)


def record_answer(call: HandlerCall, context: HandlerContext) -> None:
    """Record the client's answer."""
    agreed = call.variables.get("conforme") is not False
    _change(call, context, rules.VALIDATED if agreed else rules.VOID)


def _change(call: HandlerCall, context: HandlerContext, state: str) -> None:
    kind = _type(context, call.variables.get("documento"))
    change_state(
        organisation=context.organisation, case_key=call.case_key, kind=kind.key, state=state
    )

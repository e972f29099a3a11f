"""Refuses what a file as a whole asks for and does not get."""

from __future__ import annotations

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import bpmn_children, is_bpmn, is_executed, local


def check_definitions(document: Document) -> None:
    """Report imports, extensions that must be understood, conversations, other languages."""
    root = document.root
    for part in bpmn_children(root, "import"):
        document.findings.error(
            "EXTERNAL_REFERENCE",
            f"expected a file that stands alone, came an import of "
            f"{part.get('location') or part.get('namespace') or 'another file'}"
            "; move what it needs into this file and remove the import",
            part,
        )
    for part in bpmn_children(root, "extension"):
        if (part.get("mustUnderstand") or "").strip() in ("true", "1"):
            document.findings.error(
                "EXTENSION_NOT_UNDERSTOOD",
                f"expected no extension that must be understood, came {part.get('definition')}"
                "; remove it",
                part,
            )
    for part in root.iter():
        if is_bpmn(part, "correlationSubscription", "correlationKey") and is_executed(part):
            document.findings.error(
                "CORRELATION_UNSUPPORTED",
                f"expected correlation by zeebe:subscription correlationKey on the message, "
                f"came {local(part)}; put the key's expression there and remove this",
                part,
            )
    _check_languages(document)


def _check_languages(document: Document) -> None:
    for element in document.root.iter():
        if not is_bpmn(element):
            continue
        attribute = "expressionLanguage" if element is document.root else "language"
        language = (element.get(attribute) or "").strip()
        if language and "feel" not in language.lower():
            document.findings.warn(
                "EXPRESSION_LANGUAGE",
                f"expected FEEL, came {attribute} {language}; the text is read as FEEL: "
                "remove the attribute or name FEEL",
                element,
            )

"""The HTML of a document as a part of a page: its body, without anything that acts or styles."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import html

_KEPT = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "ins",
        "del",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "section",
        "header",
        "footer",
        "article",
        "div",
        "span",
        "blockquote",
        "pre",
    ]
)
_DROPPED = frozenset({"script", "style", "head", "title", "meta", "link", "iframe", "object"})
_VOID = frozenset({"br", "hr"})
_ATTRIBUTES = frozenset({"scope", "colspan", "rowspan"})


def paper(source: str) -> SafeString:
    """Give the body of a document: known elements with no attributes but a table's own."""
    root = html.document_fromstring(source or "<p></p>")
    body = root.find("body")
    # Written anew from a closed list of elements, every text escaped.
    return mark_safe(_inside(root if body is None else body))  # nosec B308 B703  # every text is escaped


def _inside(element: html.HtmlElement) -> str:
    parts: list[str] = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_element(child))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _element(element: html.HtmlElement) -> str:
    tag = element.tag
    if tag in _DROPPED:
        return ""
    if tag not in _KEPT:
        return _inside(element)
    if tag in _VOID:
        return f"<{tag}>"
    # The page has its own first heading.
    tag = "h3" if tag in {"h1", "h2"} else tag
    given = {name: text for name, text in element.items() if name in _ATTRIBUTES}
    attributes = "".join(f' {name}="{escape(text)}"' for name, text in given.items())
    return f"<{tag}{attributes}>{_inside(element)}</{tag}>"

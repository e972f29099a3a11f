"""What changed from one version of a document to the next, marked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import etree, html

_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "caption", "pre"})
_WORDS = re.compile(r"\s+|\S+")
_FRAME = frozenset({"head", "header", "footer"})
"""Where a version's own number, date and reference stand: they always differ."""

Opcode = tuple[str, int, int, int, int]


def marked(before: str, after: str) -> str:
    """Give a document's HTML with `ins` around what is new and `del` around what was there.

    Args:
        before: The HTML of the version that was seen before.
        after: The HTML of the version to show.
    """
    root = html.document_fromstring(after)
    old = [_text(block) for block in _blocks(html.document_fromstring(before))]
    new = list(_blocks(root))
    for _, i, j, k, m in _changes(old, [_text(block) for block in new]):
        gone, come = old[i:j], new[k:m]
        paired = min(len(gone), len(come))
        for text, block in zip(gone, come, strict=False):
            _mark(block, text)
        for block in come[paired:]:
            _mark(block, "")
        _strike(new, m, gone[paired:])
    return str(html.tostring(root, encoding="unicode"))


def _blocks(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Give the innermost blocks in the order of the text."""
    for element in root:
        if not isinstance(element.tag, str) or element.tag in _FRAME:
            continue
        inner = list(_blocks(element))
        if element.tag in _BLOCKS and not inner:
            yield element
        else:
            yield from inner


def _text(block: html.HtmlElement) -> str:
    return str(block.text_content()).strip()


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [code for code in found if code[0] != "equal"]


def _mark(block: html.HtmlElement, before: str) -> None:
    """Write a block anew as its words, those of the text before struck out."""
    old, new = _WORDS.findall(before), _WORDS.findall(_text(block))
    for child in list(block):
        block.remove(child)
    block.text = ""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            _append(block, "", new[k:m])
        else:
            _append(block, "del", old[i:j])
            _append(block, "ins", new[k:m])


def _append(block: html.HtmlElement, tag: str, words: Sequence[str]) -> None:
    text = "".join(words)
    if not text:
        return
    if tag:
        etree.SubElement(block, tag).text = text
    elif len(block):
        block[-1].tail = (block[-1].tail or "") + text
    else:
        block.text = (block.text or "") + text


def _strike(blocks: Sequence[html.HtmlElement], at: int, texts: Sequence[str]) -> None:
    """Strike out what has no place any more, at the end of the block before."""
    if not blocks:
        return
    block = blocks[max(at - 1, 0)]
    for text in filter(None, texts):
        _append(block, "", " ")
        _append(block, "del", [text])

"""`matches`, `replace` and `split` (DMN 1.5, 10.3.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.regex import Match, Regex, RegexError, compile_regex
from cauce.feel.runtime import MAX_STRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cauce.feel.runtime import Run


def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> bool | None:
    """Tell whether a part of the text matches."""
    regex = _compiled(run, pattern, flags)
    return None if regex is None else regex.search(text, 0, run.charge) is not None


def replace(
    run: Run, text: str, pattern: str, replacement: str, flags: str | None = None
) -> str | None:
    """Return the text with every match replaced; `$1` in the replacement is a group's text."""
    regex = _compiled(run, pattern, flags)
    if regex is None or _takes_nothing(regex, run):
        return None
    parts: list[str] = []
    end = size = 0
    try:
        template = [replacement] if "q" in regex.flags else _template(replacement, regex.groups)
        for match in _each(regex, text, run):
            parts += [text[end : match.start], *_filled(template, match)]
            size += sum(len(part) for part in parts[-len(template) - 1 :])
            if size > MAX_STRING:
                return run.null(f"the text would be longer than {MAX_STRING} characters")
            end = match.end
    except RegexError as error:
        return run.null(str(error))
    return "".join((*parts, text[end:]))


def split(run: Run, text: str, delimiter: str) -> list[str] | None:
    """Return the parts of the text between the matches of the delimiter."""
    regex = _compiled(run, delimiter, None)
    if regex is None or _takes_nothing(regex, run):
        return None
    parts: list[str] = []
    end = 0
    for match in _each(regex, text, run):
        parts.append(text[end : match.start])
        end = match.end
    return [*parts, text[end:]]


def _compiled(run: Run, pattern: str, flags: str | None) -> Regex | None:
    try:
        return compile_regex(pattern, flags or "")
    except RegexError as error:
        return run.null(str(error))


def _takes_nothing(regex: Regex, run: Run) -> bool:
    if regex.search("", 0, run.charge) is None:
        return False
    run.null("expected a pattern that takes at least one character")
    return True


def _each(regex: Regex, text: str, run: Run) -> Iterator[Match]:
    at = 0
    while at <= len(text):
        match = regex.search(text, at, run.charge)
        if match is None:
            return
        yield match
        at = max(match.end, match.start + 1)


def _template(replacement: str, groups: int) -> list[str | int]:
    """Return the replacement as texts and numbers of groups."""
    parts: list[str | int] = []
    index = 0
    while index < len(replacement):
        char, following = replacement[index], replacement[index + 1 : index + 2]
        index += 1
        if char == "\\":
            if not following or following not in "\\$":
                raise RegexError("expected '\\\\' or '\\$' in the replacement, came a lone '\\'")
            parts.append(following)
            index += 1
        elif char == "$":
            if not following.isdecimal():
                raise RegexError("expected '\\$' or a group's number behind '$'")
            digits = following
            index += 1
            while replacement[index : index + 1].isdecimal() and (
                int(digits + replacement[index]) <= groups
            ):
                digits += replacement[index]
                index += 1
            parts.append(int(digits))
        else:
            parts.append(char)
    return parts


def _filled(template: list[str | int] | list[str], match: Match) -> Iterator[str]:
    for part in template:
        if isinstance(part, str):
            yield part
        else:
            yield (match.groups[part] or "") if part < len(match.groups) else ""


FUNCTIONS: Final = functions(
    ("matches(input: string, pattern: string, flags?: string | null)", matches),
    (
        "replace(input: string, pattern: string, replacement: string, flags?: string | null)",
        replace,
    ),
    ("split(string: string, delimiter: string)", split),
)

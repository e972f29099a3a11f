"""`{% t %}` says a text in the reader's language; `{% icon %}` draws one; moments in words."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cauce.web.moments import due_of, exact
from cauce.web.words import say

register = template.Library()

_BOLD = re.compile(r"\*\*(.+?)\*\*")


@register.simple_tag(takes_context=True)
def t(context: Context, text: str, **values: object) -> str:
    """Say a Spanish text in the reader's language, with `{names}` filled in."""
    return say(text, str(context.get("language", "es")), **values)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the page's sprite."""
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | None) -> str:
    """Write a moment as people do: 20-11-2026, 17:30."""
    return exact(moment, str(context.get("language", "es")))


@register.simple_tag
def day(moment: datetime) -> str:
    """Write a day as people do: 20-11-2026."""
    return timezone.localtime(moment).strftime("%d-%m-%Y")


@register.simple_tag(takes_context=True)
def turn(context: Context, page: int, by: int) -> str:
    """Give the query string of another page of the list that is shown."""
    asked = context["request"].GET.copy()
    asked["pagina"] = page + by
    return f"?{asked.urlencode()}"


@register.inclusion_tag("web/parts/due.html", takes_context=True)
def due(context: Context, moment: datetime | None, kind: str = "due") -> dict[str, Any]:
    """Say how long there is until a moment, in words, colour and an icon."""
    language = str(context.get("language", "es"))
    until = say("Vence", language)
    return {"due": due_of(moment, language), "kind": kind, "language": language, "until": until}


@register.filter
def initials(name: str) -> str:
    """Give two letters for a person."""
    words = [word for word in name.replace(".", " ").replace("_", " ").split() if word]
    letters = "".join(word[0] for word in words[:2]) if len(words) > 1 else name[:2]
    return letters.upper()


@register.filter
def words(text: str) -> list[str]:
    """Divide a text at its spaces."""
    return text.split()


@register.filter
def prose(text: str) -> SafeString:
    """Lay out a form's text: paragraphs, lists of lines that begin with a dash, **bold**."""
    blocks = []
    for block in text.split("\n\n"):
        lines = [_BOLD.sub(r"<b>\1</b>", escape(line.strip())) for line in block.splitlines()]
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            blocks.append("<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>")
        else:
            blocks.append(f"<p>{'<br>'.join(lines)}</p>")
    # Every line was escaped before tags were put around it.
    return mark_safe("".join(blocks))  # nosec B308 B703  # every text is escaped

"""Checks the documents' links within the project: `python -m tools.links`.

Every relative link and image of a Markdown file leads to a file or folder of the project, and every
`#part` to a heading of its page. Addresses elsewhere are not asked.
"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

from tools.files import ROOT, project_files, shown

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(
    r"\[[^\]]*\]\(\s*<?(?P<target>[^)\s>]+)>?[^)]*\)|(?:src|href)=\"(?P<html>[^\"]+)\""
)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def prose(text: str) -> str:
    """The text without its code, line by line where it was."""
    without = FENCED.sub(lambda match: "\n" * match[0].count("\n"), text)
    return INLINE_CODE.sub("", without)


def anchors(text: str) -> set[str]:
    """The `#part` names of a page's headings, as code hosts make them."""
    names: set[str] = set()
    for heading in HEADING.findall(FENCED.sub("", text)):
        words = re.sub(r"[^\w\s-]", "", heading.replace("`", "").lower())
        slug = base = re.sub(r"\s", "-", words.strip())
        count = 0
        while slug in names:
            count += 1
            slug = f"{base}-{count}"
        names.add(slug)
    return names


def broken(page: Path, target: str) -> str | None:
    """Why a target of a page leads nowhere; None when it is right or lies elsewhere."""
    if ELSEWHERE.match(target) or target.startswith("//"):
        return None
    path, _, part = target.partition("#")
    goal = (page.parent / unquote(path)).resolve() if path else page
    if not goal.exists():
        return f"expected a file at {target}, but there is none"
    if part and goal.suffix == ".md" and unquote(part) not in anchors(goal.read_text("utf-8")):
        return f"expected a heading #{part} in {goal.name}, but there is none"
    return None


def findings(page: Path, name: str) -> list[str]:
    """The links of one page that lead nowhere."""
    found = []
    for number, line in enumerate(prose(page.read_text("utf-8")).splitlines(), 1):
        for match in LINK.finditer(line):
            reason = broken(page, match["target"] or match["html"])
            if reason:
                found.append(f"{name}:{number} {reason}")
    return found


def check(root: Path = ROOT) -> list[str]:
    """All findings of the project under `root`."""
    pages = project_files(".md", root=root)
    return [finding for page in pages for finding in findings(page, shown(page, root))]


if __name__ == "__main__":
    found = check()
    print("\n".join(found) or "links: all lead somewhere")
    sys.exit(1 if found else 0)

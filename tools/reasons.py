"""Refuses silenced checkers without a reason: `python -m tools.reasons`.

A `type: ignore`, `noqa`, `nosec` or `no cover` names its code and says why in the same comment:
`# type: ignore[misc]  # lxml-stubs lack this overload`.
"""

import io
import re
import sys
import tokenize
from pathlib import Path

from tools.files import ROOT, project_files, shown

SILENCER = re.compile(
    r"#\s*(?P<what>type:\s*ignore|(?:ruff:\s*)?noqa|nosec|pragma:\s*no cover)"
    r"(?P<code>\[[\w, -]+\]|:?\s*[A-Z]+\d+(?:[, ]+[A-Z]+\d+)*)?"
    r"(?P<reason>.*)"
)
SHORTEST = 5


def findings(name: str, source: str) -> list[str]:
    """The comments of a Python source that silence a checker without code or reason."""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        match = SILENCER.search(token.string) if token.type == tokenize.COMMENT else None
        if match is None:
            continue
        what = match["what"]
        if match["code"] is None and "pragma" not in what:
            found.append(
                f"{name}:{token.start[0]} expected the code that {what} silences, but got none"
            )
        elif len(re.sub(r"[^\w]", "", match["reason"])) < SHORTEST:
            found.append(
                f"{name}:{token.start[0]} expected the reason of {what} beside it, but got none"
            )
    return found


def check(root: Path = ROOT) -> list[str]:
    """All findings of the project under `root`."""
    return [
        finding
        for path in project_files(".py", root=root)
        for finding in findings(shown(path, root), path.read_text("utf-8"))
    ]


if __name__ == "__main__":
    found = check()
    print("\n".join(found) or "reasons: given")
    sys.exit(1 if found else 0)

"""The documents' Python runs as printed, and prints what stands below it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SNIPPET = re.compile(
    r"^```python\n(?P<code>.*?)^```\n(?:\n```\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL
)


def snippets() -> list[tuple[str, str, str | None]]:
    """Page, code and, where a plain block follows at once, output of every snippet."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        (f"{page.name}:{text.count(chr(10), 0, match.start()) + 1}", match["code"], match["output"])
        for page in sorted(pages)
        for text in (page.read_text("utf-8"),)
        for match in SNIPPET.finditer(text)
    ]


def test_there_are_snippets_to_run() -> None:
    assert {"README.md", "README.es.md"} <= {place.split(":")[0] for place, *_ in snippets()}


@pytest.mark.parametrize(
    ("code", "output"),
    [pytest.param(code, output, id=place) for place, code, output in snippets()],
)
def test_a_snippet_runs_and_prints_what_the_page_says(code: str, output: str | None) -> None:
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    if output is not None:
        assert done.stdout == output

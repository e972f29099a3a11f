"""The documents' links are followed within the project."""

from pathlib import Path

import pytest

from tools.links import anchors, findings


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other.md").write_text("# Título: uno\n\n## Uno\n## Uno\n", "utf-8")
    (tmp_path / "a picture.png").touch()
    return tmp_path / "page.md"


@pytest.mark.parametrize(
    "text",
    [
        "[x](docs/other.md) and ![y](a%20picture.png)",
        "[x](docs/other.md#título-uno) [y](docs/other.md#uno-1) [z](docs)",
        "[x](#here)\n\n# Here",
        "[x](https://example.org/nowhere) [y](mailto:a@example.org)",
        '<img src="a picture.png">',
        "`[x](nowhere.md)`\n\n```\n[x](nowhere.md)\n```",
    ],
)
def test_links_that_lead_somewhere(page: Path, text: str) -> None:
    page.write_text(text, "utf-8")
    assert findings(page, "page.md") == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere.md", "expected a file at nowhere.md, but there is none"),
        ("docs/other.md#dos", "expected a heading #dos in other.md, but there is none"),
        ("#here", "expected a heading #here in page.md, but there is none"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", '<a href="{}">'])
def test_links_that_lead_nowhere(page: Path, form: str, target: str, reason: str) -> None:
    page.write_text("\n```\ncode\n```\n" + form.format(target), "utf-8")
    assert findings(page, "page.md") == [f"page.md:5 {reason}"]


def test_headings_in_code_are_none() -> None:
    assert anchors("# A `b` c\n\n```\n# D\n```\n") == {"a-b-c"}

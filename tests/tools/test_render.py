"""Pictures are drawn in Chromium, whole, by plane and by element; warnings reach the exit code."""

import struct
from pathlib import Path

import pytest

from tools.render.__main__ import main
from tools.render.chromium import ChromiumMissing, executable

RIGHT = Path(__file__).with_name("drawings") / "right.bpmn"


def size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    header = picture.read_bytes()[:24]
    assert header[1:4] == b"PNG"
    width, height = struct.unpack(">II", header[16:])
    return width, height


def test_the_diagram_and_every_plane_are_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # when
    code = main([str(RIGHT), "--out", str(tmp_path), "--width", "800"])

    # then
    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "right.png"),
        str(tmp_path / "right.inner.png"),
    ]
    assert size(tmp_path / "right.png")[0] == 800
    assert sorted(path.name for path in tmp_path.iterdir()) == ["right.inner.png", "right.png"]


def test_the_diagram_alone_is_drawn_where_asked(tmp_path: Path) -> None:
    code = main([str(RIGHT), "--out", str(tmp_path), "--no-planes"])
    assert code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["right.png"]


def test_one_element_alone_is_drawn_no_larger_than_twice(tmp_path: Path) -> None:
    code = main([str(RIGHT), "--out", str(tmp_path), "--element", "task"])
    assert code == 0
    assert size(tmp_path / "right.task.png")[0] == 2 * (100 + 2 * 20)


def test_what_is_not_drawn_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(RIGHT), "--out", str(tmp_path), "--element", "nobody"])
    assert code == 2
    assert 'nothing is drawn as "nobody"' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_import_warning_is_told_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given an edge drawn for a flow that leads nowhere
    wrong = tmp_path / "wrong.bpmn"
    text = RIGHT.read_text("utf-8").replace('sourceRef="start"', 'sourceRef="gone"')
    wrong.write_text(text, "utf-8")

    # when
    code = main([str(wrong), "--out", str(tmp_path)])

    # then
    assert code == 1
    assert f"{wrong}: warning: unresolved reference <gone>" in capsys.readouterr().out


def test_a_machine_without_chromium_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(ChromiumMissing, match="Type: sudo apt-get install chromium"):
        executable()

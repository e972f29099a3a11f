"""Bytes that are no BPMN are refused, and nothing in them is fetched or expanded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bpmn.support import definitions, end, path, process, start, task

from cauce.bpmn import load
from cauce.bpmn.parse import SIZE_LIMIT

GOOD = definitions(process(start("s"), task("t"), end("e"), path("s t e")))


def only(source: bytes) -> tuple[str, int | None, str | None]:
    """Load what must have one problem and nothing else; give its code, line and file."""
    model = load(source, file="f.bpmn")
    (problem,) = model.problems
    assert model.processes == ()
    assert not model.ok
    return problem.code, problem.line, problem.file


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"", 1),
        (b"no xml", 1),
        (b"<definitions>\n<process>\n</definitions>", 3),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", 1),
        (b"\x00\x01", 1),
    ],
)
def test_what_is_not_xml_is_refused_with_its_line(source: bytes, line: int) -> None:
    assert only(source) == ("NOT_XML", line, "f.bpmn")


@pytest.mark.parametrize(
    "source",
    [
        b"<definitions/>",
        b'<process xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
        b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
    ],
)
def test_another_root_is_refused(source: bytes) -> None:
    assert only(source) == ("NOT_BPMN", 1, "f.bpmn")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a>' + GOOD.decode()

    assert only(text.encode(encoding))[0] == "DTD_REFUSED"


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "lol">{entities}]><a b="&a9;"/>'

    assert only(bomb.encode())[0] == "NOT_XML"


def test_entities_do_not_read_files(tmp_path: object) -> None:
    outside = '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + GOOD.decode()

    assert only(outside.encode())[0] == "DTD_REFUSED"


def test_giants_are_refused_unread() -> None:
    assert only(b" " * (SIZE_LIMIT + 1)) == ("TOO_LARGE", None, "f.bpmn")


def test_towers_are_refused() -> None:
    assert only(b"<a>" * 300 + b"</a>" * 300)[0] == "NOT_XML"


def test_an_encoding_of_its_own_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + GOOD.decode()

    assert load(text.encode("utf-16")).problems == ()


@given(st.binary(max_size=200))
def test_any_bytes_give_problems_and_never_raise(source: bytes) -> None:
    assert [problem.code for problem in load(source).problems] == ["NOT_XML"]


@given(st.integers(0, len(GOOD) - 1))
def test_a_file_cut_anywhere_gives_problems_and_never_raises(length: int) -> None:
    assert [problem.code for problem in load(GOOD[:length]).problems] == ["NOT_XML"]


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_damaged_byte_never_raises(position: int, change: int) -> None:
    damaged = bytearray(GOOD)
    damaged[position] ^= change

    model = load(bytes(damaged))

    assert all(problem.code and problem.message for problem in model.problems)

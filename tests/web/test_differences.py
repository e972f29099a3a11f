"""What changed in a document, marked: words in their block, blocks that come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from cauce.web.differences import marked

ROW = "<tr><th>{}</th><td>{}</td></tr>"
Rows = list[tuple[str, str]]


def _document(number: int, rows: Rows) -> str:
    table = "".join(ROW.format(*row) for row in rows)
    return (
        f"<html><head><title>v{number}</title></head><body><header><p>versión {number}</p></header>"
        f"<p>El servicio que sigue.</p><table>{table}</table></body></html>"
    )


def _body(source: str) -> str:
    return source[source.index("<p>El") : source.index("</body>")]


def test_should_mark_the_words_that_changed_and_nothing_else() -> None:
    before = _document(1, [("SLA", "99,5 % al mes"), ("Plazo", "30"), ("Nota", "")])
    after = _document(2, [("SLA", "99,9 % al mes"), ("Plazo", "30"), ("Nota", "Con visita")])

    shown = marked(before, after)

    assert "<th>SLA</th><td><del>99,5</del><ins>99,9</ins> % al mes</td>" in shown
    assert "<th>Plazo</th><td>30</td>" in shown
    assert "<th>Nota</th><td><ins>Con visita</ins></td>" in shown
    assert (shown.count("<ins>"), shown.count("<del>")) == (2, 1)


def test_should_leave_a_version_that_says_the_same_as_it_is() -> None:
    rows = [("SLA", "99,5 %")]
    assert _body(marked(_document(1, rows), _document(2, rows))) == _body(_document(2, rows))


def test_should_show_rows_that_came_and_went() -> None:
    before = _document(1, [("SLA", "99,5 %"), ("Multa", "3 UF")])
    after = _document(2, [("SLA", "99,5 %")])

    assert "<td>99,5 % <del>Multa</del> <del>3 UF</del></td>" in marked(before, after)
    assert "<th><ins>Multa</ins></th><td><ins>3 UF</ins></td>" in marked(after, before)


words = st.text(alphabet="ab ", max_size=8).map(str.strip)
rows = st.lists(st.tuples(words, words), min_size=1, max_size=4)


@given(rows, rows)
def test_the_new_text_is_there_whole_once_what_is_struck_out_is_left_away(
    old: Rows, new: Rows
) -> None:
    shown = marked(_document(1, old), _document(2, new))
    assert _cells(shown) == _cells(_document(2, new))


def _cells(source: str) -> list[str]:
    root = html.document_fromstring(source)
    etree.strip_elements(root, "del", with_tail=False)
    return ["".join(map(str, cell.itertext())).strip() for cell in root.iter("th", "td")]

"""The first door in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.conftest import listen
from tests.e2e.house import House

SUBMIT = ".bar .btn-1"


@pytest.fixture(scope="module")
def company(house: House) -> House:
    """The demo company, served."""
    house.open("--demo")
    return house


@pytest.fixture
def pages(browser: Browser, company: House, complaints: list[str]) -> Iterator[list[Page]]:
    """Two people's browsers, apart."""
    contexts = [
        browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="es-CL", base_url=company.address
        )
        for _ in range(2)
    ]
    opened = [context.new_page() for context in contexts]
    for page in opened:
        listen(page, complaints)
    yield opened
    for context in contexts:
        context.close()


def _enter(page: Page, login: str) -> None:
    page.goto("/entrar")
    page.click(f"#entrar-{login}")
    expect(page.locator("#lista")).to_be_visible()


def test_should_work_a_case_through_its_forms(pages: list[Page]) -> None:
    ana, _ = pages
    _enter(ana, "ana")
    row = ana.locator(".task", has_text="SRV-DEMO-02")
    first = row.locator(".t").inner_text()

    row.click()
    expect(ana.locator("#titulo")).to_have_text(first)
    expect(ana.locator("#titulo")).to_be_focused()
    ana.click(SUBMIT)

    expect(ana.locator("#aviso")).to_contain_text(first)
    ana.goto("/casos/SRV-DEMO-02")
    expect(ana.locator(".tl")).to_contain_text(f"Ana Rivas completó {first}")


def test_should_refuse_a_no_without_its_reason_and_keep_what_was_written(
    pages: list[Page],
) -> None:
    carolina, _ = pages
    _enter(carolina, "carolina")
    carolina.locator(".task", has_text="SRV-DEMO-07").click()
    comment = carolina.locator("[name='f.criterios[0].comentario']")
    comment.fill("Falta el precio por ambiente")
    carolina.locator(".opt", has_text="No").last.click()
    expect(carolina.locator("[name='f.observaciones']")).to_be_visible()

    carolina.click(SUBMIT)

    expect(carolina.locator("#errores")).to_be_focused()
    expect(carolina.locator("[name='f.observaciones']")).to_have_attribute("aria-invalid", "true")
    expect(comment).to_have_value("Falta el precio por ambiente")
    carolina.fill("[name='f.observaciones']", "Agregue el precio por ambiente.")
    carolina.click(SUBMIT)
    expect(carolina.locator("#aviso")).to_contain_text("Completada")


def test_should_tell_the_second_of_two_people_who_was_first(pages: list[Page]) -> None:
    bruno, other = pages
    for page in (bruno, other):
        _enter(page, "julia" if page is other else "ana")
        page.locator(".task", has_text="SRV-DEMO-04").click()
        expect(page.locator(SUBMIT)).to_be_visible()

    bruno.click(SUBMIT)
    expect(bruno.locator("#aviso")).to_contain_text("Completada")
    other.click(SUBMIT)

    expect(other.locator("#panel h1")).to_contain_text("Ana Rivas completó esta tarea")


def test_should_not_complete_the_next_task_with_the_rest_of_a_double_click(
    pages: list[Page],
) -> None:
    gabriela, _ = pages
    _enter(gabriela, "gabriela")
    gabriela.locator(".task", has_text="Account Management").click()
    expect(gabriela.locator("#titulo")).to_have_text("Account Management")
    button = gabriela.locator(SUBMIT).bounding_box()
    assert button is not None
    gabriela.mouse.click(button["x"] + button["width"] - 8, button["y"] + button["height"] / 2)
    expect(gabriela.locator("#aviso")).to_have_text(
        "Completada: Account Management · Andes Retail SpA"
    )
    following = gabriela.locator("#panel").get_attribute("data-task")

    gabriela.mouse.down(click_count=2)
    gabriela.mouse.up(click_count=2)

    gabriela.reload()
    expect(gabriela.locator("#panel")).to_have_attribute("data-task", following or "")
    expect(gabriela.locator(SUBMIT)).to_be_visible()


def test_should_come_back_to_the_open_task_in_the_language_chosen(pages: list[Page]) -> None:
    ana, _ = pages
    _enter(ana, "ana")
    for row in ana.locator(".task").all()[:2]:
        row.click()
        expect(ana.locator("#panel")).to_have_attribute("data-task", row.get_attribute("data-task"))
    opened = ana.url

    ana.click(".me-rail summary")
    ana.click(".me-rail [name=idioma][value=en]")

    expect(ana.locator("html")).to_have_attribute("lang", "en")
    assert ana.url == opened


def test_should_move_with_keys(pages: list[Page]) -> None:
    carolina, _ = pages
    _enter(carolina, "carolina")

    carolina.keyboard.press("j")
    expect(carolina.locator(".task").first).to_be_focused()
    carolina.keyboard.press("Enter")
    expect(carolina.locator("#titulo")).to_be_focused()
    carolina.keyboard.press("?")
    expect(carolina.locator("#atajos")).to_be_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440, 1600])
def test_should_fit_every_width(pages: list[Page], width: int) -> None:
    page, _ = pages
    page.set_viewport_size({"width": width, "height": 844})
    _enter(page, "carolina")

    for path in ("/bandeja", "/casos", "/casos/SRV-DEMO-01"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/bandeja")
    page.locator(".task").first.click()
    expect(page.locator("#panel[data-open] h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_should_give_the_banner_a_place_of_its_own(pages: list[Page], width: int) -> None:
    ana, _ = pages
    _enter(ana, "ana")
    ana.set_viewport_size({"width": width, "height": 900})
    ana.locator(".task").first.click()
    expect(ana.locator("#titulo")).to_be_focused()

    ana.context.set_offline(True)
    ana.click(SUBMIT)

    expect(ana.locator("#sin-red")).to_be_visible()
    banner, head = ana.locator("#sin-red").bounding_box(), ana.locator("#panel").bounding_box()
    submit = ana.locator(SUBMIT).bounding_box()
    assert banner is not None
    assert head is not None
    assert submit is not None
    assert (banner["y"], banner["y"] + banner["height"]) == (0, head["y"])
    assert submit["y"] + submit["height"] <= 900


@pytest.mark.parametrize("width", [1140, 1280, 1440])
def test_should_break_no_word_of_a_phase(pages: list[Page], width: int) -> None:
    ana, _ = pages
    _enter(ana, "ana")
    ana.set_viewport_size({"width": width, "height": 900})
    ana.locator(".task", has_text="SRV-DEMO").first.click()
    expect(ana.locator("#titulo")).to_be_focused()

    broken = ana.evaluate(
        """() => [...document.querySelectorAll(".phase")].flatMap((phase) => {
             const text = phase.firstChild, range = document.createRange(), found = [];
             for (const word of text.data.matchAll(/\\S+/g)) {
               range.setStart(text, word.index);
               range.setEnd(text, word.index + word[0].length);
               if (range.getClientRects().length > 1) found.push(word[0]);
             }
             return found;
           })"""
    )
    wide = ana.evaluate("(o => o.scrollWidth - o.clientWidth)(document.querySelector('.phases'))")

    assert ana.locator(".phase").count() == 9
    assert (broken, wide) == ([], 0)

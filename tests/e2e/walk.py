"""Working a case in browsers: whatever task it has open, by somebody who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.conftest import listen
from tests.e2e.hands import Answers, fill, renewing

from cauce.demo.people import PEOPLE

SUBMIT = ".bar .btn-1"
READER = "felipe"
"""Who looks at the cases' pages; everybody of the company may."""
MOST = 80
"""Turns at a case before a walk is taken for one that goes in circles."""


@dataclass(kw_only=True)
class Staff:
    """The demo's people, each with a browser of their own, logged in when first needed."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    _pages: dict[str, Page] = field(default_factory=dict)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, login: str) -> Page:
        """Give somebody's page."""
        if login not in self._pages:
            context = self.browser.new_context(
                viewport={"width": 1440, "height": 900}, locale="es-CL", base_url=self.address
            )
            self._contexts.append(context)
            page = context.new_page()
            listen(page, self.complaints)
            page.goto("/entrar")
            page.click(f"#entrar-{login}")
            expect(page.locator("#lista")).to_be_visible()
            self._pages[login] = page
        return self._pages[login]

    def cases_of(self, client: str) -> set[str]:
        """Read the keys of a client's open cases from the list of cases."""
        page = self.page(READER)
        page.goto(f"/casos?q={client}")
        return set(page.locator("#casos tbody a[href^='/casos/']").all_inner_texts())

    def close(self) -> None:
        """Close all their browsers."""
        for context in self._contexts:
            context.close()


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An open task as the case's page lists it, with whose turn it is."""

    task: str
    name: str
    who: str


Deed = Callable[[Page], None]
"""What happens at an open task before it is filled and completed."""


@dataclass(kw_only=True)
class Walk:
    """One case, worked task by task.

    `answers` and `before` go by the task's name and are used up in order: the first time that
    the task comes, then what is left. `leave` are tasks that nobody has to do. `done` has the
    names of the completed tasks, in order.
    """

    staff: Staff
    case: str
    answers: Mapping[str, list[Answers]] = field(default_factory=dict)
    before: Mapping[str, list[Deed]] = field(default_factory=dict)
    leave: Callable[[str], bool] = lambda _name: False
    done: list[str] = field(default_factory=list)

    def finish(self) -> list[str]:
        """Go on until no task is open, and the case's page is; give what was done."""
        for _ in range(MOST):
            turns = self._turns()
            if not turns:
                return self.done
            self._work(turns[0])
        raise AssertionError(f"{self.case} goes on after {MOST} turns: {self.done}")

    def _turns(self) -> list[Turn]:
        page = self.staff.page(READER)
        page.goto(f"/casos/{self.case}")
        rows = page.locator("#panel li:has(> a[href^='/tareas/'])").all()
        found = [
            Turn(
                task=(row.locator("a").get_attribute("href") or "").rsplit("/", 1)[-1],
                name=row.locator("a").inner_text(),
                who=row.locator("a + span").inner_text(),
            )
            for row in rows
        ]
        return [turn for turn in found if not self.leave(turn.name)]

    def _work(self, turn: Turn) -> None:
        """Do a task, and those of the case on which the same person lands after it."""
        page = self._open(turn)
        for name in self._landings(page):
            for deed in self.before.get(name, [])[:1]:
                self.before[name].remove(deed)
                deed(page)
            fill(page, self._answer(name))
            complete(page)
            self.done.append(name)

    def _open(self, turn: Turn) -> Page:
        for person in PEOPLE:
            if turn.who == person.name or any(role in turn.who for role in person.roles):
                page = self.staff.page(person.login)
                page.goto(f"/bandeja?q={self.case}")
                row = page.locator(f"#t-{turn.task}")
                if row.count():
                    row.click()
                    expect(page.locator("#panel")).to_have_attribute("data-task", turn.task)
                    return page
        raise AssertionError(f"nobody finds {turn.name} ({turn.who}) of {self.case} in their inbox")

    def _landings(self, page: Page) -> Iterator[str]:
        while page.locator("#panel[data-task]").count():
            name = page.locator("#panel h1").inner_text()
            if self.leave(name):
                return
            yield name

    def _answer(self, name: str) -> Answers:
        left = self.answers.get(name)
        return left.pop(0) if left else {}


def complete(page: Page) -> None:
    """Send the form of the open task, which must be taken."""
    panel = page.locator("#panel")
    task, name = panel.get_attribute("data-task"), panel.locator("h1").inner_text()
    renewing(page, lambda: page.click(SUBMIT))
    problems = page.locator("#errores")
    assert problems.count() == 0, f"{name}: {problems.inner_text()}"
    expect(panel).not_to_have_attribute("data-task", task or "")
    expect(page.locator("#aviso")).to_contain_text(f"Completada: {name}")

"""The demo company: loaded once, through the services."""

from __future__ import annotations

import pytest

from cauce.demo.cases import SHOWN, STANDING
from cauce.demo.load import COMPANY, ORGANISATION, load
from cauce.demo.people import PEOPLE
from cauce.documents.selectors import content, of_case
from cauce.people.models import Person
from cauce.runtime import selectors
from cauce.runtime.models import Case, JournalEntry
from cauce.runtime.selectors.story import story
from cauce.runtime.verify import verify


@pytest.mark.usefixtures("database")
def test_the_demo_is_loaded_once_and_tells_its_phases() -> None:
    told: list[str] = []
    load(told.append)

    # then a case of each package has come to its end, told phase by phase
    ends = {
        planned.key: {
            end
            for instance in selectors.case(
                organisation=ORGANISATION, case_key=planned.key
            ).instances
            for end in instance.ends
        }
        for planned in SHOWN
    }
    assert "fin_proceso" in ends["SRV-DEMO-01"]
    assert "fin_ganada" in ends["EQU-DEMO-01"]
    assert "fin_ganada" in ends["CVC-DEMO-01"]
    assert [line for line in told if line.startswith("  SRV-DEMO-01  9.")] != []
    phases = story(organisation=ORGANISATION, case_key="SRV-DEMO-01").phases
    assert [phase.state for phase in phases] == ["done"] * 9

    # and a dozen others stand in different phases, with people to work on them
    keys = {planned.key for planned in (*SHOWN, *STANDING)}
    assert len(STANDING) >= 12
    assert keys <= set(Case.objects.values_list("key", flat=True))
    assert Person.objects.count() == len(PEOPLE)
    # and its documents say between whom, what and for how much, and name those they rest on
    papers = {
        paper.type: content(organisation=ORGANISATION, document=paper.id, version=1)
        for paper in of_case(organisation=ORGANISATION, case_key="SRV-DEMO-01")
    }
    assert sorted(papers) == [f"D{number}" for number in range(1, 9)]
    assert "4.850.000" in papers["D2"]
    assert f"Entre {COMPANY} y Andes Retail SpA se acuerda" in papers["D3"]
    assert "la propuesta SRV-DEMO-01/D2-v1." in papers["D3"]
    assert [kind for kind, text in sorted(papers.items()) if "<td></td>" in text] == []

    # and of every open task there is somebody who may do it
    doable = {
        task.id
        for person in PEOPLE
        for task in selectors.open_tasks(organisation=ORGANISATION, by=person.login)
    }
    assert doable == {task.id for task in selectors.open_tasks(organisation=ORGANISATION)} != set()
    assert verify().findings == ()

    # and loading again changes nothing
    before = JournalEntry.objects.count()
    load(lambda line: pytest.fail(f"told again: {line}"))
    assert JournalEntry.objects.count() == before

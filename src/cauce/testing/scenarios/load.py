"""Reading scenario files, and the answers that `cauce play` takes from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cauce.calendar import TimerTextError, parse_duration, parse_moment
from cauce.testing.scenarios import model
from cauce.testing.scenarios.lines import Place, ScenarioError, read

_TASK = ("data", "by", "process", "where")
_OUTCOME = (
    "ends", "status", "open", "variables", "calls", "messages", "path_includes", "path_excludes",
    "incidents",
)  # fmt: skip


def load_scenario(path: str | Path) -> model.Scenario:
    """Read a scenario file. Raises ScenarioError with the line of what is wrong."""
    path = Path(path)
    return parse_scenario(path.name, path.read_text(encoding="utf-8"))


def parse_scenario(file: str, text: str) -> model.Scenario:
    """Read a scenario from its text; `file` is what failures call it. Raises ScenarioError."""
    top = read(file, text)
    entries = top.entries("title", "given", "when", "then")
    for name in ("title", "given", "then"):
        if name not in entries:
            raise ScenarioError(top.file, top.line, f"an entry «{name}»", "none")
    return model.Scenario(
        file=file,
        title=entries["title"].text(),
        given=_given(entries["given"]),
        when=steps_of(entries["when"]) if "when" in entries else (),
        then=_outcome(entries["then"]),
    )


def load_answers(file: str, text: str) -> Sequence[model.Step]:
    """Read a list of answers: the steps of a scenario. Raises ScenarioError."""
    return steps_of(read(file, text))


def steps_of(place: Place) -> Sequence[model.Step]:
    """Read a list of steps."""
    return [_step(item) for item in place.items()]


def _step(place: Place) -> model.Step:
    entries = place.entries()
    named = [name for name in _STEPS if name in entries]
    if len(named) != 1:
        found = " and ".join(named) or ", ".join(entries) or "nothing"
        raise ScenarioError(
            place.file, place.line, f"a step with one of {', '.join(_STEPS)}", found
        )
    reader, allowed = _STEPS[named[0]]
    return reader(place.line, place.entries(named[0], *allowed))


def _task_filters(entries: dict[str, Place]) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    if "process" in entries:
        filters["process"] = entries["process"].text()
    if "where" in entries:
        filters["where"] = entries["where"].data()
    return filters


def _task_parts(entries: dict[str, Place]) -> dict[str, Any]:
    parts = _task_filters(entries)
    if "data" in entries:
        parts["data"] = entries["data"].data()
    parts["by"] = _text(entries, "by")
    return parts


def _task(line: int, entries: dict[str, Place]) -> model.Step:
    return model.DoTask(line=line, task=entries["task"].text(), **_task_parts(entries))


def _each(line: int, entries: dict[str, Place]) -> model.Step:
    return model.DoEach(line=line, task=entries["each"].text(), **_task_parts(entries))


def _rest(line: int, entries: dict[str, Place]) -> model.Step:
    inner = entries["rest"].entries("until", "except", "data", "by", "process")
    data = inner["data"].entries() if "data" in inner else {}
    return model.DoRest(
        line=line,
        until=_text(inner, "until"),
        excluded=inner["except"].texts() if "except" in inner else (),
        data={name: place.data() for name, place in data.items()},
        by=_text(inner, "by"),
        process=_text(inner, "process"),
    )


def _message(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Publish(
        line=line,
        message=entries["message"].text(),
        key=entries["key"].value() if "key" in entries else None,
        case_key=_text(entries, "case_key"),
        variables=entries["variables"].data() if "variables" in entries else {},
        ttl=_duration(entries["ttl"]) if "ttl" in entries else None,
    )


def _signal(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Broadcast(
        line=line,
        signal=entries["signal"].text(),
        key=entries["key"].value() if "key" in entries else None,
        variables=entries["variables"].data() if "variables" in entries else {},
    )


def _advance(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Advance(line=line, duration=_duration(entries["advance"]))


def _wait(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Wait(
        line=line,
        task=entries["wait"].text(),
        asks=_text(entries, "asks"),
        **_task_filters(entries),
    )


def _resume(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Resume(line=line, task=entries["resume"].text(), **_task_filters(entries))


def _resolve(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Resolve(
        line=line,
        element=entries["resolve"].text(),
        process=_text(entries, "process"),
        variables=entries["variables"].data() if "variables" in entries else {},
    )


def _refused(line: int, entries: dict[str, Place]) -> model.Step:
    place = entries["refused"]
    inner = place.entries("task", "code", *_TASK)
    if "task" not in inner:
        raise place.wrong("a task whose completion is to be refused")
    return model.Refused(
        line=line,
        attempt=model.DoTask(line=line, task=inner["task"].text(), **_task_parts(inner)),
        code=_text(inner, "code"),
    )


def _expect(line: int, entries: dict[str, Place]) -> model.Step:
    return model.Expect(line=line, outcome=_outcome(entries["expect"]))


_Reader = Callable[[int, dict[str, Place]], model.Step]
_STEPS: Mapping[str, tuple[_Reader, Sequence[str]]] = {
    "task": (_task, _TASK),
    "each": (_each, _TASK),
    "rest": (_rest, ()),
    "message": (_message, ("key", "case_key", "variables", "ttl")),
    "signal": (_signal, ("key", "variables")),
    "advance": (_advance, ()),
    "wait": (_wait, ("asks", "process", "where")),
    "resume": (_resume, ("process", "where")),
    "resolve": (_resolve, ("process", "variables")),
    "refused": (_refused, ()),
    "expect": (_expect, ()),
}


def _given(place: Place) -> model.Given:
    entries = place.entries("start", "process", "start_event", "data", "case_key", "handlers")
    handlers = entries["handlers"].entries() if "handlers" in entries else {}
    return model.Given(
        line=place.line,
        process=_text(entries, "process"),
        start=_moment(entries["start"]) if "start" in entries else None,
        start_event=_text(entries, "start_event"),
        data=entries["data"].data() if "data" in entries else {},
        case_key=_text(entries, "case_key"),
        handlers={name: _answer(answer) for name, answer in handlers.items()},
    )


def _answer(place: Place) -> Mapping[str, Any] | Sequence[Mapping[str, Any]]:
    if isinstance(place.value(), list):
        return [item.data() for item in place.items()]
    return place.data()


def _outcome(place: Place) -> model.Outcome:
    entries = place.entries(*_OUTCOME)
    found: dict[str, Any] = {}
    for name in ("ends", "status", "calls"):
        if name in entries:
            reader = {"ends": Place.texts, "status": Place.text, "calls": _calls}[name]
            found[name] = {key: reader(item) for key, item in entries[name].entries().items()}
    for name in ("open", "messages", "path_includes", "path_excludes", "incidents"):
        if name in entries:
            found[name] = entries[name].texts()
    if "variables" in entries:
        found["variables"] = entries["variables"].data()
    return model.Outcome(**found, lines={name: item.line for name, item in entries.items()})


def _calls(place: Place) -> int | Sequence[Mapping[str, Any]]:
    value = place.value()
    if isinstance(value, list):
        return [item.data() for item in place.items()]
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise place.wrong(
            "how often it was called, or a list of the inputs of each call"
        ) from error


def _text(entries: Mapping[str, Place], name: str) -> str | None:
    place = entries.get(name)
    return None if place is None or place.is_null else place.text()


def _duration(place: Place) -> str:
    text = place.text()
    try:
        parse_duration(text)
    except TimerTextError as error:
        raise place.wrong('an ISO 8601 duration such as "PT48H"') from error
    return text


def _moment(place: Place) -> str:
    text = place.text()
    try:
        parse_moment(text)
    except TimerTextError as error:
        raise place.wrong('a moment such as "2026-03-02T09:00:00-03:00"') from error
    return text

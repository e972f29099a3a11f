"""Locks hold no addresses."""

import json
from pathlib import Path

from tools.locks import findings, is_lock, without_addresses

LOCK = json.dumps(
    {
        "lockfileVersion": 3,
        "packages": {
            "": {"name": "p"},
            "node_modules/a": {
                "version": "1.0.0",
                "resolved": "scheme" + "://registry/a.tgz",
                "integrity": "sha512-x",
                "funding": {"url": "scheme" + "://fund"},
            },
        },
    },
    indent=2,
)


def test_an_address_is_found_with_its_line() -> None:
    assert findings("requirements/base.txt", "a==1 \\\n    --hash=sha256:0\n") == []
    assert findings("requirements/base.txt", "a==1\n--index-url x://y\n") == [
        "requirements/base.txt:2 expected no address in a lock, but got --index-url x://y:"
        " type make lock"
    ]


def test_stripping_keeps_versions_and_hashes() -> None:
    # when
    stripped = without_addresses(LOCK)

    # then
    assert len(findings("package-lock.json", LOCK)) == 2
    assert findings("package-lock.json", stripped) == []
    assert json.loads(stripped)["packages"] == {
        "": {"name": "p"},
        "node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"},
    }


def test_locks_are_known_by_name_and_place() -> None:
    assert is_lock(Path("frontend/package-lock.json"))
    assert is_lock(Path("requirements/dev.txt"))
    assert not is_lock(Path("requirements/dev.in"))
    assert not is_lock(Path("docs/notes.txt"))

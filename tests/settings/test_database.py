"""What `DATABASE_URL` may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from cauce.settings.database import database_from_url


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///near/x.db", "near/x.db"),
        ("sqlite:////far/x.db", "/far/x.db"),
    ],
)
def test_a_file_is_named_from_here_or_from_the_root(url: str, file: str, tmp_path: Path) -> None:
    assert database_from_url(url, tmp_path)["NAME"] == file
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", [None, ""])
def test_without_a_name_it_is_the_file_of_the_installation(url: str | None, tmp_path: Path) -> None:
    found = database_from_url(url, tmp_path / "var")
    assert found["NAME"] == str(tmp_path / "var" / "cauce.db")
    assert (tmp_path / "var").is_dir()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_server_is_named_with_what_its_address_needs(scheme: str, tmp_path: Path) -> None:
    url = f"{scheme}://ana:s%40fe@db.example:5433/cau%20ce?sslmode=require&host=/run/pg"
    found = database_from_url(url, tmp_path)
    named = [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert named == ["cau ce", "ana", "s@fe", "db.example", "5433"]
    assert found["OPTIONS"] == {"sslmode": "require", "host": "/run/pg"}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://x/y", "came mysql://…"),
        ("file.db", "came no scheme://…"),
        ("postgresql://", "to name a database"),
        ("postgresql://ana@db.example/", "to name a database"),
        ("postgresql://db.example:99999/x", "Port out of range"),
    ],
)
def test_anything_else_is_refused(url: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=told):
        database_from_url(url, tmp_path)

"""The key that signs sessions and links: given, or made once and kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "secret.key"


def secret_key(var: Path) -> str:
    """Give `CAUCE_SECRET_KEY`, else the key kept in `var`, made at the first use."""
    given = os.environ.get("CAUCE_SECRET_KEY")
    if given:
        return given
    var.mkdir(parents=True, exist_ok=True)
    path = var / FILE
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text("utf-8")

"""Forms for tests, from the components that matter to them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cauce.forms import Form, load_form


def form_of(*components: Mapping[str, object], **top: object) -> Form:
    """A form of the components given; `top` replaces attributes of the form itself."""
    document = {"id": "f", "type": "default", "schemaVersion": 18, "components": components, **top}
    return load_form(json.dumps(document).encode())

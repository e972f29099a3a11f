"""What the packages of an organisation call their roles and documents in another language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cauce.packages import Package, Text
from cauce.runtime.deployed import deployed
from cauce.runtime.looking import one_look
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.opened import readable
from cauce.runtime.services.start import find_organisation


@one_look
@in_organisation
def titles(*, organisation: str, language: str) -> Mapping[str, str]:
    """Give the names of roles and documents by their Spanish ones; one query, in Spanish none.

    Tasks and documents keep the Spanish names: rights and versions go by them. Raises Refused:
    UNKNOWN_ORGANISATION.
    """
    if language == "es":
        return {}
    where = find_organisation(organisation)
    latest = deployed(where.pk, where.epoch).latest
    processes = readable(pk for (kind, _), (pk, _) in latest.items() if kind == "process")
    packages = (process.package for process in processes.values() if process is not None)
    texts = (text for package in packages if package is not None for text in _texts(package))
    return {text.es: text.in_language(language) for text in texts}


def _texts(package: Package) -> Iterator[Text]:
    for role in package.roles.values():
        yield role.title
    for document in package.documents.values():
        yield document.name

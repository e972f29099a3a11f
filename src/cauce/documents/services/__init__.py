"""What can be done with documents: one verb, one file."""

from cauce.documents.services.change_state import change_state
from cauce.documents.services.draft import draft
from cauce.documents.services.issue import issue

__all__ = ["change_state", "draft", "issue"]

"""What can be done about people: one verb, one file."""

from cauce.people.services.set_password import set_password
from cauce.people.services.set_roles import set_roles

__all__ = ["set_password", "set_roles"]

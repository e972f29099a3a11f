"""Persons, their memberships in organisations, and the roles that they hold from–to."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from cauce.runtime.models import Organisation


class Person(AbstractBaseUser):
    """Somebody who works with Cauce; the login is unique in the installation.

    Without a password set nobody can log in as them with one.
    """

    USERNAME_FIELD = "login"

    login = models.CharField(max_length=150, unique=True)
    name = models.TextField(default="")
    language = models.CharField(max_length=7, default="es")

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        """Its table."""

        db_table = "cauce_person"

    def __str__(self) -> str:
        """Give the name, else the login."""
        return self.name or self.login


class Membership(models.Model):
    """A person works in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE)

    class Meta:
        """Once in each."""

        db_table = "cauce_membership"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="cauce_membership_once")
        ]


class RoleHolding(models.Model):
    """A person holds a role of an organisation, from `since` up to (not with) `until`."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE)
    role = models.TextField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        """Found by organisation."""

        db_table = "cauce_role_holding"
        indexes = [models.Index(fields=["organisation", "person"], name="cauce_role_holding_who")]

"""Checking an answer: read every field, settle what is hidden, then check what is left.

What a person wrote in one field may hide another, whose value then must not hide a third. So
fields are first read without regard to anything else (`readings`); the hidden ones are found by
repeating until nothing changes (`visibility`); only then is each visible field held to its
limits (`fields`).
"""

from cauce.forms.checking.answer import validate_answer

__all__ = ["validate_answer"]

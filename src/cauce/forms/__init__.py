"""Forms: bpmn.io's form-js (JSON) read into values, and answers checked on the server. Pure."""

from cauce.forms.description import ColumnDescription, FieldDescription, OptionDescription, describe
from cauce.forms.errors import FormError, FormProblem
from cauce.forms.fields import Column, Field, Limits, Option, Options, Table
from cauce.forms.form import Form
from cauce.forms.reading.load import load_form
from cauce.forms.result import FormResult
from cauce.forms.texts import Text
from cauce.forms.translation import translate

__all__ = [
    "Column",
    "ColumnDescription",
    "Field",
    "FieldDescription",
    "Form",
    "FormError",
    "FormProblem",
    "FormResult",
    "Limits",
    "Option",
    "OptionDescription",
    "Options",
    "Table",
    "Text",
    "describe",
    "load_form",
    "translate",
]

"""Process packages: a folder's `package.toml`, its files, and the trace to its source.

The only pure layer that reads files, and those of a package alone.
"""

from cauce.packages.errors import PackageError, PackageProblem
from cauce.packages.load import available, load
from cauce.packages.messages import check_messages
from cauce.packages.model import (
    DocumentType,
    Files,
    Guidance,
    Handler,
    Package,
    PackageFile,
    Phase,
    Role,
    Setting,
    Text,
)
from cauce.packages.samples import sample_answer
from cauce.packages.trace.check import check_trace
from cauce.packages.trace.model import Statement, Target, Trace
from cauce.packages.trace.read import load_trace
from cauce.packages.types import ValueType

__all__ = [
    "DocumentType",
    "Files",
    "Guidance",
    "Handler",
    "Package",
    "PackageError",
    "PackageFile",
    "PackageProblem",
    "Phase",
    "Role",
    "Setting",
    "Statement",
    "Target",
    "Text",
    "Trace",
    "ValueType",
    "available",
    "check_messages",
    "check_trace",
    "load",
    "load_trace",
    "sample_answer",
]

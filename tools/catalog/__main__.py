"""Draw the packages anew: `python -m tools.catalog [PACKAGE …]`; prints what changed."""

import sys

from tools.catalog import PACKAGES, drawn


def main(packages: list[str]) -> int:
    """Write every file whose drawing differs from what is there."""
    for package in packages or PACKAGES:
        for path, content in drawn(package).items():
            before = path.read_bytes() if path.exists() else b""
            if before != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                print(path)
    return 0


sys.exit(main(sys.argv[1:]))

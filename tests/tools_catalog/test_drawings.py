"""What is committed is what the drawings say."""

import pytest

from tools.catalog import PACKAGES, drawn


@pytest.mark.parametrize("package", PACKAGES)
def test_committed_files_equal_the_drawings(package: str) -> None:
    for path, content in drawn(package).items():
        assert path.read_bytes() == content, f"{path} is stale: run python -m tools.catalog"

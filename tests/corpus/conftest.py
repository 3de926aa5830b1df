"""The corpus of real and adapted outlines lies beside the checkout, where there is one."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[3] / "shared"

collect_ignore_glob = [] if CORPUS.is_dir() else ["test_*.py"]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus."""
    return CORPUS

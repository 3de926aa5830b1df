"""The corpus of real and adapted outlines lies beside the checkout, where there is one."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[3] / "shared"

HERE = Path(__file__).parent
NEEDS_IT = [p.name for p in HERE.glob("test_*.py") if not p.name.startswith("test_own_")]

collect_ignore = [] if CORPUS.is_dir() else NEEDS_IT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus."""
    return CORPUS

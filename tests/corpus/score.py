"""How much of every corpus the reader reads: `python -m tests.corpus.score`."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.comparison import GROUPS, groups_of
from tests.corpus.conftest import CORPUS
from tests.corpus.own_corpus import gold_of, names_of_outlines, read

READER = [sys.executable, "-c", "from infra.cli.main import run; run()"]
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Print the marks of our own outlines, then those of the corpus beside the checkout."""
    _print_our_own()
    if not CORPUS.is_dir():
        print("\nThere is no other corpus beside this checkout.")
        return 0
    return max(_score(folder) for folder in _folders())


def _print_our_own() -> None:
    wrong = {group: list(_outlines_with_faults(group)) for group in GROUPS}
    for group, names in wrong.items():
        of = sum(group in groups_of(gold_of(name)) for name in names_of_outlines())
        print(f"{group:<10}{of - len(names):>4} of {of:>3}  {' '.join(names)}")
    whole = set(names_of_outlines()).difference(*wrong.values())
    print(f"{'whole':<10}{len(whole):>4} of {len(names_of_outlines()):>3}")


def _outlines_with_faults(group: str) -> Iterator[str]:
    for name in names_of_outlines():
        if group in groups_of(gold_of(name)) and any(GROUPS[group](read(name))):
            yield name


def _folders() -> list[Path]:
    outlines = CORPUS / "data/outlines"
    return [outlines, outlines / "formats"]


def _score(folder: Path) -> int:
    print(f"\n{folder.name}", flush=True)
    reader = f"{shlex.join(READER)} outline parse {{file}} --json"
    tool = CORPUS / "tools/score_outlines.py"
    command = [sys.executable, str(tool), str(folder), "--command", reader]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

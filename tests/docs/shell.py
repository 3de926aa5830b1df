"""Typing the pages' blocks into one shell, against a stack of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from infra.local.stack import Stack
from tests.docs.pages import ROOT, Block

SERVED = "http://127.0.0.1:8400"
"""Where the pages say that the meeting is served."""
INSTALLED = ".venv/bin/"
"""Where the pages say that the commands are."""
CHECKED_ELSEWHERE = ("aws", "cd", "git", "make")
"""What is not typed here: it installs, downloads, or needs an account."""
STRICT = 'set -euo pipefail\ncurl() { command curl --fail "$@"; }\n'
END = "\x1e"


def is_typed(block: Block) -> bool:
    """Whether the block's commands can be typed against a stack."""
    return not any(line.split()[0] in CHECKED_ELSEWHERE for line in block.commands if line)


def type_blocks(stack: Stack, blocks: Sequence[Block], folder: Path = ROOT) -> list[str]:
    """Type blocks one after the other; what each printed. A command that fails ends the shell."""
    written = STRICT + "".join(f"{block.text}printf '{END}'\n" for block in blocks)
    typed = written.replace(SERVED, stack.url).replace(INSTALLED, f"{Path(sys.executable).parent}/")
    shell = subprocess.run(
        ["bash", "-c", typed],
        cwd=folder,
        env=_environment(stack),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    printed = shell.stdout.split(END)
    assert (shell.returncode, shell.stderr) == (0, ""), _say_where(blocks, printed)
    return printed[:-1]


def _environment(stack: Stack) -> dict[str, str]:
    known = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}
    return {**known, "SECRETARIAT_URL": stack.url, "PYTHONUTF8": "1"}


def _say_where(blocks: Sequence[Block], printed: Iterable[str]) -> str:
    *whole, rest = printed
    return f"in this block:\n{blocks[len(whole)].text}it had printed:\n{rest}"

"""The README tells the truth: its Python runs, its output is the output."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
#: All but the gallery, which `test_examples` runs.
EXAMPLES = sorted(set((ROOT / "examples").glob("*.py")) - {ROOT / "examples" / "06_gallery.py"})


def test_the_python_of_the_readme_runs() -> None:
    """Every prompt gives what is printed below it."""
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted > 5
    assert result.failed == 0


def test_the_first_command_prints_what_the_readme_shows() -> None:
    """`symnn check examples/02_multiplication_net.md`, word for word, with exit status 1."""
    command = [sys.executable, "-m", "symnn", "check", "examples/02_multiplication_net.md"]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stdout.decode().strip() in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_run(path: Path) -> None:
    """Every example ends well and says something."""
    done = subprocess.run([sys.executable, str(path)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["derive", "examples/02_multiplication_net.toml", "--at", "5/6, 1/3", "--depth", "result"],
        ["weave", "--check", "examples/10_woven.md"],
    ],
    ids=lambda command: command[0],
)
def test_derivations_are_what_the_readme_shows(command: list[str]) -> None:
    """What `derive` prints stands there; the woven example is up to date."""
    done = subprocess.run(
        [sys.executable, "-m", "symnn", *command], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    if command[0] == "derive":
        assert done.stdout.decode() in README.read_text(encoding="utf-8")


def test_the_woven_example_is_proved() -> None:
    """Every relation of the page."""
    path = "examples/10_woven.md"
    source = Source(path, (ROOT / path).read_text(encoding="utf-8"), "markdown")
    assert {entry.verdict for entry in judge(source)} == {None, "proved"}

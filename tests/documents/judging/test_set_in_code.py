"""Names that code between their value and a relation sets to something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symnn.documents.judging.doubts.values.set_in_code import SET_IN_CODE
from symnn.documents.judging.judge import judge
from symnn.documents.source import read_source
from tests.documents.judging.verdicts import entries

GIVEN = "Let $x = (1, 2)$ and $s = x_1 + x_2$."


def _verdicts(folder: Path, code: str, claim: str) -> set[str | None]:
    cells = [
        {"cell_type": "markdown", "source": GIVEN},
        {"cell_type": "code", "source": code},
        {"cell_type": "markdown", "source": claim},
    ]
    path = folder / "a.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}), "utf-8")
    return {entry.verdict for entry in judge(read_source(str(path)))}


@pytest.mark.parametrize(
    "code",
    ["x = np.array([3, 4])", "x += 2", "x[0] = 5", "x = x + 2", "a, x = 1, f(2)", "x.append(3)"],
)
@pytest.mark.parametrize("claim", [r"Thus $\|x\|_1 = 7$.", "Thus $s = 7$."])
def test_another_value(tmp_path: Path, code: str, claim: str) -> None:
    assert "refuted" not in _verdicts(tmp_path, code, claim)


@pytest.mark.parametrize(
    "code", ["x = np.array([1, 2])", "x = [\n  1,\n  2,\n]", "y = 3", "x == 3", "f(x=3)", "# x = 3"]
)
def test_the_same_value(tmp_path: Path, code: str) -> None:
    assert "refuted" in _verdicts(tmp_path, code, r"Thus $\|x\|_1 = 7$.")


def test_fenced_code() -> None:
    text = f"{GIVEN}\n\n```python\nx = [3, 4]\n```\n\n" + r"Thus $\|x\|_1 = 7$."
    assert "refuted" not in {entry.verdict for entry in entries(text)}
    same = text.replace("[3, 4]", "[1, 2]")
    assert "refuted" in {entry.verdict for entry in entries(same)}


def test_the_reason_is_told_in_full() -> None:
    text = f"{GIVEN}\n\n```python\nx = np.array([3, 4])\n```\n\nThus $\\|x\\|_1 = 7$."
    assert SET_IN_CODE in {entry.reason for entry in entries(text)}

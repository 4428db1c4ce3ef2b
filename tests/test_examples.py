"""The example documents say nothing that is not proved; the gallery is what its script writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"

#: How many relations of each document are proved; none is refuted or undecided.
PROVED = {"01_column_space.md": 16, "04_linear_algebra_view.md": 16, "05_activation_space.md": 14}


@pytest.mark.parametrize("name", PROVED)
def test_every_judged_relation_of_a_document_is_proved(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "symnn", "check", "--format", "json", str(EXAMPLES / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)["summary"]
    assert (summary["refuted"], summary["undecided"]) == (0, 0)
    assert summary["proved"] >= PROVED[name]


def test_the_gallery_is_what_its_script_writes(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "06_gallery.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    kept = EXAMPLES / "gallery"
    assert (tmp_path / "README.md").read_text("utf-8") == (kept / "README.md").read_text("utf-8")
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in kept.iterdir()}

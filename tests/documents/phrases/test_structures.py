"""Sentences about linear maps, spaces, units and symmetries: true, false, and neither.

`structures.yaml` holds definitions, with what is true of them, what is false and what stays open;
the truth of each was worked out by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "structures.yaml").read_text(encoding="utf-8")
)


def outcomes(group: dict[str, Any]) -> dict[str, list[str]]:
    """The claims of a group by what the judge makes of them, one document for all."""
    parts = [f"$$\n{text}\n$$\n" for text in group["definitions"]]
    text = "# A chapter\n\n" + "\n".join(parts)
    claims = [claim for kind in ("true", "false", "open") for claim in group.get(kind, ())]
    lines = {}
    for claim in claims:
        lines[claim] = text.count("\n") + 1
        text += f"\n$$\n{claim}\n$$\n"
    entries = list(judge(Source("a.md", text, "markdown")))
    found: dict[str, list[str]] = {"true": [], "false": [], "open": []}
    for claim, line in lines.items():
        verdicts = {e.verdict for e in entries if line < e.line <= line + 3}
        proved = "proved" in verdicts and "undecided" not in verdicts
        kind = "false" if "refuted" in verdicts else "true" if proved else "open"
        found[kind].append(claim)
    return found


@pytest.mark.parametrize("group", GROUPS, ids=range(len(GROUPS)))
def test_what_is_true_is_proved_and_what_is_false_refuted(group: dict[str, Any]) -> None:
    """Each claim of the group has its verdict."""
    found = outcomes(group)
    for kind, claims in found.items():
        assert claims == list(group.get(kind, ())), kind

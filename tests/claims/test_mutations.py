"""A short draw of the campaign in `tests.campaigns.mutations`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.campaigns.mutations import kinds, run
from tests.campaigns.signed_claims import Source, sources


@pytest.fixture(scope="module")
def found() -> list[Source]:
    return sources()


def test_evidence_of_every_kind_is_mutated(found: list[Source]) -> None:
    made = {kind for source in found for kind in kinds(source.evidence["proof"])}
    assert {"atoms", "algebraic", "normal_form", "enclosure", "counterexample"} <= made
    assert {"cases", "linear", "polynomial", "boxes", "limits", "contrary"} <= made


@pytest.mark.parametrize("seed", range(3))
def test_mutated_evidence_is_rejected_or_still_true(found: list[Source], seed: int) -> None:
    tally = run(500, seed, found)
    assert tally.wrong == []
    assert tally.counts["rejected"] > 300


#: Parts of the checker, each with one of its demands taken out.
HOLES: dict[str, tuple[str, Any]] = {
    "multiples need not add up": ("engines.cases.Cases._linear", lambda *_: None),
    "an end need not be true": ("engines.cases.Cases._truth", lambda *_: True),
    "branches need not cover": ("engines.cases._COVERS", [{"<"}, {">"}, {"<="}, {">="}]),
    "coefficients may be negative": ("algebraic.Number.sign", lambda _: 1),
    "a root may be any number": (
        "evaluators.NormalForm._nth_root",
        lambda form, _node, base, value: form.laws.constant(value) if value else base,
    ),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_checker_is_found(
    found: list[Source], hole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value = HOLES[hole]
    monkeypatch.setattr(f"symnn.claims.replay.{name}", value)
    assert any(run(1000, seed, found).counts["ACCEPTED WRONGLY"] for seed in range(8))

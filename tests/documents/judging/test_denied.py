"""Values that a sentence denies give a name no value."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


@pytest.mark.parametrize(
    "sentence",
    [
        "The batch size is not $m=32$, but twice as much.",
        "We use $n=3$ rather than $m=32$.",
        "Unlike $m=32$, the value $n=3$ works.",
        "It would be wrong to set $m=32$.",
        "The batch size is never $m=32$.",
        "A common mistake is $m=32$.",
        "One might think that $m=32$.",
        "The claim that $m=32$ is false.",
        "Contrary to rumours, $m=32$ does not hold.",
        "Neither $m=32$ nor $n=2$ is right.",
    ],
)
def test_denied_values(sentence: str) -> None:
    assert last(sentence, "2m=64") not in ("proved", "refuted")
    assert entries(sentence)[0].verdict is None


@pytest.mark.parametrize(
    "sentence",
    ["We have not only $m=32$ but also $n=4$.", "The error is $m=32$.", "With no bias $m=32$."],
)
def test_values_that_are_given(sentence: str) -> None:
    assert last(sentence, "2m=64") == "proved"

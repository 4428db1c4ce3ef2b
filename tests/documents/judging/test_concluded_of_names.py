"""What is concluded behind an arrow of names that are known, or of what the premise gives."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_RULE = r"$$q=\sqrt{1-p},\qquad v=\frac{4}{m+k}$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"c=a+a \implies \frac{dc}{da}=2", "proved"),
        (r"c=a+a \implies \frac{dc}{da}=1", "refuted"),
        (r"s=\sin(a) \implies \frac{ds}{da}=\cos(a)", "proved"),
        (r"p=1-t^2,\ t>0\implies q=t", "proved"),
        (r"m=k=n\implies v=\frac2n", "proved"),
        (r"m=k=n\implies v=\frac1n", "refuted"),
        (r"n=3\implies v=7", None),
    ],
)
def test_nothing_is_defined_there(claim: str, verdict: str | None) -> None:
    assert last(_RULE, claim) == verdict

r"""x^2 of an x with a value, where the numbers above x may count the steps of an iteration."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

HALVED = r"x^{k+1}=\frac12x^k,\quad x^0=8"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("# A\n\n$$w=3$$\n\n# B\n\n$$w^0=1,\\quad w^{t+1}=2w^t$$", "w^2=9", "undecided"),
        ("# A\n\n$$w=3$$\n\n# B\n\n$$w^0=1,\\quad w^{t+1}=2w^t$$", "w^2=4", "undecided"),
        (f"# A\n\n$$x=3$$\n\n# B\n\n$${HALVED}$$", "x^2=2", "proved"),
        (f"# A\n\n$$x=3$$\n\n# B\n\n$${HALVED}$$", "x^2=9", "refuted"),
        (f"# A\n\n$$x=3$$\n\n# B\n\n$${HALVED}$$\n\n# C\n\n$$x=4$$", "x^2=16", "proved"),
        (f"$$x=3,\\quad {HALVED}$$", "x^2=9", "undecided"),
        (f"$$x=3,\\quad {HALVED}$$", "x^2=2", "undecided"),
        (f"$$x=3$$\n\n# B\n\n$${HALVED}$$", "x^3=27", "undecided"),
        (f"$${HALVED}$$", "x^3=1", "proved"),
        ("$$x=3$$\n\n$$x^0=1,\\quad x^{n+1}=x^n\\cdot x$$", "x^2=9", "proved"),  # a law of powers
        ("$$x=3$$", "x^2=9", "proved"),
        (f"$$x=3,\\quad {HALVED},\\quad f(x)=x^2$$", "f(5)=25", "proved"),
    ],
)
def test_a_power_is_none_where_it_may_be_a_step(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict

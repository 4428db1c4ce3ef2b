"""Members of a sequence that another chapter has, and samples that are none of its steps."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NEWTON = (
    "Sample $x_1=1$, $x_2=2$.\n\n# Newton\n\nLet $f(x)=x^2-2$. Iterates "
    "$x_{k+1}=x_k-\\frac{x_k^2-2}{2x_k}$ with $x_0=2$."
)
RESTART = "Weights $w_0=1$, $w_1=0.9$.\n\n# Restart\n\nLet $w_0=2$ and $w_{t+1}=0.5w_t$."
BEGUN = "We begin with $x_0=2$.\n\n# Halving\n\nLet $x_{k+1}=\\frac{x_k}{2}$."
SAMPLES = (
    "The cost is $J=\\sum_{i=1}^m(x^{(i)}-1)^2$ with $m=2$, $x^{(1)}=1$, $x^{(2)}=2$.\n\n"
    "# Newton\n\nIterates $x^{(k+1)}=x^{(k)}-\\frac{f(x^{(k)})}{f'(x^{(k)})}$ with $f(x)=x^2-2$"
    " and $x^{(0)}=2$."
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NEWTON, "f(x_1)=-1", "refuted"),
        (NEWTON, r"f(x_1)=\frac14", "proved"),
        (NEWTON, "x_2^2=4", "refuted"),
        (RESTART, "2w_1=1.8", "refuted"),
        (RESTART, "2w_1=2", "proved"),
        (BEGUN, "x_2+1=1.5", "proved"),
        (SAMPLES, r"x^{(1)}=\frac32", "proved"),
        (SAMPLES, "x^{(1)}=1", "refuted"),
    ],
)
def test_members_follow_from_the_recurrence(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize("aside", ["For $n=4$ we get $2n=8$.", "For $n=4$ the sum is $10$."])
@pytest.mark.parametrize("claim", ["n+1=5", "n^2=16"])
def test_a_value_for_one_sentence_proves_nothing_further_down(aside: str, claim: str) -> None:
    assert last(f"Let $n=5$. {aside}", claim) == "undecided"

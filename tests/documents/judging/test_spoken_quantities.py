r"""Quantities by their names, and joints of a value that is not named."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

COUNTS = (
    r"$$TP=3,\ FP=1,\ FN=2,\ TN=4,\quad p=(\tfrac12,\tfrac14,\tfrac14),"
    r"\quad q=(\tfrac13,\tfrac13,\tfrac13)$$"
)
CODE = (
    r"$$p=(\tfrac12,\tfrac14,\tfrac18,\tfrac18),\quad \ell=(1,2,3,3),"
    r"\quad L=\sum_ip_i\ell_i,\quad H=-\sum_ip_i\log_2p_i$$"
)
SHALLOW = (
    r"$$y=\phi_0+\phi_1h_1+\phi_2h_2,\quad h_d=a[\theta_{d0}+\theta_{d1}x],\quad a[z]=\max(0,z)$$"
    "\n\n"
    r"$$\theta_{10}=0,\ \theta_{11}=1,\ \theta_{20}=-1,\ \theta_{21}=1,"
    r"\quad \phi_0=1,\ \phi_1=2,\ \phi_2=-3$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (COUNTS, r"\text{the precision is larger than the recall}", "proved"),
        (COUNTS, r"\text{the recall exceeds the precision}", "refuted"),
        (COUNTS, r"\text{the accuracy is } \frac{TP+TN}{TP+FP+FN+TN}=0.7", "proved"),
        (COUNTS, r"\text{the } F_1 \text{ score is at most the mean of precision and recall}",
         "proved"),
        (COUNTS, r"\text{the specificity is twice the recall}", "refuted"),
        (COUNTS, r"\text{the entropy of } q \text{ exceeds the entropy of } p", "proved"),
        (COUNTS, r"\text{the entropy of } q \text{ is less than the entropy of } p", "refuted"),
        (CODE, r"\text{the expected length equals the entropy}", "proved"),
        (CODE, (r"\text{with } p=(\tfrac14,\tfrac14,\tfrac14,\tfrac14) \text{ the expected"
         r" length is } \frac94"), "proved"),
        (CODE, (r"\text{with } p=(\tfrac14,\tfrac14,\tfrac14,\tfrac14) \text{ the expected"
         r" length is } 2"), "refuted"),
        (SHALLOW, r"\text{the joints lie at } x=0 \text{ and } x=1", "proved"),
        (SHALLOW, r"\text{the joints are at } x=0 \text{ and } x=2", "refuted"),
        (SHALLOW, r"\text{the only joint is at } x=1", "refuted"),
    ],
)  # fmt: skip
def test_spoken_quantities(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (COUNTS, r"\text{the recall of the other model exceeds the precision}"),
        (COUNTS, r"\text{the balanced accuracy exceeds the precision}"),
        (COUNTS, r"\text{the recall usually exceeds the precision}"),
        (COUNTS, r"\text{the entropy of } p \text{ is } 1.5"),  # to which base
        (CODE.replace(r",\quad H=-\sum_ip_i\log_2p_i", ""),
         r"\text{the expected length equals the entropy}"),
        (SHALLOW.replace(r",\ \phi_2=-3", r",\ \phi_2=0"),
         r"\text{the joints lie at } x=0 \text{ and } x=1"),  # one of them has no weight
        (SHALLOW, r"\text{one of the joints lies at } x=2"),
    ],
)  # fmt: skip
def test_quantities_that_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")

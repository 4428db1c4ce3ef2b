"""A variance of a member of a family is no product with a letter Var."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_LAYERS = r"""$$\mathbf y_l=\mathrm W_l\mathbf x_l,\quad n_l=k_l^2c_l,\quad \text{the entries } w_l
\text{ are i.i.d.};\ y_{l-1} \text{ has mean } 0 \text{ and is symmetric}$$"""
_STEPS = r"$$u_t=au_{t-1}+c,\quad u_0=0$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_LAYERS, r"\mathrm{Var}[y_l]=\frac12n_l\mathrm{Var}[w_l]\mathrm{Var}[y_{l-1}]"),
        (_STEPS, r"\mathrm{Var}(2u_t)=2\mathrm{Var}(u_t)"),
        (_STEPS, r"\mathrm{Var}[u_1+u_2]=\mathrm{Var}[u_1]+\mathrm{Var}[u_2]"),
        (_STEPS, r"\mathrm{Var}[u_t]=a\mathrm{Var}[u_{t-1}]+\mathrm{Var}[c]"),
    ],
)
def test_variances_are_not_judged_as_factors(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


def test_the_family_itself_is_judged() -> None:
    assert last(_STEPS, "u_2=ac+c") == "proved"

"""h_{W,b}(x) as the output of layers, in whose formula none of the letters below it stands."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LAYERS = r"""$$
z^{(2)}=W^{(1)}x+b^{(1)},\ h^{(2)}=f(z^{(2)}),\ h_{W,b}(x)=f(h^{(2)}),\quad f(z)=z^2,\
W^{(1)}=\begin{pmatrix}1&2\end{pmatrix},\ x=(1,1)^T,\ b^{(1)}=1
$$"""
SCALAR = "$$u=2x+1,\\ g_{V,c}(x)=s(u),\\ s(t)=t^2+1,\\ x=3$$"
PARAMETERS = "$$f_{w,b}(x)=wx+b$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LAYERS, "h_{W,b}(x)=256", "proved"),
        (LAYERS, r"\frac12(1-h_{W,b}(x))^2=32512.5", "proved"),
        (SCALAR, "g_{V,c}(x)=s(u)=50", "proved"),
        (SCALAR, "g_{V,c}(x)=s(u)=51", "refuted"),
        (PARAMETERS, "f_{2,1}(3)=7", "proved"),
        (PARAMETERS, "f_{2,1}(3)=6", "refuted"),
        (PARAMETERS, r"f_{w,b}(0)=b \text{ for all } w,b", "proved"),
    ],
)
def test_letters_below(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("$$z=2x+1$$", "h_{W,b}(x)=49"),
        (SCALAR, "g_{A,c}(x)=50"),
    ],
)
def test_others_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")

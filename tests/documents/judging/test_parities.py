"""Families by the parity of a place, such as the codes of positions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_CODES = (
    r"$$PE_{(pos,2i)}=\sin\left(pos/10000^{2i/d}\right),\quad"
    r" PE_{(pos,2i+1)}=\cos\left(pos/10000^{2i/d}\right),\quad d=4$$"
)
_CALLED = (
    r"$$\mathrm{PE}(p,2i)=\sin\left(\frac{p}{10000^{2i/d}}\right),\quad"
    r" \mathrm{PE}(p,2i+1)=\cos\left(\frac{p}{10000^{2i/d}}\right),\qquad d=4$$"
)
_ENTRIES = (
    r"$$p_{i,2j}=\sin(i\omega_j),\quad p_{i,2j+1}=\cos(i\omega_j),\qquad"
    r" \omega_j=100^{-2j/d},\ d=6$$"
)
_TURNED = (
    r"\begin{bmatrix}PE_{(pos+k,2i)}\\PE_{(pos+k,2i+1)}\end{bmatrix}="
    r"\begin{bmatrix}\cos k\omega_i&%s\sin k\omega_i\\%s\sin k\omega_i&\cos k\omega_i\end{bmatrix}"
    r"\begin{bmatrix}PE_{(pos,2i)}\\PE_{(pos,2i+1)}\end{bmatrix},\quad \omega_i=10000^{-2i/d}"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_CODES, "PE_{(1,0)}=0.841", "proved"),
        (_CODES, "PE_{(2,3)}=0.9998", "proved"),
        (_CODES, "PE_{(0,1)}=0", "refuted"),
        (_CODES, "PE_{(0,2i)}=0", "proved"),
        (_CODES, "PE_{(pos,2i)}^2+PE_{(pos,2i+1)}^2=1", "proved"),
        (_CODES, _TURNED % ("", "-"), "proved"),
        (_CODES, _TURNED % ("-", ""), None),
        (_CODES, r"\sum_{j=0}^{d-1}PE_{(pos,j)}^2=2 \text{ for all } pos", "proved"),
        (
            _CODES,
            (
                r"\sum_{j=0}^{d-1}PE_{(pos,j)}PE_{(pos+k,j)}=\sum_{i=0}^{d/2-1}\cos(k\omega_i),"
                r"\quad \omega_i=10000^{-2i/d}"
            ),
            "proved",
        ),
        (_CODES, r"PE_{(pos,j)}=\sin(pos/10000^{j/d}) \text{ for even } j", "proved"),
        (_CODES, r"PE_{(pos,j)}=\sin(pos/10000^{2j/d}) \text{ for even } j", None),
        (_CALLED, r"\mathrm{PE}(1,0)=0.841", "proved"),
        (_CALLED, r"\mathrm{PE}(1,0)=0.540", "refuted"),
        (_CALLED, r"\mathrm{PE}(2,3)=0.9998", "proved"),
        (_ENTRIES, "p_{1,0}=0.841", "proved"),
        (_ENTRIES, "p_{1,3}=0.977", "proved"),
        (_ENTRIES, "p_{1,3}=0.215", "refuted"),
    ],
)
def test_what_stands_at_a_place(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_function_with_a_formula_is_no_such_family() -> None:
    given = "$$f(x,y)=x+y$$"
    assert last(given, "f(x,2y)=x+2y") == "proved"
    assert last(given + "\n\n$$f(x,2y)=xy$$", "f(1,2)=3") == "proved"

r"""Names for the columns and rows of a matrix that is written out."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_NUMBERS = r"\begin{bmatrix}1&2&3\\2&-1&-4\\-1&1&3\\0&2&4\end{bmatrix}"
_SQUARE = r"\begin{bmatrix}1&2\\3&5\end{bmatrix}"
_COMMAS = (
    rf"$$\boldsymbol{{V}}={_NUMBERS}=[\boldsymbol{{v}}_1,\boldsymbol{{v}}_2,\boldsymbol{{v}}_3]$$"
)
_FIRST = rf"$$V=[v_1\ v_2\ v_3]={_NUMBERS}$$"
_BLOCKS = rf"$$V={_NUMBERS}=\begin{{bmatrix}}v_1&v_2&v_3\end{{bmatrix}}$$"
_APART = rf"$$V={_NUMBERS},\qquad V=[v_1|v_2|v_3]$$"
_DOTS = rf"$$V={_NUMBERS}=[v_1,\ldots,v_n]$$"
_ROWS = (
    r"$$V=\begin{bmatrix}1&2\\3&4\\5&6\end{bmatrix}"
    r"=\begin{bmatrix}v_1^\top\\v_2^\top\\v_3^\top\end{bmatrix}$$"
)


@pytest.mark.parametrize("given", [_FIRST, _BLOCKS, _APART, _DOTS, _ROWS])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("v_3=2v_2-v_1", "proved"),
        ("v_3=2v_2+v_1", "refuted"),
        ("v_1+v_3=2v_2", "proved"),
        (r"\text{the vectors } v_1,v_2,v_3 \text{ are linearly dependent}", "proved"),
        (r"\text{the vectors } v_1,v_2,v_3 \text{ are linearly independent}", "refuted"),
        (r"\text{the vectors } v_1,v_2 \text{ are linearly independent}", "proved"),
        (r"\dim\operatorname{span}[v_1,v_2,v_3]=2", "proved"),
        (r"\dim\operatorname{span}\{v_1,v_2,v_3\}=3", "refuted"),
    ],
)
def test_lines_by_their_names(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_names_in_bold() -> None:
    bold = r"\boldsymbol{v}_3=2\boldsymbol{v}_2-\boldsymbol{v}_1"
    assert last(_COMMAS, bold) == "proved"
    assert last(_COMMAS, bold.replace("-", "+")) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # rows or columns
        (rf"$$B={_SQUARE}=[b_1,b_2]$$", r"b_1^\top b_2=17"),
        # entries of a row
        (r"$$B=\begin{bmatrix}1&2\end{bmatrix}=[b_1,b_2]$$", r"\|b_2\|=3"),
        # another number of names
        (rf"$$V={_NUMBERS}=[v_1,v_2]$$", "v_2=2v_1"),
        # another vector under another heading
        (f"# One\n\n{_FIRST}\n\n# Two", "v_3=2v_2+v_1"),
    ],
)
def test_what_the_names_are_of_may_be_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


def test_columns_beside_each_other_in_a_square() -> None:
    given = rf"$$B={_SQUARE}=[b_1\ b_2]$$"
    assert last(given, r"b_1^\top b_2=17") == "proved"
    assert last(given, r"b_1^\top b_2=13") == "refuted"

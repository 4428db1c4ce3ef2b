r"""Names with two values: two names said to be equal, several values beside a claim."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_F = "$$\nf(x)=x^2-5x+6\n$$"
_TWO = r"$$\ell(m)=\max(0,1-m),\quad \ell_1=\ell(2),\quad \ell_2=\ell(-2)$$"
_BOTH = f"{_TWO}\n\n$$\n\\ell_1=0\n$$\n\n$$\n\\ell_2=3\n$$"
_LAYER = r"$$h=\max(0,Wx),\quad W=\begin{pmatrix}1&0\\0&1\end{pmatrix},\quad x=(-1,3)^\top$$"


@pytest.mark.parametrize("claim", [r"\ell_1=\ell_2", r"\ell_2=\ell_1"])
def test_a_false_equation_of_two_names_is_not_proved_when_it_stands_there_again(claim: str) -> None:
    once = f"{_BOTH}\n\n$$\n\\ell_1=\\ell_2\n$$"
    assert last(_BOTH, claim) != "proved"
    assert last(once, claim) == "undecided"
    assert last(f"{once}\n\n$$\n\\ell_1=\\ell_2\n$$", claim) == "undecided"


@pytest.mark.parametrize(
    ("given", "claim"),
    [("a=3,\\quad b=2a", "b=a"), ("f(x)=x^2,\\quad a=f(2),\\ b=f(3)", "a=b")],
)
def test_nor_what_follows_from_it(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$\n\n$$\na=b\n$$", claim) == "undecided"


def test_a_name_that_takes_the_value_of_another_one_has_it() -> None:
    given = "$x = 1$ and $y = 3$. Now we set $x = y$."
    assert last(given, "x+1=4") == "proved"
    assert last("$w = 1$. After the step, $w_{new} = 3$. Then $w = w_{new}$.", "w+1=4") == "proved"
    assert last("$$\na=3,\\ b=6,\\ c=3\n$$\n\n$$\na=c\n$$", "a=3") == "proved"


def test_entries_of_one_array() -> None:
    assert last(f"{_LAYER}\n\n$$\nh_1=0\n$$", "h_1=h_2") == "refuted"
    equal = _LAYER.replace("-1,3", "3,3")
    assert last(f"{equal}\n\n$$\nh_1=3\n$$", "h_1=h_2") == "proved"


@pytest.mark.parametrize("values", [("x=2", "x=3"), ("x=3", "x=2")])
@pytest.mark.parametrize("form", ["for ${}$ or ${}$", "for ${}$ and ${}$", "at ${}$ and at ${}$"])
def test_several_values_beside_a_claim(values: tuple[str, str], form: str) -> None:
    """It holds for each of them."""
    right = entries(f"{_F}\n\nWe see that $f(x)=0$ {form.format(*values)}.")[1]
    assert right.verdict == "proved"
    for wrong in ((values[0], "x=4"), ("x=4", values[0])):
        found = entries(f"{_F}\n\nWe see that $f(x)=0$ {form.format(*wrong)}.")[1]
        assert found.verdict != "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(x)=0 \text{ for } x=2 \text{ or } x=3", "proved"),
        (r"f(x)=0 \text{ for } x=2 \text{ or } x=4", "refuted"),
        (r"f(x)=0 \text{ for } x=4 \text{ and } x=2", "refuted"),
        (r"f(x)=0 \text{ for } x=2 \text{ and } x=3", "proved"),
    ],
)
def test_several_values_in_a_display(claim: str, verdict: str) -> None:
    assert last(_F, claim) == verdict


@pytest.mark.parametrize(
    "claim", [r"f(x)=0,\quad x=4", r"f(x)=0,\quad x\in\{2,4\}", r"f(x)=0 \text{ for } x>3"]
)
def test_a_value_from_before_is_not_taken_where_another_one_stands_beside(claim: str) -> None:
    given = f"{_F}\n\nLet $x=2$."
    assert last(given, claim) != "proved"
    assert last(f"{given}\n\n$$\nf(x)=0 \\text{{ at }} x=4\n$$", claim) != "proved"


def test_a_value_that_a_row_begins_with() -> None:
    given = f"{_F}\n\nLet $x=1$."
    assert last(given, r"x=2,\quad f(x)=0,\quad x=3") != "refuted"
    assert entries(f"{given}\n\n$$\nx=2,\\quad f(x)=0\n$$")[-1].verdict == "proved"


_WORKED = {
    "a=3,\\quad b=2a": ("b=7", "b+1=8"),
    r"p=\operatorname{softmax}((0,0)),\quad C=-\ln p_1": ("C=1", "C+1=2"),
    r"W=\begin{pmatrix}1&2\\3&4\end{pmatrix},\ x=(1,1)^\top,\ z=Wx": ("z_1=4", "z_1+1=5"),
}


@pytest.mark.parametrize(("given", "claims"), _WORKED.items())
def test_a_false_value_is_not_proved_when_it_is_said_again(
    given: str, claims: tuple[str, str]
) -> None:
    first, second = claims
    once = f"$$\n{given}\n$$\n\n$$\n{first}\n$$"
    for claim in claims:
        assert last(f"$$\n{given}\n$$", first) != "proved"
        assert last(once, claim) not in ("proved", "refuted")
        assert last(f"{once}\n\n$$\n{second}\n$$", claim) != "proved"


def test_what_was_false_leaves_the_right_value() -> None:
    given = r"$$z=w\cdot x+b,\quad w=(1,2),\ x=(3,4),\ b=-1$$" + "\n\n$$\nz=9\n$$\n\n$$\nz=9\n$$"
    assert last(given, "z=10") == "proved"


def test_an_entry_of_this_chapter_and_a_name_of_another_one() -> None:
    text = "# One\n\n$$\ny_1=1,\\quad y_2=1\n$$\n\n# Two\n\n$$\ny=\\mathrm{softmax}((0,0))\n$$"
    assert last(text, "y_1=\\frac12") == "proved"
    assert last(text, "y_1+y_2=1") == "proved"
    assert last(text, "y_1+y_2=2") != "proved"

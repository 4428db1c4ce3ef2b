"""What is said of a function or a form once more: in primes, in entries, after a false formula."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SIGMOID = r"$$\sigma(x)=\frac{1}{1+e^{-x}}$$"
LEAKY = r"$$p_a(x)=\begin{cases}x&x\ge0\\ax&x<0\end{cases}$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(\tanh x)'=1-\tanh^2x", "proved"),
        (r"[\tanh x]'=1+\tanh^2x", "refuted"),
        (r"\left(\sigma(x)\right)'=\sigma(x)(1-\sigma(x))", "proved"),
        (r"(\sigma(x))^{\prime}=\sigma(x)(1+\sigma(x))", "refuted"),
        (r"(x^4)''=12x^2", "proved"),
        (r"(\ln(1+e^x))'=\sigma(x)", "proved"),
        (r"(AB)'=B'A'", None),
        (r"(ax^2)'=2ax", None),
        (r"(x)'=x", None),
    ],
)
def test_primes_behind_brackets(claim: str, verdict: str | None) -> None:
    """A derivative by the one letter in them; with matrices or more letters nothing is certain."""
    assert last(SIGMOID, claim) == verdict


def test_a_number_in_a_vector_is_no_variable() -> None:
    assert last(SIGMOID + "\n\n$$x=2$$", r"(\sigma(x))'=\sigma(x)(1+\sigma(x))") is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"v^\top Bv=2v_1^2+2v_1v_2+3v_2^2", "proved"),
        (r"v^\top Bv=2v_1^2+v_1v_2+3v_2^2", "refuted"),
        (r"v^\top Bv=2v_1^2+3v_2^2", "refuted"),
        (r"v^\top Bv=2v_1+3v_2", None),
        (r"v^\top Bv=1", None),
    ],
)
def test_forms_written_out(claim: str, verdict: str | None) -> None:
    """Of degree two on both sides it is no equation to solve."""
    given = r"$$B=\begin{pmatrix}2&1\\1&3\end{pmatrix},\quad v=(v_1,v_2)^\top$$"
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"HD+KH+H+K=H(D+1)+K(H+1)", "proved"),
        (r"D_aD_b+D_b+D_a+1=(D_a+1)(D_b+1)", "proved"),
        (r"(A+1)B=BA+B", None),
        (r"MN=NM", None),
    ],
)
def test_sizes_to_which_a_number_is_added(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict


def test_a_formula_that_was_there_before() -> None:
    """The third formula is the first one: it holds, and is what σ is from there on."""
    rival = SIGMOID + "\n\n$$\\sigma(x)=\\frac12(\\tanh(x)+1)$$"
    assert last(rival, r"\sigma(x)=\frac12(\tanh(x/2)+1)") == "proved"
    assert last(rival, r"\sigma(x)=\frac12(\tanh(x/3)+1)") is None
    both = rival + "\n\n$$\\sigma(x)=\\frac12(\\tanh(x/2)+1)$$"
    assert last(both, r"\sigma'(0)=\frac14") == "proved"
    assert last(rival, r"\sigma'(0)=\frac14") == "undecided"


def test_a_true_formula_ends_the_doubt_of_a_false_one() -> None:
    false = LEAKY + "\n\n$$p_a(x)=\\max(0,x)\\text{ for all }a$$"
    true = false + "\n\n$$p_a(x)=\\max(0,x)+a\\min(0,x)$$"
    assert last(true, r"p_a(x)=a\max(0,x)") == "refuted"
    assert last(true, r"p_a(x)=\frac{1+a}{2}x+\frac{1-a}{2}|x|") == "proved"
    assert last(false, r"p_a(x)=a\max(0,x)") is None


def test_a_range_in_brackets_behind_a_function() -> None:
    """Outside the range nothing is said of it."""
    given = r"$$k(t,u,v)=\min(\max(t,u),v)\ (u\le v),\quad r(t)=\max(0,t)$$"
    assert last(given, r"k(t,0,2)=r(t)-r(t-2)") == "proved"
    assert last(given, r"k(t,0,2)=r(t)-r(t-1)") != "proved"
    assert last(given, r"k(1,3,2)=2") != "proved"


def test_a_colon_in_words_makes_no_settings() -> None:
    r"""What stands before \text{example:} is no value that the example put in."""
    given = r"$$P=A(A^\top A)^{-1}A^\top;\quad\text{example: }A=\begin{bmatrix}1\\2\end{bmatrix}$$"
    assert last(given, "P^2=P") == "proved"
    assert last(given, "P=P^3") == "proved"
    assert [e.verdict for e in entries(given)] == [None, None]


PRODUCT = r"$$M=\begin{pmatrix}1&2\\3&4\end{pmatrix},\quad v=(1,1),\quad Y=Mv$$"


def test_entries_of_a_vector_in_capitals() -> None:
    """y_1 is the first entry of a Y that was worked out, once one was stated rightly."""
    assert last(PRODUCT, "y_1=3") == "proved"
    assert last(PRODUCT, "y_1=4") is None
    assert last(PRODUCT + "\n\n$$y_1=3$$", "y_2=6") == "refuted"
    assert last(PRODUCT, "y_1+y_2=10") == "proved"
    assert last(PRODUCT, "y_1+y_2=11") == "undecided"
    assert last("$$Y=(3,7)$$", "y_1=3") is None
    assert last(PRODUCT + "\n\n$$y_1=2$$\n\n$$y_2=7$$", "y_1+y_2=9") != "proved"

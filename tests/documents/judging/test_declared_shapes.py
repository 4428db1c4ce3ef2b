r"""Declared shapes: sizes that are tied to each other, shapes given anew, rows as lists."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


def page(*parts: str) -> str:
    """A text of displays, and of prose where a part ends with a full stop or is a heading."""
    prose = (".", "#")
    return "\n\n".join(
        part if part.endswith(prose[0]) or part.startswith(prose[1]) else f"$$\n{part}\n$$"
        for part in parts
    )


WIDE = r"X\in\mathbb R^{m\times n}"
OPEN = page(r"A\in\mathbb R^{p\times q},\quad x\in\mathbb R^q")
SAME = page("Let $m=n$.", WIDE)
TWICE = page(r"m=2n", WIDE)
GIVEN = page("Here $n=3$ and $d=5$.", r"X\in\mathbb R^{n\times d}")
CUBES = page(r"n=4,\quad d=4", r"X\in\mathbb R^{n\times d}")
HEADS = page(r"W\in\mathbb R^{d_k\times d},\quad d=hd_k")
CASE = page("If $n=3$ and $d=3$, the matrix is small.", r"X\in\mathbb R^{n\times d}")
BESIDE = page(r"Let $A\in\mathbb R^{p\times q}$ with $p=q$.")
TALL = page(r"X\in\mathbb R^{n\times p},\quad n\ge p")
POINTS = page("There are $N=n$ points.", r"K\in\mathbb R^{n\times n},\quad a\in\mathbb R^N")
NO_TIE = page(r"X\in\mathbb R^{N\times K},\quad K=M+1")


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (SAME, r"X^\top\in\mathbb R^{m\times n}", "proved"),
        (SAME, r"XX\in\mathbb R^{m\times m}", "proved"),
        (TWICE, r"XX^\top\in\mathbb R^{2n\times 2n}", "proved"),
        (TWICE, r"XX^\top\in\mathbb R^{n\times n}", "refuted"),
        (TWICE, r"X^\top X\in\mathbb R^{n\times n}", "proved"),
        (GIVEN, r"X^\top\in\mathbb R^{n\times d}", "refuted"),
        (GIVEN, r"X^\top\in\mathbb R^{5\times 3}", "proved"),
        (GIVEN, r"X^\top\in\mathbb R^{3\times 5}", "refuted"),
        (CUBES, r"X^\top\in\mathbb R^{n\times d}", "proved"),
        (HEADS, r"W^\top\in\mathbb R^{hd_k\times d_k}", "proved"),
        (HEADS, r"W^\top\in\mathbb R^{d_k\times d}", "undecided"),
        (CASE, r"X^\top\in\mathbb R^{n\times d}", "undecided"),
        (CASE, r"X^\top\in\mathbb R^{3\times 3}", "undecided"),
        (BESIDE, r"A^\top\in\mathbb R^{p\times q}", "undecided"),
        (TALL, r"X^\top\in\mathbb R^{n\times p}", "undecided"),
        (POINTS, r"Ka\in\mathbb R^n", "proved"),
        (OPEN, r"A^\top\in\mathbb R^{p\times q}", "refuted"),
        (OPEN, r"Ax\in\mathbb R^q", "refuted"),
        (OPEN, r"Ax+x\in\mathbb R^p", "refuted"),
        (NO_TIE, r"X^\top\in\mathbb R^{N\times K}", "refuted"),
        (page(r"w\in\mathbb R^n,\quad y\in\mathbb R^m"), r"w+y\in\mathbb R^n", "undecided"),
    ],
)
def test_sizes_that_are_tied(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "The matrix $A$ is square.",
        "There are as many rows as columns.",
        "All layers have the same width.",
        "Both dimensions are of equal length; we write $p$ and $q$ all the same.",
        "The number of units $p$ equals the number of inputs $q$.",
    ],
)
@pytest.mark.parametrize(
    "claim", [r"A^\top\in\mathbb R^{p\times q}", r"AA\in\mathbb R^{p\times q}"]
)
def test_words_that_tie_sizes_refute_nothing(words: str, claim: str) -> None:
    assert last(page(words, r"A\in\mathbb R^{p\times q}"), claim) == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "We minimise the mean square error.",
        "The matrix $B$ is square.",
        "Here $A$ need not be square.",
        "The least squares solution follows.",
    ],
)
def test_words_that_tie_nothing(words: str) -> None:
    assert last(page(words, r"A\in\mathbb R^{p\times q}"), r"A^\top\in\mathbb R^{p\times q}") == (
        "refuted"
    )


def test_a_size_that_is_given_anew_may_not_be_that_of_a_shape_before() -> None:
    given = page("Let $n=3$.", r"A\in\mathbb R^{n\times 2}", "Now let $n=5$.")
    assert last(given, r"A^\top A\in\mathbb R^{2\times 2}") == "proved"
    for side in (3, 5):
        claim = rf"AA^\top\in\mathbb R^{{{side}\times {side}}}"
        assert last(given, claim) not in ("proved", "refuted")


def test_matrices_with_numbers_below_are_no_entries() -> None:
    given = page(r"W_1,W_2\in\mathbb R^{h\times h},\quad v_1,v_2\in\mathbb R^h")
    assert last(given, r"W_1W_2=W_2W_1") != "proved"
    assert last(given, r"(W_1W_2)^\top=W_2^\top W_1^\top") == "proved"
    assert last(given, r"(W_1W_2)^\top=W_1^\top W_2^\top") == "refuted"


SMALL, LARGE = r"X\in\mathbb R^{2\times 4}", r"X\in\mathbb R^{3\times 5}"
NOW = page(f"Let ${SMALL}$.", f"Now let ${LARGE}$.")
UNDER = page("# One", SMALL, "# Two", LARGE)
BELOW = page("# One", SMALL, "## Larger", LARGE, "## Others", "Here is no matrix.")
TWO = page(SMALL, LARGE)
ELSEWHERE = page("# One", SMALL, "# Two", LARGE, "# Three", "Here is no matrix.")


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (NOW, r"X^\top X\in\mathbb R^{5\times 5}", "proved"),
        (NOW, r"X^\top X\in\mathbb R^{4\times 4}", "refuted"),
        (NOW, r"X^\top\in\mathbb R^{4\times 2}", "refuted"),
        (UNDER, r"XX^\top\in\mathbb R^{3\times 3}", "proved"),
        (UNDER, r"XX^\top\in\mathbb R^{2\times 2}", "refuted"),
        (BELOW, r"XX^\top\in\mathbb R^{2\times 2}", "proved"),
        (BELOW, r"XX^\top\in\mathbb R^{3\times 3}", "refuted"),
        (TWO, r"XX^\top\in\mathbb R^{3\times 3}", None),
        (TWO, r"XX^\top\in\mathbb R^{2\times 2}", None),
        (TWO, r"XX^\top\in\mathbb R^{4\times 4}", None),
        (ELSEWHERE, r"XX^\top\in\mathbb R^{3\times 3}", None),
        (ELSEWHERE, r"XX^\top\in\mathbb R^{2\times 2}", None),
    ],
)
def test_a_shape_that_is_given_anew(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


ROW = page(r"x\in\mathbb R^{1\times n},\quad W\in\mathbb R^{n\times h},\quad z=xW")
BIAS = page(r"W\in\mathbb R^{k\times n},\quad b\in\mathbb R^k,\quad Z=W+b")
BATCH = page(r"X\in\mathbb R^{N\times d},\quad W\in\mathbb R^{d\times h},\quad b\in\mathbb R^h")
COLUMN = page(
    r"X\in\mathbb R^{d\times m},\quad W\in\mathbb R^{h\times d},\quad b\in\mathbb R^{h\times 1}"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (ROW, r"z\in\mathbb R^{1\times h}", "proved"),
        (ROW, r"z\in\mathbb R^h", "proved"),
        (ROW, r"xW\in\mathbb R^h", "proved"),
        (ROW, r"xW\in\mathbb R^n", "refuted"),
        (BATCH, r"XW+b\in\mathbb R^{N\times h}", "proved"),
        (COLUMN, r"WX+b\in\mathbb R^{h\times m}", "proved"),
        (BIAS, r"W+b\in\mathbb R^{k\times n}", None),
        (BIAS, r"W+b\in\mathbb R^k", None),
        (BIAS, r"Z\in\mathbb R^{k\times n}", None),
    ],
)
def test_rows_and_what_is_added_to_all(given: str, claim: str, wanted: str | None) -> None:
    assert last(given, claim) == wanted


HAT = page(r"\hat y=X(X^\top X)^{-1}X^\top y,\quad H=X(X^\top X)^{-1}X^\top")
ONTO = page(r"P=A(A^\top A)^{-1}A^\top")
WEIGHED = page(r"W=(X^\top DX)^{-1}X^\top D,\quad M=XW")


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (HAT, r"X^\top(y-\hat y)=0", r"X(y-\hat y)=0"),
        (HAT, r"HX=X", r"XH=X"),
        (HAT, r"X^\top H=X^\top", r"HX^\top=X^\top"),
        (ONTO, r"PA=A", r"AP=A"),
        (ONTO, r"(I-P)A=0", r"A(I-P)=0"),
        (ONTO, r"A^\top P=A^\top", r"A^\top(I-P)A^\top=0"),
        (WEIGHED, r"MX=X", r"XM=X"),
        (WEIGHED, r"WX=I", r"XW=I"),
        ("", r"X(X^\top X)^{-1}X^\top X=X", r"XX(X^\top X)^{-1}X^\top=X"),
    ],
)
def test_what_fits_for_square_matrices_alone_is_not_proved(
    given: str, true: str, false: str
) -> None:
    assert last(given, true) == "proved"
    assert last(given, false) in (None, "undecided")
    wide = (
        page(given, r"X\in\mathbb R^{n\times d},\quad A\in\mathbb R^{n\times d}") if given else ""
    )
    assert last(wide, false) != "proved"


EYE = page(
    r"A\in\mathbb R^{2\times 2},\quad A_{ij}=\begin{cases}1&i=j\\0&i\neq j\end{cases}",
    r"B=(b_{ij})\in\mathbb R^{2\times 3},\quad b_{ij}=i+j",
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"A_{12}=0", "proved"),
        (r"A_{22}=1", "proved"),
        (r"A_{33}=1", "undecided"),
        (r"A_{13}=0", "undecided"),
        (r"A_{31}=1", "undecided"),
        (r"b_{23}=5", "proved"),
        (r"b_{33}=6", "undecided"),
    ],
)
def test_entries_that_an_array_does_not_have(claim: str, wanted: str) -> None:
    assert last(EYE, claim) == wanted


WIDTHS = page(
    "The hidden width is $h=4d$.", r"W_1\in\mathbb R^{d\times h},\quad W_2\in\mathbb R^{h\times d}"
)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (WIDTHS, r"W_1,W_2 \text{ have } 8d^2 \text{ entries together}"),
        ("Let $m=p$.", r"(m\times n)(n\times p)=(p\times m)"),
        ("Suppose first that $k=n$.\n\n# Later\n\n$$U\\in\\mathbb R^{n\\times k}$$",
         r"U^\top\in\mathbb R^{n\times k}"),
        ("Let $A_1$ and $A_2$ be matrices.", r"A_1A_2=A_2A_1"),
        ("For matrices we have this.", r"(B_1+B_2)^2=B_1^2+2B_1B_2+B_2^2"),
    ],
)  # fmt: skip
def test_what_may_depend_on_what_is_told_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


def test_sizes_of_which_nothing_is_told_are_free() -> None:
    assert last("", r"(m\times n)(n\times p)=(p\times m)") == "refuted"
    free = page(r"W_1\in\mathbb R^{d\times h},\quad W_2\in\mathbb R^{h\times d}")
    assert last(free, r"W_1,W_2 \text{ have } 8d^2 \text{ entries together}") != "proved"

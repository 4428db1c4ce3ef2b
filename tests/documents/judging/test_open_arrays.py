r"""Arrays of open sizes by their entries: differentials, products, equivariance, shapes."""

from __future__ import annotations

import pytest

from symnn.claims.answers import undecided
from symnn.claims.formula import Atomic, Claim
from symnn.claims.reason import Reason
from symnn.claims.verdict import Verdict
from symnn.documents.judging.open_arrays import equal_sizes, trials
from symnn.documents.judging.open_arrays.traced import Pair
from symnn.documents.judging.open_arrays.traced import replayed as replay
from tests.documents.judging.verdicts import entries


def verdict(*formulas: str) -> str | None:
    """The verdict on the last of several displays."""
    text = "\n\n".join(f if f.startswith("(") and "\\" not in f else f"$${f}$$" for f in formulas)
    return entries(text)[-1].verdict


SQUARE = r"A, B, Z \in \mathbb{R}^{n\times n},\quad u, v \in \mathbb{R}^n"
CHANGES = r"X, \, dX \in \mathbb{R}^{n\times n},\quad a, b \in \mathbb{R}^n"
WIDE = r"P \in \mathbb{R}^{m\times n},\ Q \in \mathbb{R}^{p\times q},\ R \in \mathbb{R}^{n\times k}"
TOKENS = r"X \in \mathbb{R}^{T\times d},\ W, V \in \mathbb{R}^{d\times d}"
LAYER = r"f(X) = \operatorname{softmax}(XWX^T)XV"


@pytest.mark.parametrize(
    "claim",
    [
        r"d(X^3) = dX\,X^2 + X\,dX\,X + X^2\,dX",
        r"\mathrm{d}(X^{-1}) = -X^{-1}(\mathrm{d}X)X^{-1}",
        r"d\det X = \det(X)\operatorname{tr}(X^{-1}\,dX)",
        r"d(a^TXb) = a^T\,dX\,b",
        r"d\operatorname{tr}(X^TX) = 2\operatorname{tr}(X^T\,dX)",
    ],
)
def test_differentials_are_the_parts_of_first_order(claim: str) -> None:
    assert verdict(CHANGES, claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"d(X^2) = 2X\,dX",
        r"d(X^{-1}) = -X^{-2}\,dX \text{ for all } X",
        r"d\operatorname{tr}(X^TX) = 2\operatorname{tr}(X\,dX)",
        r"d(X^TX) = 2X^T\,dX \text{ for every } X",
    ],
)
def test_differentials_as_if_matrices_commuted_are_refuted(claim: str) -> None:
    assert verdict(CHANGES, claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        r"(A\otimes B)^T = A^T \otimes B^T",
        r"\operatorname{tr}(A\otimes B) = \operatorname{tr}(A)\operatorname{tr}(B)",
        r"\operatorname{vec}(AZB) = (B^T\otimes A)\operatorname{vec}(Z)",
        r"(A+uv^T)^{-1} = A^{-1} - \frac{A^{-1}uv^TA^{-1}}{1+v^TA^{-1}u}",
        r"\det(I+uv^T) = 1+v^Tu",
        r"\|Uu\| = \|u\| \text{ for every orthogonal matrix } U",
        r"(I-2uu^T)^2 = I \text{ for every unit vector } u",
        r"\begin{bmatrix}I&A\\0&I\end{bmatrix}^{-1} = \begin{bmatrix}I&-A\\0&I\end{bmatrix}",
        r"\nabla_Z\|Z\|_F = \frac{Z}{\|Z\|_F}",
    ],
)
def test_laws_hold_with_free_entries(claim: str) -> None:
    assert verdict(SQUARE, claim) == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"A\otimes B = B\otimes A \text{ for all } A, B",
        r"\operatorname{vec}(AZB) = (A\otimes B)\operatorname{vec}(Z) \text{ for all } A, B, Z",
        r"\|Au\| = \|u\| \text{ for every symmetric matrix } A \text{ and every } u",
        r"\det(I+uv^T) = 1+u^Tu \text{ for all } u, v",
    ],
)
def test_false_laws_are_refuted_at_numbers(claim: str) -> None:
    assert verdict(SQUARE, claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        r"A\otimes B = B\otimes A",
        r"Au = \lambda u",
        r"\|Au\| = \|u\| \text{ for every lucky matrix } A",
        r"A^2 = A \text{ for every projection } A",
        r"e^{A+B} = e^Ae^B \text{ for all } A, B",
    ],
)
def test_conditions_and_what_is_not_read_stay_open(claim: str) -> None:
    assert verdict(SQUARE, claim) not in ("proved", "refuted")


def test_what_is_supposed_in_words_withholds_a_refutation() -> None:
    said = "(All matrices below commute.)"
    assert verdict(SQUARE, said, r"(A+B)^2=A^2+2AB+B^2 \text{ for all } A, B") != "refuted"
    said = "(The matrix A is always orthogonal here.)"
    assert verdict(SQUARE, said, r"\|Au\|=\|u\| \text{ for all } A, u") != "refuted"


def test_functions_of_arrays_are_equivariant_or_not() -> None:
    every = r"\text{ for every } T\times T \text{ permutation matrix } P"
    assert verdict(TOKENS, LAYER, rf"f(PX) = Pf(X) {every}") == "proved"
    assert verdict(TOKENS, LAYER, rf"f(PX) = f(X) {every}") == "refuted"
    brackets = r"\mathbf{At}[X] = \operatorname{softmax}(XWX^T)XV"
    assert (
        verdict(TOKENS, brackets, rf"\mathbf{{At}}[PX] = P\,\mathbf{{At}}[X] {every}") == "proved"
    )


def test_a_softmax_by_columns_is_another_one() -> None:
    rows = r"\operatorname{softmax}(XW)\mathbf{1}=\mathbf{1}"
    assert verdict("(softmax acts on each row.)", TOKENS, rows) == "proved"
    assert verdict("(softmax acts on each column.)", TOKENS, rows) != "proved"
    assert verdict(TOKENS, rows) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"P\otimes Q \in \mathbb{R}^{mp\times nq}", "proved"),
        (r"P\otimes Q \in \mathbb{R}^{mn\times pq} \text{ for all } m,n,p,q", "refuted"),
        (r"P\otimes Q \in \mathbb{R}^{mn\times pq}", None),
        (r"\operatorname{vec}(P) \in \mathbb{R}^{mn}", "proved"),
        (r"[P, \mathbf{1}] \in \mathbb{R}^{m\times(n+1)}", "proved"),
        (r"[P, \mathbf{1}] \in \mathbb{R}^{m\times n}", "refuted"),
        (r"\text{the number of entries of } P \text{ is } mn", "proved"),
        (r"\text{the number of parameters in } P, Q \text{ is } mn+pq", "proved"),
        (r"\text{the number of parameters in } P, Q \text{ is } mnpq", "refuted"),
        (r"\text{the number of parameters in } P, Q \text{ is } N", None),
        (r"P^TP \text{ is symmetric}", "proved"),
        (r"\operatorname{softmax}(PR) \text{ is } m\times k", "proved"),
    ],
)
def test_sizes_are_polynomials(claim: str, found: str | None) -> None:
    said = verdict(WIDE, claim)
    assert said == found if found is not None else said not in ("proved", "refuted")


def test_a_gradient_vanishes_at_the_solution_of_the_normal_equations() -> None:
    loss = (
        r"J(w)=\frac1n\|Xw-y\|^2+\lambda\|w\|^2,\quad X\in\mathbb{R}^{n\times d},\ "
        r"y\in\mathbb{R}^n,\ w\in\mathbb{R}^d,\ \lambda>0"
    )
    right = r"\nabla J(w)=0 \text{ for } w=(X^TX+n\lambda I)^{-1}X^Ty"
    wrong = r"\nabla J(w)=0 \text{ at } w=(X^TX+\lambda I)^{-1}X^Ty"
    assert verdict(loss, right) == "proved"
    assert verdict(loss, wrong) == "refuted"
    assert verdict(loss, r"\nabla J(w)=0") not in ("proved", "refuted")


def test_a_size_follows_from_the_formulas_of_a_net() -> None:
    net = (
        r"s=W_2\max(0,W_1x),\quad W_1\in\mathbb{R}^{100\times3072},\ "
        r"x\in\mathbb{R}^{3072},\ s\in\mathbb{R}^{10}"
    )
    assert verdict(net, r"W_2\in\mathbb{R}^{10\times100}") == "proved"
    assert verdict(net, r"W_2\in\mathbb{R}^{100\times10}") == "refuted"
    assert verdict(net, r"W_3\in\mathbb{R}^{100\times10}") not in ("proved", "refuted")


def test_a_differential_whose_constants_are_not_told_is_left_open() -> None:
    told = r"X, Y \in \mathbb{R}^{n\times n}"
    assert verdict(told, r"d(XY) = dX\,Y + X\,dY") == "proved"
    assert verdict(told, r"d(XY) = X\,dY") not in ("proved", "refuted")


def test_an_equation_beside_a_declaration_tells_the_kind_of_a_matrix() -> None:
    told = r"x\in\mathbb{R}^n,\ Q, A\in\mathbb{R}^{n\times n},\ Q^TQ=I"
    assert verdict(told, r"\|Qx\|=\|x\| \text{ for all } x") == "proved"
    supposed = r"A^TA+A=I"
    left_open = verdict(told, supposed, r"A^2=A+I \text{ for all } x")
    assert left_open not in ("proved", "refuted")


def test_two_shapes_of_one_name_leave_claims_about_it_open() -> None:
    told = r"X\in\mathbb{R}^{N\times d},\ Y\in\mathbb{R}^{N\times k}"
    claim = r"X^TY\otimes Y\in\mathbb{R}^{dN\times k^2}"
    assert verdict(told, claim) == "proved"
    assert verdict(told, r"X\in\mathbb{R}^{d\times N}", claim) not in ("proved", "refuted")


def test_a_function_with_a_name_of_several_letters() -> None:
    told = r"H\in\mathbb{R}^{L\times D},\ W_Q,W_K\in\mathbb{R}^{D\times k}"
    parts = r"Q=HW_Q,\quad K=HW_K"
    score = r"\operatorname{Sc}(H)=\operatorname{softmax}\left(\frac{QK^T}{\sqrt k}\right)H"
    every = r"\text{ for any } L\times L \text{ permutation matrix } P"
    same = r"\operatorname{Sc}(PH)=P\operatorname{Sc}(H)"
    assert verdict(told, parts, score, f"{same}{every}") == "proved"
    assert verdict(told, parts, score, r"\operatorname{Sc}(H)\in\mathbb{R}^{L\times D}") == "proved"


def test_a_length_is_scaled_by_the_numbers_that_are_told() -> None:
    told = r"x\in\mathbb{R}^n,\ c\ge0"
    scaled = r"\|cx\|=c\|x\| \text{ for all } x"
    assert verdict(told, scaled) != "refuted"
    assert verdict(r"x\in\mathbb{R}^n", scaled) == "refuted"


def test_a_matrix_that_is_not_said_to_be_symmetric_may_be_any() -> None:
    told = r"A\in\mathbb{R}^{n\times n}\text{ not necessarily symmetric},\ x\in\mathbb{R}^n"
    assert verdict(told, r"\nabla_x(x^TAx)=2Ax \text{ for all } x") != "proved"
    assert verdict(told, r"\|x\|^2=x^2 \text{ for all } x") not in ("proved", "refuted")


TOLD = [
    (SQUARE, r"(A\otimes B)^T = A^T \otimes B^T", "proved"),
    (CHANGES, r"d\det X = \det(X)\operatorname{tr}(X^{-1}\,dX)", "proved"),
]


@pytest.mark.parametrize(("told", "claim", "found"), TOLD)
def test_a_verdict_rests_on_what_the_checker_confirms(
    told: str, claim: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def silent(pair: Pair) -> Verdict:
        asked.append(replay(pair).status.value)
        return undecided(Claim(Atomic("=", *pair)), Reason.TIME)

    monkeypatch.setattr(trials, "replayed", silent)
    assert verdict(told, claim) != found
    assert found in asked


def test_a_size_rests_on_what_the_checker_confirms(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = r"P \otimes Q \in \mathbb{R}^{mp\times nq}"
    assert verdict(WIDE, claim) == "proved"
    monkeypatch.setattr(equal_sizes, "decide", lambda claim, _: undecided(claim, Reason.TIME))
    assert verdict(WIDE, claim) != "proved"

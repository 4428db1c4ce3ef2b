r"""Claims about matrices whose sizes are letters: true ones, false ones, and those left open."""

from __future__ import annotations

import pytest

from symnn.documents.model import Entry
from tests.documents.judging.verdicts import entries


def last(text: str) -> tuple[str, str | None, Entry]:
    """The kind, the verdict and the last entry of a text."""
    entry = entries(text)[-1]
    return entry.kind, entry.verdict, entry


SQUARE = r"$$A, B, C \in \mathbb{R}^{n \times n}$$" + "\n\n"
WIDE = (
    r"$$\mathbf{X}\in\mathbb{R}^{n\times d},\ \mathbf{w}\in\mathbb{R}^{d},\ "
    r"\mathbf{y}\in\mathbb{R}^{n}$$" + "\n\n"
)


@pytest.mark.parametrize(
    "claim",
    [
        r"(AB)^T = B^T A^T",
        r"(AB)^{-1} = B^{-1} A^{-1}",
        r"(A^{-1})^\top = (A^\top)^{-1}",
        r"\operatorname{tr}(ABC) = \operatorname{tr}(CAB)",
        r"\det(AB) = \det(A)\det(B)",
        r"\det(cA) = c^n \det(A)",
        r"\|A\|_F^2 = \operatorname{tr}(A^\top A)",
        r"\mathbf{x}^\top\mathbf{y} = \mathbf{y}^\top\mathbf{x}",
        r"\operatorname{tr}(\mathbf{x}\mathbf{y}^\top) = \mathbf{y}^\top\mathbf{x}",
        r"(A+B)(A-B) = A^2 - AB + BA - B^2",
        (
            r"\|\mathbf{X}\mathbf{w}-\mathbf{y}\|^2"
            r" = \mathbf{w}^\top\mathbf{X}^\top\mathbf{X}\mathbf{w}"
            r" - 2\mathbf{y}^\top\mathbf{X}\mathbf{w} + \mathbf{y}^\top\mathbf{y}"
        ),
        r"A(\mathbf{u}\odot\mathbf{v}) = A\operatorname{diag}(\mathbf{u})\mathbf{v}",
    ],
)
def test_identities_hold_for_all_sizes(claim: str) -> None:
    assert last(f"{SQUARE}$${claim}$$")[1] == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"(AB)^T = A^T B^T",
        r"(AB)^{-1} = A^{-1} B^{-1}",
        r"(A+B)^2 = A^2 + 2AB + B^2",
        r"\operatorname{tr}(AB) = \operatorname{tr}(A)\operatorname{tr}(B)",
        r"AB = BA \text{ for all matrices } A, B \in \mathbb{R}^{n\times n}",
        r"\det(A+B) = \det(A) + \det(B)",
    ],
)
def test_false_laws_of_declared_matrices_are_refuted(claim: str) -> None:
    kind, verdict, entry = last(f"{SQUARE}$${claim}$$")
    assert (kind, verdict) == ("claim", "refuted")
    assert entry.counterexample


@pytest.mark.parametrize(
    "claim",
    [
        r"AB = BA",
        r"A^T = A",
        r"A^T A = I",
        r"A \mathbf{x} = \mathbf{b}",
        r"(AB)^T = AB",
        r"A^2 = A",
        r"\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = 2A\mathbf{x}",
        r"\nabla_{\mathbf{w}} \|\mathbf{X}\mathbf{w}-\mathbf{y}\|^2 = 0",
        r"\frac{\partial L}{\partial W} = \delta \mathbf{x}^\top",
        r"x x^\top = x^\top x",
        r"(AB)^T = A^T B^T \text{ unless } A = 0",
    ],
)
def test_conditions_and_open_formulas_stay_open(claim: str) -> None:
    assert last(f"{SQUARE}$${claim}$$")[1] in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathbf{X}\mathbf{w} \in \mathbb{R}^{n}", "proved"),
        (r"\mathbf{X}^\top\mathbf{X} \in \mathbb{R}^{d\times d}", "proved"),
        (r"\mathbf{X}\mathbf{X}^\top \in \mathbb{R}^{d\times d}", "refuted"),
        (r"\mathbf{y}^\top\mathbf{X}\mathbf{w} \in \mathbb{R}", "proved"),
        (r"\mathbf{X}\mathbf{y} \text{ is well defined for } n \ne d", "refuted"),
        (r"\mathbf{X}^\top\mathbf{y} \text{ is well defined}", "proved"),
        (r"\mathbf{X}\mathbf{y} \text{ is undefined for } n \ne d", "proved"),
        (r"\mathbf{w}^\top\mathbf{X}^\top \in \mathbb{R}^{n}", None),
        (r"\mathbf{X}\mathbf{z} \in \mathbb{R}^{n}", None),
    ],
)
def test_sizes_that_are_told(claim: str, verdict: str | None) -> None:
    assert last(f"{WIDE}$${claim}$$")[1] == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla_{\mathbf{x}} \mathbf{a}^\top\mathbf{x} = \mathbf{a}", "proved"),
        (r"\frac{\partial \mathbf{a}^\top\mathbf{x}}{\partial\mathbf{x}} = \mathbf{a}^\top",
         "proved"),
        (r"\frac{\partial A\mathbf{x}}{\partial\mathbf{x}} = A", "proved"),
        (r"\frac{\partial A\mathbf{x}}{\partial\mathbf{x}} = A^\top", "proved"),
        (r"\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (A + A^\top)\mathbf{x}", "proved"),
        (r"\frac{\partial}{\partial X}\operatorname{tr}(AX) = A^\top", "proved"),
        (r"\frac{\partial}{\partial X}\log\det X = (X^{-1})^\top", "proved"),
        (r"\nabla_{\mathbf{x}} \|\mathbf{x}\|^2 = 2\mathbf{x}", "proved"),
        (r"\nabla_{\mathbf{x}} \|\mathbf{x}\|^2 = \mathbf{x}", "refuted"),
        (r"\nabla_{\mathbf{x}} \mathbf{a}^\top\mathbf{x} = \mathbf{x}", "refuted"),
        ((r"\nabla_{\mathbf{w}} \|\mathbf{X}\mathbf{w}-\mathbf{y}\|^2"
         r" = 2\mathbf{X}(\mathbf{X}\mathbf{w}-\mathbf{y})"), "refuted"),
        ((r"\nabla_{\mathbf{w}} \|\mathbf{X}\mathbf{w}-\mathbf{y}\|^2"
         r" = 2\mathbf{X}^\top(\mathbf{X}\mathbf{w}-\mathbf{y})"), "proved"),
        (r"\frac{d}{dt}\det(F(t)) = \det(F)\operatorname{tr}\left(F^{-1}\frac{dF}{dt}\right)",
         "proved"),
        (r"\frac{d}{dt}\det(F(t)) = \det(F)\left(F^{-1}\frac{dF}{dt}\right)^\top", "refuted"),
        (r"\frac{\partial F^{-1}}{\partial t} = -F^{-1}\frac{\partial F}{\partial t}F^{-1}",
         "proved"),
    ],
)  # fmt: skip
def test_derivatives_in_some_usual_layout(claim: str, verdict: str) -> None:
    assert last(f"$${claim}$$")[1] == verdict


CHAIN = r"$$\mathbf{f} = \boldsymbol\beta + \Omega\mathbf{h}$$" + "\n\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ((r"\frac{\partial\ell}{\partial\Omega} = \frac{\partial\ell}{\partial\mathbf{f}}"
         r"\mathbf{h}^\top"), "proved"),
        ((r"\frac{\partial\ell}{\partial\mathbf{h}} = \Omega^\top"
         r"\frac{\partial\ell}{\partial\mathbf{f}}"), "proved"),
        (r"\frac{\partial\ell}{\partial\boldsymbol\beta} = \frac{\partial\ell}{\partial\mathbf{f}}",
         "proved"),
        ((r"\frac{\partial\ell}{\partial\mathbf{h}} = \Omega"
         r"\frac{\partial\ell}{\partial\mathbf{f}}"), "refuted"),
        ((r"\frac{\partial\ell}{\partial\Omega} = \mathbf{h}^\top"
         r"\frac{\partial\ell}{\partial\mathbf{f}}"), "refuted"),
    ],
)  # fmt: skip
def test_the_chain_rule_through_a_layer(claim: str, verdict: str) -> None:
    assert last(f"{CHAIN}$${claim}$$")[1] == verdict


def test_a_false_gradient_is_left_open_where_symmetry_would_save_it() -> None:
    """2Ax is right for symmetric A, which authors often say elsewhere."""
    claim = r"$$\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = 2A\mathbf{x}"
    assert "symmetric" in (last(claim + "$$")[2].reason or "")
    assert last(claim + r" \text{ for symmetric } A$$")[1] == "proved"
    assert last(claim + r" \text{ for every matrix } A$$")[1] == "refuted"


def test_an_identity_with_its_name_on_both_sides_defines_nothing() -> None:
    claim = r"$$M=\frac12(M+M^\top)+\frac12(M-M^\top)"
    assert last(claim + "$$")[1] == "proved"
    wide = r" \text{ for an arbitrary (possibly rectangular) matrix } M$$"
    assert last(claim + wide)[1] == "refuted"


def test_a_bias_is_added_to_every_row() -> None:
    layers = r"$$\mathbf{O}=(\mathbf{X}\mathbf{W}+\mathbf{b})\mathbf{V}+\mathbf{c}"
    composed = r"=\mathbf{X}\mathbf{W}\mathbf{V}+\mathbf{b}\mathbf{V}+\mathbf{c}$$"
    _, verdict, entry = last(layers + composed)
    assert verdict == "proved"
    assert "added to all rows" in " ".join(entry.notes)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(4\times 3)\times(3\times 1) = (4\times 1)", "proved"),
        (r"(4\times 3)(3\times 1) = (3\times 1)", "refuted"),
        (r"(m\times n)(n\times p)=(m\times p)", "proved"),
        (r"(m\times n)(n\times p)=(p\times m)", "refuted"),
        (r"(2\times 3)(4) = 24", "proved"),
    ],
)
def test_sizes_that_are_multiplied_as_sizes(claim: str, verdict: str) -> None:
    assert last(f"$${claim}$$")[1] == verdict


GIVEN = (
    r"$$A=\begin{bmatrix}1&2&3\\4&5&6\end{bmatrix},\ B=\begin{bmatrix}1&2\\3&4\\5&6\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"AB\in\mathbb{R}^{2\times 2}", "proved"),
        (r"AB\in\mathbb{R}^{3\times 2}", "refuted"),
        (r"\nabla_{\mathbf{x}}\|A\mathbf{x}\|^2=2A^\top A\mathbf{x}", "proved"),
        (r"\nabla_{\mathbf{x}}\|A\mathbf{x}\|^2=2A\mathbf{x}", "refuted"),
    ],
)
def test_arrays_that_are_given_have_their_sizes(claim: str, verdict: str) -> None:
    assert last(f"{GIVEN}\n\n$${claim}$$")[1] == verdict


@pytest.mark.parametrize(
    "claim",
    [
        r"E[X - E[X]] = E[X] + E[E[X]]",
        r"\phi(\mathbf{x}) \in \mathbb{R}^{d}",
        r"\|\mathbf{x}+\mathbf{y}\|^2 = \|\mathbf{x}\|^2 + \|\mathbf{y}\|^2",
        r"\|\mathbf{x}-\mathbf{y}\|^2 = 2 - 2\mathbf{x}^\top\mathbf{y}",
        r"\frac{d}{dt}(t K L) = L K",
        r"\frac{d\mathbf{z}}{dt} = -\mathbf{z}",
        r"\frac{d}{dt}F(t) = F(t)",
        r"\frac{dF}{dt} = F^\top",
        r"\frac{\partial f}{\partial x} = y \hspace{0.5in} \frac{\partial f}{\partial y} = x",
    ],
)
def test_what_authors_leave_unsaid_is_no_error_of_theirs(claim: str) -> None:
    """Expectations, feature maps, orthogonal vectors, vectors of length 1."""
    given = r"$$\mathbf{x}, \mathbf{y} \in \mathbb{R}^{d}$$"
    assert {e.verdict for e in entries(f"{given}\n\n$${claim}$$")} <= {None, "undecided"}


def test_words_nearby_that_suppose_more_withhold_a_refutation() -> None:
    claim = r"$$(AB)^2 = A^2B^2$$"
    assert last(f"{SQUARE}{claim}")[1] == "refuted"
    assert last(f"{SQUARE}Let A and B commute.\n\n{claim}")[1] == "undecided"

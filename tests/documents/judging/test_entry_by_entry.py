r"""Powers, quotients and slopes of lists in documents that work entry by entry; a.grad."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

WISE = r"$$Q=3a^3-b^2 \text{ elementwise},\ a=[2,3],\ b=[6,4]$$"
SUMS = r"$$Q=3a^3-b^2 \text{ elementwise},\ a=[2,3],\ b=[6,4], \text{ gradients of } \sum_iQ_i$$"
TOLD = (
    r"Let $u=[1,2,3]$, $v=[2,2,1]$ and $r=u^2-v$, where all operations are element-wise;"
    r" we take gradients of the sum of the entries."
)
CALLED = r"Let $x=[1,2,3]$ and $L=x^\top x$. We call `L.backward()`."
SUMMED = (
    r"Let $w=[1,2]$ and $h=w^2$ (all operations are elementwise). We call `h.sum().backward()`."
)

PROVED = [
    (WISE, r"Q=[-12,65]"),
    (SUMS, r"\frac{\partial Q}{\partial a}=9a^2"),
    (SUMS, r"\frac{\partial Q}{\partial b}=-2b"),
    (SUMS, r"\frac{\partial Q}{\partial a}=[36,81]"),
    (SUMS, r"a.grad=[36,81],\quad b.grad=[-12,-8]"),
    (TOLD, r"r=[-1,2,8]"),
    (TOLD, r"\frac{\partial r}{\partial u}=2u"),
    (TOLD, r"\nabla_u r=[2,4,6]"),
    (TOLD, r"\frac1u=\left[1,\frac12,\frac13\right]"),
    (CALLED, r"x.\mathrm{grad}=2x"),
    (CALLED, r"\texttt{x.grad}=[2,4,6]"),
    (SUMMED, r"w.grad=[2,4]"),
]
REFUTED = [
    (WISE, r"Q=[-12,64]"),
    (SUMS, r"\frac{\partial Q}{\partial b}=2b"),
    (SUMS, r"b.grad=[12,8]"),
    (TOLD, r"r=[-1,2,9]"),
    (CALLED, r"x.grad=[1,2,3]"),
]
OPEN = [
    (WISE, r"\frac{\partial Q}{\partial a}=9a^2"),
    (SUMS + "\n\nThe Jacobian is diagonal.", r"\frac{\partial Q}{\partial a}=9a^2"),
    (r"$$a=[2,3]$$", r"a^2=[4,9]"),
    (r"All powers are elementwise. $$M=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$",
     r"M^2=\begin{bmatrix}7&10\\15&22\end{bmatrix}"),
    (r"All powers are elementwise. $$M=\begin{bmatrix}1&2\\3&4\end{bmatrix}$$",
     r"M^2=\begin{bmatrix}1&4\\9&16\end{bmatrix}"),
    (CALLED + " Then `L.backward()` again.", r"x.grad=[2,4,6]"),
    (CALLED + " This is called twice.", r"x.grad=[2,4,6]"),
    (CALLED + " All of it is inside `torch.no_grad()`.", r"x.grad=[2,4,6]"),
    (r"Let $x=[1,2,3]$ and $L=x^\top x$.", r"x.grad=[2,4,7]"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_lists_entry_by_entry(given: str, claim: str) -> None:
    """Where the document says so."""
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_false_lists(given: str, claim: str) -> None:
    """Values and slopes that are others."""
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_is_not_told_stays_open(given: str, claim: str) -> None:
    """A Jacobian may be meant, a power of a matrix may be a product, gradients add up."""
    assert last(given, claim) not in ("proved", "refuted")

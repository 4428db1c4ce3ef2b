"""e before brackets: a product with Euler's number, or a function that is called e."""

from __future__ import annotations

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source


def test_what_may_be_a_function_called_e_is_not_refuted() -> None:
    """The exponential linear unit by this name is at least -1 everywhere."""
    text = (
        r"$$e(x)=\begin{cases}x&x>0\\e^x-1&x\le0\end{cases}$$"
        "\n\n"
        r"$$e(x)>-1 \text{ for all } x$$"
    )
    assert "refuted" not in {e.verdict for e in judge(Source("a.md", text, "markdown"))}

r"""A network that is told by its arrays: MLP: W_1\in\mathbb{R}^{d\times h}, b_1\in\mathbb{R}^h, ….

It has as many parameters as these have entries, dh + h + …, of which claims give the letters:
"d = 3, h = 10: 51 parameters".
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_NET: Final = regex(
    r"\b(?:MLP|[Nn]etworks?|[Nn]ets?|[Mm]odel|[Pp]erceptron|RNN|LSTM|GRU|[Cc]lassifier|[Ll]ayers?)\b"
)
_LIVES: Final = regex(
    r"(?P<words>\\(?:text|mbox)\s*\{(?P<said>[^{}]*)\}\s*)?"
    r"(?P<names>(?:\\(?:mathbf|boldsymbol|bm|vec)\s*)?\{?\s*(?:\\[a-z]+|[A-Za-z])\s*\}?"
    r"(?:[_^]\s*(?:\w|\{[^{}]{1,12}\}))*"
    r"(?:\s*,\s*(?:\\[ ,;])?\s*(?:\\(?:mathbf|boldsymbol|bm)\s*)?\{?\s*(?:\\[a-z]+|[A-Za-z])\s*\}?"
    r"(?:[_^]\s*(?:\w|\{[^{}]{1,12}\}))*)*)"
    r"\s*\\in\s*\\(?:mathbb|mathbf)\s*\{?\s*R\s*\}?"
    r"(?:\s*\^\s*(?:\{(?P<space>(?:[^{}]|\{[^{}]*\})*)\}|(?P<size>\w)))?"
)
_IN: Final = regex(r"\\in(?![a-z])")
_LETTER: Final = regex(
    r"^(?:\\(?:mathbf|boldsymbol|bm|vec)\s*)?\{?\s*(?P<letter>\\[a-z]+|[A-Za-z])"
)
#: What is learnt, by its letter or by the words before it; and what is put in or comes out.
_LEARNT: Final = frozenset({"W", "w", "U", "V", "b", "B"})
_NAMED: Final = regex(r"(?i)\b(?:embeddings?|weights?|bias(?:es)?|gains?|shifts?|lookup table)\s*$")
_PASSED: Final = frozenset({"x", "y", "z", "t", "o", "s"})
_BIASES: Final = frozenset({"b", "B"})
_NO_BIASES: Final = regex(r"(?i)\b(?:no|without) bias")
#: Of these not every entry is free, or they stand more than once.
_TIED: Final = regex(
    r"(?i)\b(?:tied|shared|symmetric|orthogonal|diagonal|triangular|frozen|fixed|each of|per layer"
    r"|every layer|repeated|stacked|dots)\b|\\[lc]?dots"
)


def entries_of_arrays(latex: str) -> tree.Node | None:
    """The number of parameters of a network that a formula tells by its arrays, in their letters.

    Args:
        latex: the formula.
    """
    if not _NET.search(latex) or _TIED.search(latex):
        return None
    found = list(_LIVES.finditer(latex))
    if len(found) < len(_IN.findall(latex)):
        return None
    sizes: list[str] = []
    biases = _NO_BIASES.search(latex) is not None
    for one in found:
        said = (one["said"] or "").strip()
        for name in one["names"].split(","):
            match = _LETTER.match(name.replace(r"\ ", "").strip())
            letter = match["letter"] if match is not None else ""
            if letter in _PASSED and not _NAMED.search(said):
                continue
            if letter not in _LEARNT and not _NAMED.search(said):
                return None
            biases = biases or letter in _BIASES or "bias" in said
            sizes.append(_entries(one["space"] or one["size"] or "1"))
    return _node("+".join(sizes)) if len(sizes) > 1 and biases else None


def _entries(space: str) -> str:
    r"""3e\times h as the product of both."""
    return r"\cdot".join(
        f"({side})" for side in space.replace(r"\cdot", r"\times").split(r"\times")
    )


def _node(latex: str) -> tree.Node | None:
    statements = parse(latex).statements
    one = statements[0] if len(statements) == 1 else None
    return one.body if isinstance(one, tree.Statement) and not one.qualifiers else None

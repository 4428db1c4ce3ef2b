r"""Numbers of a layer: \partial z^{(L)}/\partial w^{(L)} = a^{(L-1)} with one unit in each layer.

Letters that carry a label may stand for vectors and matrices. Where a slope is spoken of, and
neither the claim, nor the formulas it rests on, nor the words of the document know any arrays,
they are taken for numbers: then the label is a part of the name and nothing more. So they are where
the document writes its arrays in bold type, and these letters are not.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value

_OF_ARRAYS: Final = regex(
    r"[Vv]ector|[Mm]atri|[Tt]ensor|\\mathbb\s?\{?\s?R\s?\}?\s?\^|\\odot|\\top|\\intercal"
    r"|\^\{?T(?![A-Za-z])|\\(?:mathbf|boldsymbol|bm|vec)(?![A-Za-z])"
)
#: What is written in bold type, with its labels and where it lives.
_BOLD: Final = regex(
    r"\\(?:mathbf|boldsymbol|bm|vec)(?![A-Za-z])\s*(?:\{[^{}]{1,12}\}|[A-Za-z])"
    r"(?:\s*[_^]\s*(?:\{[^{}]{0,24}\}|\w))*"
    r"(?:\s*\\in\s*\\mathbb\s?\{?\s?R\s?\}?\s?\^\s*(?:\{(?:[^{}]|\{[^{}]*\}){0,40}\}|\w))?"
)
_ARRAYS: Final = (tree.Transpose, tree.Matrix, tree.Norm, tree.Indexed)


def with_labelled(view: Reader, text: str, *nodes: tree.Node) -> Reader:
    """The view with the labelled letters of a claim about slopes as numbers.

    Args:
        view: the names in force.
        text: the document.
        nodes: the sides of the claim.
    """
    parts = list(parts_behind(nodes, partial(view.scope.lookup, version=view.version)))
    if not any(isinstance(part, tree.Derivative) for part in parts):
        return view
    found = {tree.key(p) or "": p for p in parts if isinstance(p, tree.Name) and p.labels}
    if not found or any(isinstance(p, _ARRAYS) for p in parts) or _knows_arrays(text):
        return view
    numbers: dict[str, Value] = {}
    for key, name in found.items():
        if view.knows(key) or name.base in SPELLINGS:
            continue
        if not may_be_a_number(replace(name, labels=())):
            return view
        numbers[key] = Scalar(symbol(key))
    return view.varying(numbers) if numbers else view


def _knows_arrays(text: str) -> bool:
    """Whether a document speaks of arrays by other means than bold letters."""
    if _OF_ARRAYS.search(text) is None:
        return False
    return _OF_ARRAYS.search(_BOLD.sub(" ", text)) is not None

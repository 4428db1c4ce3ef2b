r"""Targets in a loss: open vectors that weigh logarithms, and whose entries may sum to 1."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.judging.open_arrays.terms import Term


def has_targets(*terms: Term) -> bool:
    r"""Whether an open vector weighs logarithms, as y of y^T \log p does.

    What is false of any y may hold of classes and chances, whose entries sum to 1.
    """
    return any(_weighs(part) for term in terms for part in _parts(term))


def _parts(term: Term) -> Iterator[Term]:
    stack = [term]
    while stack:
        part = stack.pop()
        yield part
        stack += part.parts


def _weighs(term: Term) -> bool:
    if term.kind not in ("mul", "hadamard", "scale"):
        return False
    sides = [_untransposed(part) for part in term.parts]
    logs = [side.kind == "apply" and side.label == "log" for side in sides]
    return any(logs) and any(side.kind == "leaf" for side in sides)


def _untransposed(term: Term) -> Term:
    while term.kind == "transpose":
        term = term.parts[0]
    return term

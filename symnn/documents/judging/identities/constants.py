"""Letters that stand for numbers beside the entries of a family."""

from __future__ import annotations

from symnn.documents.judging.identities.indices import Families
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar, Value


def constants(
    sides: tuple[tree.Node, tree.Node], families: Families, scope: Scope
) -> dict[str, Value]:
    """The open capitals beside entries, such as the C of C e^{z_j}: constants, and numbers."""
    parts = [part for side in sides for part in tree.walk(side)]
    if any(isinstance(part, (tree.Matrix, tree.Transpose, tree.Norm)) for part in parts):
        return {}
    functions = {tree.key(part.function) for part in parts if isinstance(part, tree.Apply)}
    keys = {tree.key(p) or "" for p in parts if isinstance(p, tree.Name) and p.font == ""}
    taken = families.indexed | families.counts | {f for f in functions if f is not None}
    lone = {key for key in keys - taken if len(key) == 1 and key.isupper() and key != "I"}
    return {key: Scalar(symbol(key)) for key in lone if scope.latest(key) is None}

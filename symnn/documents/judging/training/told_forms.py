"""What a formula of a text is: a pair, a zero vector, or one of the same step or pattern."""

from __future__ import annotations

from symnn.documents.judging.training.lessons import Pair
from symnn.documents.judging.training.names import Ref, names_in
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Vector
from symnn.latex import syntax as tree


def pair_of(node: tree.Node) -> Pair | None:
    """((1, 2), 1) as inputs and target."""
    if not isinstance(node, tree.Group) or len(node.items) != 2 or node.fence not in ("()", "[]"):
        return None
    try:
        inputs, target = (value_of(item, View({})) for item in node.items)
    except UnknownError:
        return None
    is_pair = isinstance(inputs, Vector) and not isinstance(target, Vector)
    return (inputs, target) if is_pair and isinstance(inputs, Vector) else None


def weighs(body: tree.Node) -> bool:
    """Whether it is the output of a unit in its own letters rather than a function of one."""
    return any(isinstance(n, tree.Name) and n.base in ("w", "W", "omega") for n in tree.walk(body))


def is_same_step(left: Ref, body: tree.Node) -> bool:
    """Whether a formula is of one step alone: y(k) = f(w(k) · x(k))."""
    if left.step is None:
        return True
    if not left.step.letter or left.step.shift:
        return False
    return all(r.step in (None, left.step) for r in names_in(body))


def is_same_pattern(left: Ref, body: tree.Node) -> bool:
    """Whether an index is that of a pattern: y_i = f(w · x_i), where w has none."""
    refs = list(names_in(body))
    alike = [ref for ref in refs if ref.index == left.index]
    return left.index.isalpha() and bool(alike) and not any(_weighs_ref(ref) for ref in alike)


def _weighs_ref(ref: Ref) -> bool:
    return ref.base in ("w", "W", "omega", "v")


def is_zero_vector(node: tree.Node) -> bool:
    """A bold 0, or one with an arrow."""
    if isinstance(node, tree.Annotated) and isinstance(node.operand, tree.Number):
        return node.place == "accent" and node.operand.value == 0
    return isinstance(node, tree.Name) and node.base == "0" and node.subscript is None


def is_word(text: str) -> bool:
    """Whether letters in a row make a word."""
    return len(text) > 2 and text.isalpha() and text.islower()


def spelled(ref: Ref) -> str:
    """A name with its index, as a label."""
    return ref.base + (f"_{ref.index}" if ref.index else "")

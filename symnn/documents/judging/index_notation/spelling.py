"""What the trees of claims about arrays hold: factors, arguments, ranges."""

from __future__ import annotations

from typing import TypeGuard

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.names import ACTIVATIONS
from symnn.latex import syntax as tree


def is_activation(head: tree.Node, spelled: bool) -> bool:
    """Whether it is a letter that authors use for an activation."""
    plain = isinstance(head, tree.Name) and head.base in ACTIVATIONS
    return plain and not spelled


def is_plain_number(node: tree.Node) -> bool:
    """Whether it is a number as written, or one with a minus."""
    return isinstance(node.operand if isinstance(node, tree.Neg) else node, tree.Number)


def is_capital(node: tree.Node) -> bool:
    """Whether it is a name with a capital, also transposed or in brackets."""
    while isinstance(node, (tree.Transpose, tree.Prime, tree.Group)):
        node = node.items[0] if isinstance(node, tree.Group) else node.operand
    return isinstance(node, tree.Name) and node.base[:1].isupper()


def parts_below(index: tree.Node) -> tuple[tree.Node, ...]:
    """The parts of an index: i and j of ij, or of i,j."""
    if isinstance(index, tree.Product) and index.implicit:
        return index.factors
    return index.items if isinstance(index, tree.Group) else (index,)


def with_indicators(node: tree.Product) -> list[tuple[str, tree.Node]]:
    """The factors with the signs before them; 1{i = j} as one of them."""
    found: list[tuple[str, tree.Node]] = []
    for sign, factor in zip(("", *node.operators), node.factors, strict=True):
        last = found[-1][1] if found else None
        if last is not None and is_indicator(last, factor):
            found[-1] = found[-1][0], factor
        else:
            found.append((sign, factor))
    return found


def is_indicator(one: tree.Node, condition: tree.Node) -> bool:
    """Whether it is 1{i = j}, with a bold 1 or a plain one."""
    if not isinstance(condition, tree.Group) or not isinstance(condition.items[0], tree.Chain):
        return False
    if isinstance(one, tree.Number):
        return one.text == "1" and condition.fence in ("{}", "[]")
    return is_indicator_head(one)


def parts_of_application(
    node: tree.Apply | tree.Call,
) -> tuple[tree.Node, tuple[tree.Node, ...]]:
    """A function and its arguments."""
    if isinstance(node, tree.Call):
        return node.head, node.arguments.items
    argument = node.argument
    if isinstance(argument, tree.Group) and argument.fence in ("()", "[]", "{}"):
        return node.function, argument.items
    return node.function, (argument,)


def acts_on_entries(parameter: str, body: tree.Node) -> bool:
    """Whether a formula of a function is one in a number, so that it acts entry by entry."""
    for part in tree.walk(body):
        if isinstance(part, (tree.BigOperator, tree.Norm, tree.Transpose)):
            return False
        if isinstance(part, tree.Name) and is_capital(part):
            return False
        below = isinstance(part, tree.Name) and part.subscript is not None
        if below and (tree.key(part) or "").startswith(f"{parameter}_"):
            return False
    return True


def running(node: tree.BigOperator) -> tuple[str, ...]:
    r"""The letters that a sum or a product runs over: i of \sum_{i=1}^n, i and j of \sum_{i,j}."""
    if node.operator not in ("sum", "prod"):
        raise MisfitError("this operator is not covered here")
    lower = node.lower
    if isinstance(lower, tree.Chain):
        (link,) = lower.links[:1]
        starts = (1,) if isinstance(node.upper, tree.Number) else (0, 1)  # entries from 0 to n
        first = isinstance(link.operand, tree.Number) and link.operand.value in starts
        if len(lower.links) > 1 or not (link.relation == "≠" or (link.relation == "=" and first)):
            raise MisfitError("a range that is not covered here")
        lower = lower.first
    if lower is None:
        raise MisfitError("a sum over nothing that is said")
    letters = tuple(tree.key(part) or "" for part in parts_below(lower))
    if not all(len(letter) == 1 for letter in letters):
        raise MisfitError("a range that is not covered here")
    return letters


def places_of(node: tree.BigOperator) -> str | None:
    r"""How many places a sum runs over: n of \sum_{i=1}^n, n + 1 of \sum_{i=0}^n; None if not told.

    Raises:
        MisfitError: a range that is not covered.
    """
    upper = node.upper
    if upper is None:
        return None
    start = node.lower.links[0].operand if isinstance(node.lower, tree.Chain) else None
    more = int(isinstance(start, tree.Number) and start.value == 0)
    if isinstance(upper, tree.Sum) and len(upper.terms) == 2:
        upper, step = upper.terms
        whole = isinstance(step, tree.Number) and step.value.denominator == 1 and step.value > 0
        if not whole or not isinstance(upper, tree.Name) or not isinstance(step, tree.Number):
            raise MisfitError("a range that is not covered here")
        more += int(step.value)
    if isinstance(upper, tree.Number) and upper.value.denominator == 1:
        return str(upper.value + more)
    if not isinstance(upper, tree.Name):
        raise MisfitError("a range that is not covered here")
    return f"{tree.key(upper)}+{more}" if more else tree.key(upper) or ""


def bound_beside(left: tree.Node, right: tree.Node) -> set[str]:
    """The letters that a sum of one side binds, that stand beside it, and not on the other side."""
    found = set[str]()
    for side, other in ((left, right), (right, left)):
        sums = (part for part in tree.walk(side) if isinstance(part, tree.BigOperator))
        bound = {letter for part in sums for letter in running(part)}
        found |= bound & _unbound(side) - _unbound(other)
    return found


def _unbound(node: tree.Node) -> set[str]:
    """The letters of indices that no sum around them binds."""
    if isinstance(node, tree.BigOperator):
        return _unbound(node.body) - set(running(node))
    if not isinstance(node, tree.Name):
        return set[str]().union(*map(_unbound, tree.children(node)))
    indices = [*node.labels] if node.subscript is None else [node.subscript, *node.labels]
    return {tree.key(part) or "" for index in indices for part in tree.walk(index)}


def is_square_of_norm(node: tree.Power) -> bool:
    """The square of a length, which is a sum of squares on a kink as well."""
    below = node.base.subscript if isinstance(node.base, tree.Norm) else None
    plain = below is None or tree.index_key(below) in ("2", "F")
    two = isinstance(node.exponent, tree.Number) and node.exponent.value == 2
    return isinstance(node.base, tree.Norm) and plain and two


def is_of_indices(one: tree.Node, condition: tree.Node) -> bool:
    """Whether it is an indicator of indices, not one of numbers as 1(a > b) is."""
    if not is_indicator(one, condition) or not isinstance(condition, tree.Group):
        return False
    return not is_order(condition.items[0])


def is_order(node: tree.Node) -> TypeGuard[tree.Chain]:
    """a > b, as in the indicator 1(a > b)."""
    return (
        isinstance(node, tree.Chain)
        and len(node.links) == 1
        and node.links[0].relation in (">", "<", "≥", "≤")
    )


def is_indicator_head(head: tree.Node) -> TypeGuard[tree.Name]:
    r"""The 1 of 1(i = j), or the \mathbb{I} of \mathbb{I}(i = j)."""
    if not isinstance(head, tree.Name) or head.subscript is not None:
        return False
    return head.base == "1" or (head.base == "I" and head.font == "bb")


def larger_and_smaller(node: tree.Chain) -> tuple[tree.Node, tree.Node]:
    """a and b of a > b, and of b < a."""
    link = node.links[0]
    pair = node.first, link.operand
    return pair if link.relation in (">", "≥") else pair[::-1]


def is_apart(node: tree.Node | None) -> TypeGuard[tree.Chain]:
    r"""j \ne i below a sum."""
    return isinstance(node, tree.Chain) and node.links[0].relation == "≠"

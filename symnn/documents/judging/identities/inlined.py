r"""Functions of a vector that sum over its entries: LSE(z) = \log\sum_j e^{z_j}, written out.

LSE(z + c) is \log\sum_j e^{z_j + c}: the names in the argument that carry indices take the index,
the others are numbers. LSE(1, 2) is \log(e^1 + e^2). So is a loss of one sample that an index of
its own chooses, L_i = -\log p_{y_i}.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.documents.judging.identities.indices import base_of, letters_in, summation_letter
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

_MAX_DEPTH: Final = 6


def inlined(node: tree.Node, scope: Scope, indexed: frozenset[str], depth: int = 0) -> tree.Node:
    """The tree with the formulas of such functions in the place of their values.

    Args:
        node: a side of a claim.
        scope: the definitions so far.
        indexed: the names that carry an index somewhere in the claim.
        depth: how many definitions led here.
    """
    if depth > _MAX_DEPTH:
        return node
    if isinstance(node, tree.Derivative) and node.operand is not None:
        known = _known(node.operand, scope)
        if known is not None:
            return replace(node, operand=_bracketed(inlined(known.body, scope, indexed, depth + 1)))
    if isinstance(node, (tree.Call, tree.Apply)):
        head = node.head if isinstance(node, tree.Call) else node.function
        argument = node.arguments if isinstance(node, tree.Call) else node.argument
        known = _known(head, scope)
        plain = not isinstance(node, tree.Apply) or (node.power is None and not node.ambiguous)
        if known is not None and plain:
            written = _with_argument(known, argument, indexed)
            if written is not None:
                return _bracketed(inlined(written, scope, indexed, depth + 1))
    return tree.map_children(node, lambda child: inlined(child, scope, indexed, depth))


def at_lists(node: tree.Node, scope: Scope) -> tree.Node:
    """The tree with such functions of several numbers written out: LSE(1, 2)."""
    whole = tree.map_children(node, lambda child: at_lists(child, scope))
    if not isinstance(whole, (tree.Call, tree.Apply)):
        return whole
    if isinstance(whole, tree.Apply) and (whole.power is not None or whole.ambiguous):
        return whole
    head = whole.head if isinstance(whole, tree.Call) else whole.function
    argument = whole.arguments if isinstance(whole, tree.Call) else whole.argument
    items = argument.items if isinstance(argument, tree.Group) else ()
    known = _known(head, scope)
    if known is None or known.parameters is None or len(items) < 2:
        return whole
    written = _at_list(known.body, known.parameters[0], items)
    return whole if written is None else _bracketed(written)


def indexed_names(*nodes: tree.Node) -> frozenset[str]:
    """The names that carry an index with a letter."""
    return frozenset(
        base
        for node in nodes
        for part in tree.walk(node)
        if (base := base_of(part)) is not None
        and isinstance(part, tree.Name)
        and part.subscript is not None
        and letters_in(part.subscript)
    )


def _known(head: tree.Node, scope: Scope) -> Binding | None:
    """A function of one vector whose entries its formula sums over."""
    key = tree.key(head)
    known = scope.latest(key) if key is not None else None
    if known is None or known.parameters is None or len(known.parameters) != 1:
        return None
    (parameter,) = known.parameters
    sums = (part for part in tree.walk(known.body) if isinstance(part, tree.BigOperator))
    return known if any(parameter in indexed_names(part) for part in sums) else None


def _with_argument(
    known: Binding, argument: tree.Node, indexed: frozenset[str]
) -> tree.Node | None:
    (parameter,) = known.parameters or ("",)
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    if len(items) > 1:
        return _at_list(known.body, parameter, items)
    vectors = indexed | {parameter}

    def at(index: tree.Node) -> tree.Node:
        return _bracketed(_indexed(items[0], index, vectors))

    if not any(tree.key(part) in vectors or _is_bold(part) for part in tree.walk(items[0])):
        return None
    return _put(known.body, parameter, at)


def _indexed(node: tree.Node, index: tree.Node, vectors: frozenset[str]) -> tree.Node:
    """An argument at an index: z + c as z_j + c."""
    if isinstance(node, tree.Name) and node.subscript is None:
        whole = tree.key(node) in vectors or _is_bold(node)
        return replace(node, subscript=index) if whole else node
    return tree.map_children(node, lambda child: _indexed(child, index, vectors))


def _is_bold(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and (node.font == "bold" or "vec" in node.accents)


def _put(node: tree.Node, parameter: str, at: Callable[[tree.Node], tree.Node]) -> tree.Node:
    """The formula with the argument in place of the parameter's entries."""
    if base_of(node) == parameter and isinstance(node, tree.Name) and node.subscript is not None:
        return at(node.subscript)
    return tree.map_children(node, lambda child: _put(child, parameter, at))


def _at_list(node: tree.Node, parameter: str, items: tuple[tree.Node, ...]) -> tree.Node | None:
    """The formula at so many numbers; None if a range in it is another one."""
    if isinstance(node, tree.BigOperator):
        letter = summation_letter(node) if node.operator == "sum" else None
        lower = node.lower
        other = isinstance(lower, tree.Chain) and lower.links[0].relation != "="
        if letter is None or other or isinstance(node.upper, tree.Number):
            return None
        terms = []
        for item in items:
            term = _put(node.body, parameter, _only_at(letter, item))
            if any(base_of(part) == parameter for part in tree.walk(term)):
                return None
            terms.append(_bracketed(term))
        return _bracketed(tree.Sum(tuple(terms)))
    failed = False

    def change(child: tree.Node) -> tree.Node:
        nonlocal failed
        found = _at_list(child, parameter, items)
        failed = failed or found is None
        return child if found is None else found

    whole = tree.map_children(node, change)
    return None if failed else whole


def _only_at(letter: str, item: tree.Node) -> Callable[[tree.Node], tree.Node]:
    def at(index: tree.Node) -> tree.Node:
        return _bracketed(item) if tree.key(index) == letter else tree.Name("?", subscript=index)

    return at


def _bracketed(node: tree.Node) -> tree.Node:
    return tree.Group("()", (node,), span=node.span)


# --- the member that a label chooses -----------------------------------------------------


def with_letters(sides: tuple[tree.Node, tree.Node], scope: Scope) -> tuple[tree.Node, tree.Node]:
    r"""The sides with L_i = -\log p_{y_i} written out, and a plain letter for the label y_i.

    Args:
        sides: of a claim.
        scope: the definitions so far.
    """
    whole = tuple(_with_losses(side, scope) for side in sides)
    labels = {key: name for side in whole for key, name in _labels(side).items()}
    names = {tree.key(n) for side in whole for n in tree.walk(side) if isinstance(n, tree.Name)}
    if len(labels) != 1:
        return sides
    ((key, name),) = labels.items()
    known = scope.latest(key)
    given = known is not None and not isinstance(known.body, tree.Number)
    if len(name.base) != 1 or name.base in names or given:
        return sides
    letter = tree.Name(name.base, span=name.span)
    left, right = (_put_letter(side, key, letter) for side in whole)
    return left, right


def _with_losses(node: tree.Node, scope: Scope) -> tree.Node:
    """The formula of L_i in its place, if it chooses a member."""
    key = tree.key(node)
    known = scope.latest(key) if key is not None else None
    if known is not None and known.parameters is None and _labels(known.body):
        return tree.Group("()", (known.body,), span=node.span)
    return tree.map_children(node, lambda part: _with_losses(part, scope))


def _labels(node: tree.Node) -> dict[str, tree.Name]:
    """The names with an index that are indices themselves."""
    found = {}
    for part in tree.walk(node):
        index = part.subscript if isinstance(part, tree.Name) else None
        if isinstance(index, tree.Name) and isinstance(index.subscript, tree.Name):
            found[tree.key(index) or ""] = index
    return found


def _put_letter(node: tree.Node, key: str, letter: tree.Name) -> tree.Node:
    if tree.key(node) == key:
        return letter
    return tree.map_children(node, lambda part: _put_letter(part, key, letter))

r"""What a claim about a slope speaks of: entries of vectors, values of functions, samples.

\partial L/\partial w_i = (y - t)x_i speaks of entries of w and x, so that the w^\top x of a formula
is a sum over them; dy/dw_j after y(a) = \ldots is about the value of y; and the (i) of x_j^{(i)}
is an index like j where a sum runs over the samples i.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.indices import base_of, letters_in, summation_letter
from symnn.documents.judging.identities.inner_products import with_sums
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: So many formulas are gone through.
_MOST: Final = 60
_DEEPEST: Final = 3


@final
@dataclass(frozen=True, slots=True)
class Spoken:
    """How the formulas that a claim rests on are to be written.

    `vectors` are the names whose entries are spoken of, `bare` those that stand before no bracket,
    `samples` the letters that run over samples where they stand above a name.
    """

    scope: Scope
    vectors: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()

    def formula(self, body: tree.Node) -> tree.Node:
        """A formula with sums for inner products, and with indices for samples."""
        if self.samples:
            body = _of_samples(body, self.samples, self.scope)
        body = with_sums(body, self.vectors, self.scope, self.samples)
        return _with_indices(body, self.samples) if self.samples else body


def spoken_of(scope: Scope, *sides: tree.Node) -> Spoken | None:
    """What a claim speaks of; None if it is about no slope.

    Examples:
        >>> spoken_of(Scope(), tree.Name("x")) is None
        True
    """
    parts = [part for side in sides for part in tree.walk(side)]
    if not any(isinstance(part, tree.Derivative) for part in parts):
        return None
    bare = _never_applied(parts)
    seen = set[str]()
    for part in parts:
        key = tree.key(part)
        known = scope.latest(key) if key is not None and key not in seen else None
        if known is not None and len(seen) < _MOST:
            seen.add(known.key)
            parts.extend(tree.walk(known.body))
    samples = _samples(scope, parts)
    indexed = {base for part in parts if (base := base_of(part)) is not None and _has_letter(part)}
    return Spoken(scope, frozenset(indexed), bare, samples)


def _never_applied(parts: list[tree.Node]) -> frozenset[str]:
    """The names that stand before no bracket."""
    heads = [p.head for p in parts if isinstance(p, tree.Call) and not _is_product(p)]
    heads += [part.function for part in parts if isinstance(part, tree.Apply)]
    bare = [h.operand if isinstance(h, tree.Prime) else h for h in heads]
    names = {tree.key(part) for part in parts if isinstance(part, tree.Name)}
    return frozenset(n for n in names - {tree.key(h) for h in bare} if n is not None)


def _is_product(node: tree.Call) -> bool:
    """y(1 - y): nothing is applied to itself."""
    key = tree.key(node.head)
    return any(tree.key(part) == key for part in tree.walk(node.arguments))


def _has_letter(node: tree.Node) -> bool:
    index = node.subscript if isinstance(node, tree.Name) else None
    return index is not None and bool(letters_in(index))


# --- samples --------------------------------------------------------------------------


def sample_letter(node: tree.Node) -> str | None:
    """i of x^{(i)} and x_j^{(i)}."""
    if not isinstance(node, tree.Name) or len(node.labels) != 1:
        return None
    (label,) = node.labels
    letter = tree.key(label.items[0]) if label.fence == "()" and len(label.items) == 1 else None
    plain = letter is not None and len(letter) == 1 and letter.islower()
    return letter if plain else None


def _samples(scope: Scope, parts: list[tree.Node]) -> frozenset[str]:
    """The letters that a sum runs over, and that stand above names and nowhere below them."""
    sums = [p for p in parts if isinstance(p, tree.BigOperator) and p.operator == "sum"]
    letters = {summation_letter(total) for total in sums} - {None}
    above = {letter for part in parts if (letter := sample_letter(part)) is not None}
    below = {
        letter
        for part in parts
        if isinstance(part, tree.Name) and part.subscript is not None
        for letter in letters_in(part.subscript)
    }
    found = {letter for letter in letters & above if letter is not None}
    return frozenset(x for x in found - below if scope.latest(x) is None)


def _with_indices(node: tree.Node, letters: frozenset[str]) -> tree.Node:
    """The tree with x_{ij} for x_j^{(i)}, and y_i for y^{(i)}."""
    letter = sample_letter(node)
    if letter is None or letter not in letters or not isinstance(node, tree.Name):
        return tree.map_children(node, lambda part: _with_indices(part, letters))
    index: tree.Node = tree.Name(letter)
    if node.subscript is not None:
        below = letters_in(node.subscript)
        if len(below) != 1:
            return node
        index = tree.Product((index, node.subscript), ("",))
    return replace(node, subscript=index, labels=())


def _of_samples(
    node: tree.Node, samples: frozenset[str], scope: Scope, depth: int = 0
) -> tree.Node:
    """The tree with θ^T x^{(i)} for h(x^{(i)}) of a function h(x) = θ^T x."""
    whole = tree.map_children(node, lambda part: _of_samples(part, samples, scope, depth))
    if not isinstance(whole, tree.Call) or depth >= _DEEPEST:
        return whole
    known = scope.latest(tree.key(whole.head) or "")
    items = whole.arguments.items
    parameters = () if known is None else known.parameters or ()
    if known is None or len(items) != 1 or len(parameters) != 1:
        return whole
    (item,), (parameter,) = items, parameters
    if not isinstance(item, tree.Name) or sample_letter(item) not in samples:
        return whole
    body = _put(known.body, parameter, item)
    return tree.Group("()", (_of_samples(body, samples, scope, depth + 1),), span=whole.span)


def _put(node: tree.Node, parameter: str, item: tree.Name) -> tree.Node:
    """A formula with a sample for its variable, and an entry of the sample for an entry of it."""
    if tree.key(node) == parameter:
        return item
    if isinstance(node, tree.Name) and base_of(node) == parameter:
        return replace(item, subscript=node.subscript)
    return tree.map_children(node, lambda part: _put(part, parameter, item))

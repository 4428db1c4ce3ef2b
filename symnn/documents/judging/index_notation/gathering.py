"""What stands behind a claim about arrays: which letters are indices, what has entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.class_indices import MARK, check_classes
from symnn.documents.judging.index_notation.names import Names, counts_in, is_stack, parts_of
from symnn.documents.judging.index_notation.own_names import at_own_names
from symnn.documents.judging.index_notation.spelling import is_capital, is_of_indices
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_MOST: Final = 80
#: Letters for matrices of weights.
_WEIGHTS: Final = frozenset({"W", "U", "V", "Omega", "Theta"})


def names_of(
    scope: Scope,
    sides: Iterable[tree.Node],
    section: tuple[str, ...] | None = None,
    marks: frozenset[str] = frozenset(),
) -> Names:
    """The names behind a claim: its index letters are those that no quantity has.

    Args:
        scope: the definitions so far.
        sides: both sides of the claim.
        section: the headings under which formulas of entries count, if not all of them do.
        marks: letters that are no indices, but tell names apart, as the c of s_c beside s does.
    """
    trees = list(behind(scope, sides, section))
    check_classes(scope, trees)
    below, bare, bound = set[str](), set[str](), set[str]()
    own = _arguments_of_activations(scope, trees)
    for node in trees:
        inside = set[str]()
        _collect(node, below, inside, bound)
        bare |= inside - own.get(id(node), frozenset())
    plain = {x for x in below if len(x) == 1 and x.islower() and x.isascii()}
    plain |= {x for x in below if x.startswith(MARK)}
    letters = {x for x in plain if scope.latest(x) is None and (x in bound or x not in bare)}
    letters -= marks
    letters -= _carriers(trees) - bound  # r of W_{rx} beside r_t is no index
    letters -= _of_losses(scope, trees) - bound
    if "l" in letters and scope.latest("L") is None:
        letters |= below & {"L"}
    names = Names(scope, frozenset(letters), section=section)
    parts = [p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name)]
    names.bare = frozenset(bare)
    names.numbers = frozenset(value for node in trees for value in _numbers(node))
    names.below = frozenset(key for node in trees for key in in_denominators(node))
    names.turned = _turned(trees, bare)
    names.listed = _listed(parts, bare) | names.turned
    found = [member for part in parts if (member := names.member(part)) is not None]
    names.bases = frozenset(member.base for member in found if member.entry)
    names.matrices = frozenset(member.base for member in found if len(member.entry) == 2)
    names.labelled = frozenset(member.base for member in found if member.labels)
    names.capitals = frozenset(_entries_of_capitals(names, bare))
    return names


def check_squares(scope: Scope, sides: Iterable[tree.Node], text: str) -> None:
    r"""See to it that no square in or behind a claim has a formula that was not taken up.

    Raises:
        MisfitError: it has: \tau^2 = \frac1n\sum_k a_k^2 makes of τ no letter that is held fixed.
    """
    for node in behind(scope, sides, None):
        for part in tree.walk(node):
            root = part.base if isinstance(part, tree.Power) else None
            if not isinstance(root, tree.Name) or scope.latest(tree.key(root) or "") is not None:
                continue
            letter = rf"\\{root.base}" if len(root.base) > 1 else root.base
            square = rf"{letter}\s*(?:_(?:\w|\{{\w+\}}))?\s*\^\s*(?:2|\{{\s*2\s*\}})"
            if re.search(rf"{square}\s*&?\s*:?=", text):  # not the end of ∂L/{∂σ^2} =
                raise MisfitError("a square that has a formula")


def with_units(names: Names, sides: Iterable[tree.Node]) -> Names | None:
    """The names with e_y as the vector with a 1 at y, if nothing gives an e."""
    if names.scope.latest("e") is not None or names.scope.indexed.get("e"):
        return None
    parts = [part for side in sides for part in tree.walk(side)]
    found = replace(names, units=True, prepared={})
    return found if any(found.unit_index(part) is not None for part in parts) else None


def marks_of(names: Names, sides: Iterable[tree.Node]) -> frozenset[str]:
    """The letters that may tell names apart: c if both s and s_c were given, and no side has it."""
    written = {key for side in sides for part in tree.walk(side) for key in _indices(part)}
    found = set[str]()
    for base, patterns in names.scope.indexed.items():
        own = names.scope.latest(base) is not None
        found |= {key for p in patterns.values() for key in _indices(p)} if own else set()
    return frozenset(found & names.letters) - written


def _indices(node: tree.Node) -> set[str]:
    below = node.subscript if isinstance(node, tree.Name) else None
    return {tree.key(part) or "" for part in parts_of(below)}


def _numbers(node: tree.Node) -> Iterator[Fraction]:
    """The numbers that are written in a formula, except where a range ends."""
    if isinstance(node, tree.Number):
        yield node.value
    ends = node.upper if isinstance(node, tree.BigOperator) else None
    for part in tree.children(node):
        if part is not ends:
            yield from _numbers(part)


def _arguments_of_activations(scope: Scope, trees: Iterable[tree.Node]) -> dict[int, set[str]]:
    """The x of σ(x) = 1/(1 + e^{-x}): it has nothing to do with any x_p beside it."""
    found: dict[int, set[str]] = {}
    bodies = {id(node): node for node in trees}
    for known in (scope.latest(key) for key in scope.history):
        if known is None or len(known.parameters or ()) != 1 or id(known.body) not in bodies:
            continue
        letters = {tree.key(n) for n in tree.walk(known.body) if isinstance(n, tree.Name)} - {"e"}
        if letters == set(known.parameters or ()):
            found[id(known.body)] = set(known.parameters or ())
    return found


def _carriers(trees: Iterable[tree.Node]) -> set[str]:
    """The letters that carry an index themselves: the gates r, i and f of r_t, i_t and f_t."""
    parts = (p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name))
    return {p.base for p in parts if p.subscript is not None or p.labels}


def _of_losses(scope: Scope, trees: Iterable[tree.Node]) -> set[str]:
    """The n of a loss E_n that nothing defines: it tells a sample, where nothing else has an n."""
    derived, others = set[str](), set[str]()
    for part in (p for node in trees for p in tree.walk(node)):
        if isinstance(part, tree.Derivative) and isinstance(part.operand, tree.Name):
            known = scope.indexed.get(part.operand.base) or scope.latest(_plain(part.operand))
            derived |= set() if known else {tree.key(part.operand) or ""}
    found = set[str]()
    for part in (p for node in trees for p in tree.walk(node) if isinstance(p, tree.Name)):
        indices = _indices(part)
        found |= indices if (tree.key(part) or "") in derived else set()
        others |= set() if (tree.key(part) or "") in derived else indices
    return found - others


def _entries_of_capitals(names: Names, bare: set[str]) -> Iterator[str]:
    """The w of w_{ij} that nothing defines, beside a matrix W that stands without indices."""
    for base in names.matrices:
        one = len(base) == 1 and base.islower() and base not in bare
        if one and base.upper() in bare and not names.scope.indexed.get(base):
            yield base


def with_entries(names: Names, sides: Iterable[tree.Node]) -> Names | None:
    r"""The names with \mathbf{x}_i as an entry of a vector, instead of as one of a list of vectors.

    Args:
        names: the names as they were read at first.
        sides: both sides of the claim.
    """
    if not names.listed:
        return None
    free = replace(names, listed=frozenset(), prepared={})
    parts = [p for s in behind(names.scope, sides, names.section) for p in tree.walk(s)]
    if any(_is_of_list_of_matrices(names, part) for part in parts):
        return None
    found = [m for p in parts if isinstance(p, tree.Name) and (m := free.member(p)) is not None]
    free.bases = frozenset(member.base for member in found if member.entry)
    free.matrices = frozenset(member.base for member in found if len(member.entry) == 2)
    free.labelled = frozenset(member.base for member in found if member.labels)
    return free


def _is_of_list_of_matrices(names: Names, node: tree.Node) -> bool:
    r"""Whether it is a \mathbf{W}_k of a list of matrices, or something transposed of a list."""
    if isinstance(node, tree.Transpose):
        return True
    below = parts_of(node.subscript) if isinstance(node, tree.Name) else ()
    bold = isinstance(node, tree.Name) and node.font == "bold" and is_capital(node)
    return bold and len(below) == 1 and names.is_index(below[0])


def has_rows(names: Names) -> bool:
    """Whether a small letter stands before a capital, as x does in xW: it may be a row."""
    for node in names.formulas():
        for part in tree.walk(node):
            factors = part.factors if isinstance(part, tree.Product) else ()
            for one, two in pairwise(factors):
                small = isinstance(one, tree.Name) and one.base.islower() and len(one.base) == 1
                if small and isinstance(two, tree.Name) and is_capital(two):
                    return True
    return False


def with_lists(names: Names, sides: Iterable[tree.Node]) -> Names | None:
    r"""The names with h_t as a list of vectors h, instead of as the entries of one.

    Args:
        names: the names as they were read at first.
        sides: both sides of the claim.
    """
    parts = [p for s in behind(names.scope, sides, names.section) for p in tree.walk(s)]
    found = [m for p in parts if isinstance(p, tree.Name) and (m := names.member(p)) is not None]
    small = {m.base for m in found if m.bare.base.islower() and m.base not in names.bare}
    single = small - {m.base for m in found if len(m.entry) != 1}
    if not single:
        return None
    return replace(
        names,
        bases=names.bases - single,
        labelled=names.labelled | single,
        listed=names.listed | single,
        prepared={},
    )


def _listed(parts: list[tree.Name], bare: set[str]) -> frozenset[str]:
    r"""The bold letters that stand with an index, and never without: \mathbf{x}_i of a list.

    So does the W of W_k, which is one of a list of weight matrices, in any type.
    """
    bold = {p for p in parts if (p.font == "bold" or p.base in _WEIGHTS) and not p.labels}
    keys = {_plain(p) for p in bold if p.subscript is not None}
    paired = {_plain(p) for p in bold if len(parts_of(p.subscript)) > 1 and is_capital(p)}
    return frozenset(keys - bare - paired)


def _turned(trees: Iterable[tree.Node], bare: set[str]) -> frozenset[str]:
    """The small letters that are vectors with an index: the w of w_j^T x."""
    turned = (p.operand for n in trees for p in tree.walk(n) if isinstance(p, tree.Transpose))
    single = (p for p in turned if isinstance(p, tree.Name) and p.base.islower() and not p.labels)
    keys = {_plain(p) for p in single if len(parts_of(p.subscript)) == 1}
    return frozenset(keys - bare)


def _plain(name: tree.Name) -> str:
    return tree.key(replace(name, subscript=None)) or ""


def behind(
    scope: Scope, sides: Iterable[tree.Node], section: tuple[str, ...] | None
) -> Iterator[tree.Node]:
    """Some formulas, and those of all names in them."""
    waiting, seen = list(sides), set[str]()
    while waiting:
        node = waiting.pop()
        yield node
        if len(seen) > _MOST:
            raise MisfitError("a claim that rests on too many definitions")
        for part in tree.walk(node):
            key = tree.key(part)
            if key is None or key in seen or not isinstance(part, tree.Name):
                continue
            seen.add(key)
            known = scope.latest(key)
            body = None if known is None else at_own_names(known.body, scope)
            waiting += [] if body is None or is_stack(body, scope) else [body]
            for other, pattern in scope.indexed.get(part.base, {}).items():
                member = scope.latest(other)
                if member is None or not counts_in(member, section):
                    continue
                if other not in seen:
                    seen.add(other)
                    waiting += [pattern, at_own_names(member.body, scope)]


def in_denominators(node: tree.Node) -> Iterator[str]:
    """The names below a fraction bar: the m of 1/m, which may be the number of terms of a sum."""
    for part in tree.walk(node):
        if isinstance(part, tree.Quotient):
            yield from _letters(part.denominator)


def _collect(node: tree.Node, below: set[str], bare: set[str], bound: set[str]) -> None:
    """Note the letters of indices, those that stand for themselves, and those that sums bind."""
    if isinstance(node, tree.BigOperator):
        lower = node.lower
        letter = lower.first if isinstance(lower, tree.Chain) else lower
        if letter is not None:
            bound.update(tree.key(part) or "" for part in parts_of(letter))
        if isinstance(lower, tree.Chain):
            below.update(_letters(lower))
        _collect(node.body, below, bare, bound)
        return
    if isinstance(node, tree.Name):
        indices = [*node.labels] if node.subscript is None else [node.subscript, *node.labels]
        for index in indices:
            below.update(_letters(index))
        if isinstance(node.subscript, tree.Chain) or node.base == "delta":
            bound.update(letter for index in indices for letter in _letters(index))
        bare.add(tree.key(replace(node, labels=())) or "")
        return
    if isinstance(node, tree.Indexed):
        below.update(_letters(node.index))
        _collect(node.operand, below, bare, bound)
        return
    if isinstance(node, tree.Case):
        _collect(node.value, below, bare, bound)
        return
    if isinstance(node, (tree.Call, tree.Apply)):
        _collect_applied(node, below, bare, bound)
        return
    parts = tree.children(node)
    for before, child in zip((None, *parts), parts, strict=False):
        if isinstance(node, tree.Product) and before is not None and is_of_indices(before, child):
            bound.update(_letters(child))
        else:
            _collect(child, below, bare, bound)


def _collect_applied(
    node: tree.Call | tree.Apply, below: set[str], bare: set[str], bound: set[str]
) -> None:
    head = node.head if isinstance(node, tree.Call) else node.function
    apart = set[str]()
    if isinstance(node, tree.Call) and is_of_indices(head, node.arguments):
        bound.update(_letters(node.arguments))
        return
    _collect(head, below, apart, bound)
    _collect(node.arguments if isinstance(node, tree.Call) else node.argument, below, bare, bound)


def _letters(node: tree.Node) -> set[str]:
    return {tree.key(p) or "" for p in tree.walk(node) if isinstance(p, tree.Name)}

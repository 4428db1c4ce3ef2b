r"""Names with an index: `a^l` as the one name it is, and `\Theta^{(1)}` of a `\Theta^{(j)}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.latex import syntax as tree

#: Letters that count layers, steps, heads or samples.
_COUNTING: Final = frozenset({"i", "j", "k", "l", "ell", "t", "n", "m"})


class Family(NamedTuple):
    """A name that depends on a letter, with the letter, and the relation that tells of it."""

    head: tree.Name
    letter: str
    told: tree.Chain


def items_of(node: tree.Node) -> tuple[tree.Node, ...]:
    """The members of a list without brackets."""
    listed = isinstance(node, tree.Group) and not node.fence
    return node.items if isinstance(node, tree.Group) and listed else (node,)


def labelled(chains: Iterable[tree.Chain]) -> frozenset[str]:
    r"""The names whose superscripts are no powers: that of `w^2 ∈ ℝ^{3×2}`, all of `a^l = w^lx`."""
    found: set[str] = set()
    for chain in chains:
        relation = chain.links[-1].relation
        for item in items_of(chain.first):
            if isinstance(item, tree.Name) and item.labels and "=" in relation:
                found.add(tree.key(replace(item, labels=())) or "")
                found |= {key for one in letters_of(item) for key in _with_letter(chain, one)}
            if not isinstance(item, tree.Power) or not isinstance(item.base, tree.Name):
                continue
            letter = _letter(item.exponent)
            if letter if relation != "∈" else not isinstance(item.exponent, tree.Neg):
                found |= {tree.key(item.base) or "", *_with_letter(chain, letter)}
    return frozenset(found - {""})


def _letter(node: tree.Node) -> str:
    return node.base if isinstance(node, tree.Name) else ""


def _with_letter(chain: tree.Chain, letter: str) -> Iterator[str]:
    """The names with this letter, or a step on from it, for a superscript."""
    for part in tree.walk(chain) if letter else ():
        if isinstance(part, tree.Name) and part.labels and letter in letters_of(part):
            yield tree.key(replace(part, labels=())) or ""
        if not isinstance(part, tree.Power) or not isinstance(part.base, tree.Name):
            continue
        above = part.exponent
        first = above.terms[0] if isinstance(above, tree.Sum) else above
        if _letter(first) == letter:
            yield tree.key(part.base) or ""


def as_names(node: tree.Node, bases: frozenset[str]) -> tree.Node:
    """The expression with such superscripts as parts of the names."""
    if not bases:
        return node

    def visit(part: tree.Node) -> tree.Node:
        part = tree.map_children(part, visit)
        if not isinstance(part, tree.Power) or not isinstance(part.base, tree.Name):
            return part
        if tree.key(part.base) not in bases or part.base.labels:
            return part
        label = tree.Group("()", (part.exponent,))
        return replace(part.base, labels=(label,), span=part.span)

    return visit(node)


def letters_of(name: tree.Name) -> Iterator[str]:
    """The letters that count in its index, each alone there: the l of W^{(l)}, the t of h_t."""
    for place in (name.subscript, *(label.items[0] for label in name.labels if label.items)):
        alone = isinstance(place, tree.Name) and place.subscript is None and not place.labels
        if alone and isinstance(place, tree.Name) and place.base in _COUNTING:
            yield place.base


def instances(family: Family, name: tree.Name) -> Iterator[tree.Chain]:
    """What a family tells where it holds a name: at the index of that name."""
    seen: list[tree.Node] = []
    for part in tree.walk(family.told):
        given = _matched(part, name, family.letter) if isinstance(part, tree.Name) else None
        if given is None or given in seen or not _is_value(given, family.letter):
            continue
        seen.append(given)
        told = _put(family.told, family.letter, given)
        if isinstance(told, tree.Chain):
            yield told


def _is_value(node: tree.Node, letter: str) -> bool:
    """A number, another letter that counts, or such a letter or the letter itself some steps on."""
    if isinstance(node, tree.Number):
        return node.value.denominator == 1
    if isinstance(node, tree.Name):
        return node.base != letter and node.base in _COUNTING and node.subscript is None
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    first, step = node.terms
    step = step.operand if isinstance(step, tree.Neg) else step
    same = isinstance(first, tree.Name) and first.base in {letter, *_COUNTING}
    return same and isinstance(step, tree.Number)


def _matched(head: tree.Name, name: tree.Name, letter: str) -> tree.Node | None:
    """What stands in a name where the letter stands in the head, if all else is the same."""
    found: list[tree.Node] = []

    def same(one: tree.Node | None, two: tree.Node | None) -> bool:
        if isinstance(one, tree.Name) and one.base == letter and one.subscript is None:
            found.extend([] if two is None else [two])
            return two is not None
        return one == two

    alike = (head.base, head.font, head.accents) == (name.base, name.font, name.accents)
    if not alike or len(head.labels) != len(name.labels):
        return None
    if not same(head.subscript, name.subscript):
        return None
    for one, two in zip(head.labels, name.labels, strict=True):
        if one.fence != two.fence or len(one.items) != len(two.items):
            return None
        if not all(same(a, b) for a, b in zip(one.items, two.items, strict=True)):
            return None
    return found[0] if found and all(part == found[0] for part in found) else None


def _put(node: tree.Node, letter: str, value: tree.Node) -> tree.Node:
    """With a value for the letter wherever it stands, in indices too; sums of numbers are one."""

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Name):
            if part.base == letter and part.subscript is None and not part.labels:
                return value
            below = None if part.subscript is None else visit(part.subscript)
            labels = tuple(
                replace(label, items=tuple(map(visit, label.items))) for label in part.labels
            )
            return replace(part, subscript=below, labels=labels)
        part = tree.map_children(part, visit)
        return _folded(part) if isinstance(part, tree.Sum) else part

    return visit(node)


def _folded(total: tree.Sum) -> tree.Node:
    """A sum with its numbers added up: l - 1 + 1 as l."""
    others: list[tree.Node] = []
    whole = Fraction(0)
    for term in _terms(total):
        inner = term.operand if isinstance(term, tree.Neg) else term
        if isinstance(inner, tree.Number):
            whole += -inner.value if isinstance(term, tree.Neg) else inner.value
        else:
            others.append(term)
    if whole or not others:
        size = tree.Number(str(abs(whole)), abs(whole))
        others.append(size if whole >= 0 else tree.Neg(size))
    return others[0] if len(others) == 1 else tree.Sum(tuple(others))


def _terms(total: tree.Sum) -> Iterator[tree.Node]:
    for term in total.terms:
        yield from _terms(term) if isinstance(term, tree.Sum) else (term,)

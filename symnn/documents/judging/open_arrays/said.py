"""The words beside a claim about arrays: for which it is said, and what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from itertools import pairwise
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.open_arrays.memory import (
    KIND_WORDS,
    is_turned_first,
    kind_of,
    kinds_in,
    names_of,
)
from symnn.documents.judging.open_arrays.sizes import ONE, Shape, Size, letter
from symnn.documents.judging.open_arrays.spaces import is_nothing, shape_of_product, shape_of_space
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

_ALL: Final = frozenset({"all", "any", "every", "each", "arbitrary"})
_PLAIN: Final = frozenset(
    {"for", "a", "an", "the", "real", "with", "where", "if", "when", "whenever", "is", "are", "and"}
    | {"both", "of", "square", "in", "then", "at", "holds", "scalar", "scalars", "number", "such"}
    | {"numbers", "constant", "constants", "given", "let", "so", "that", "as", "long", "such"}
    | {"positive", "matrices", "matrix", "vector", "vectors", "column", "size", "sizes", "entries"}
    | {"choice", "choices", "input", "inputs", "suitable", "conformable", "same", "general", "also"}
    | {"subject", "to"}
)
_SPLIT: Final = regex(r"[^a-z-]+")
_ORDER: Final = frozenset({">", "≥", "<", "≤"})


@final
@dataclass(slots=True)
class Said:
    """What the words say.

    `general` tells that the claim is made for all; `understood` that every word is known, and
    `generic` that all they leave out are zeros among entries, though some word is not known;
    `settings` are values that names are given; `apart` pairs of sizes that differ; `bounds` what
    numbers and sizes are compared with; `quantified` names that it is said to be for all of,
    `differing` those that are said to be others than some.
    """

    general: bool = False
    understood: bool = True
    generic: bool = False
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    settings: dict[str, tree.Node] = field(default_factory=dict)
    apart: list[tuple[Size, Size]] = field(default_factory=list)
    equal: list[tuple[Size, Size]] = field(default_factory=list)
    bounds: list[tuple[str, str, int]] = field(default_factory=list)
    sorts: dict[str, str] = field(default_factory=dict)
    quantified: set[str] = field(default_factory=set)
    differing: set[str] = field(default_factory=set)


def said_of(conditions: Iterable[Condition]) -> Said:
    """What conditions say.

    >>> said_of(()).understood
    True
    """
    said = Said()
    conditions = tuple(conditions)
    pending: Shape | None = None
    before: list[str] = []
    text = ""
    for condition in conditions:
        last, text = text, " ".join(condition.words.lower().split())
        tokens = [t for t in _SPLIT.split(text) if t.strip("-")]
        said.understood = said.understood and set(tokens) <= _PLAIN | _ALL | KIND_WORDS.keys()
        said.general = said.general or bool(_ALL & set(tokens))
        body = _bare(condition.body)
        shape = None if body is None else shape_of_product(body)
        if shape is not None:
            pending = shape
            continue
        if set(tokens) <= {"and"} and isinstance(body, tree.Name):
            text = last  # for all symmetric A, B
        keys = before if body is None else _heard(said, body)
        said.quantified |= set(keys) if said.general else set()
        _note(said, keys, text, tokens, pending)
        pending = None if keys else pending
        before = keys or before
    if not said.understood:
        from symnn.documents.judging.wording.nonzero_entries import is_generic

        said.generic = is_generic(conditions)
    return said


def _note(said: Said, keys: list[str], text: str, tokens: list[str], pending: Shape | None) -> None:
    kinds = kinds_in(text)
    for key in keys:
        if kinds:
            said.kinds[key] = said.kinds.get(key, frozenset()) | kinds
        if pending is not None:
            said.shapes[key] = pending
        if kinds - {"unit"} or {"matrix", "matrices"} & set(tokens):
            said.sorts[key] = "square" if kinds or "square" in tokens else "matrix"
        elif kinds or {"vector", "vectors"} & set(tokens):
            said.sorts[key] = "vector"
        elif {"scalar", "scalars", "number", "numbers"} & set(tokens):
            said.sorts[key] = "number"


def _heard(said: Said, body: tree.Node) -> list[str]:
    """The names that a condition is about; what it says of sizes and values is noted."""
    if not isinstance(body, tree.Chain):
        found = list(names_of(body))
        said.understood = said.understood and bool(found)
        return [key for key in found if not key.startswith("d ")]
    names, links = list(names_of(body.first)), body.links
    relations = {link.relation for link in links}
    if relations == {"∈"} and len(links) == 1:
        shape = shape_of_space(links[0].operand)
        said.understood = said.understood and shape is not None
        said.shapes |= dict.fromkeys(names, shape) if shape is not None else {}
        return names
    if relations == {"="} and len(links) == 1 and note_kind(said, body.first, links[0].operand):
        return []
    if relations == {"="} and len(links) == 1 and len(names) == 1:
        said.settings[names[0]] = links[0].operand
        return []
    if relations == {"≠"}:
        _apart(said, body)
        return []
    value = links[0].operand
    whole = isinstance(value, tree.Number) and value.value.denominator == 1
    if len(links) == 1 and relations <= _ORDER and names and whole:
        number = int(value.value) if isinstance(value, tree.Number) else 0
        said.bounds += [(key, links[0].relation, number) for key in names]
        return []
    said.understood = False
    return []


def note_kind(said: Said, left: tree.Node, right: tree.Node) -> bool:
    """Whether an equation tells of which kind a matrix is, as P^2 = P does; it is noted.

    Q^T Q = I says that the columns of Q are orthonormal, and nothing of its rows.
    """
    found = kind_of(left, right)
    if found is None:
        return False
    key, kind = found
    if kind == "orthogonal":
        kind = "columns" if is_turned_first(left) else "rows"
    said.kinds[key] = said.kinds.get(key, frozenset()) | {kind}
    if kind in ("idempotent", "symmetric", "skew"):
        said.sorts.setdefault(key, "square")
    elif kind != "unit":
        said.sorts.setdefault(key, "matrix")
    return True


def _apart(said: Said, body: tree.Chain) -> None:
    nodes = [body.first, *(link.operand for link in body.links)]
    if any(map(is_nothing, nodes)):
        return  # what is not 0 is as free as before
    keys = [tree.key(node) for node in nodes if isinstance(node, tree.Name)]
    if len(keys) != len(nodes):
        said.understood = False
        return
    said.differing |= {key for key in keys if key is not None}
    sizes = [letter(key) if key is not None else ONE for key in keys]
    said.apart += list(pairwise(sizes))


def _bare(body: tree.Node | None) -> tree.Node | None:
    if isinstance(body, tree.Group) and body.fence == "()" and len(body.items) == 1:
        return body.items[0]
    return body


def is_squared_length(node: tree.Node) -> bool:
    r"""‖X - Xdd^T‖² with what d is beside it: written out, and no condition on X."""
    norm = node.base if isinstance(node, tree.Power) else None
    return isinstance(norm, tree.Norm) and isinstance(norm.operand, tree.Sum)

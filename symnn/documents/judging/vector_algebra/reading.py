"""How claims about vectors are read: unknown functions, signs, and primes for transposes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from fractions import Fraction
from functools import partial
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.derivatives import name_node
from symnn.documents.judging.open_arrays.memory import Function, Memory
from symnn.documents.judging.open_arrays.notation import read as plain_rule
from symnn.documents.judging.open_arrays.reading import Reading, is_nabla
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    OpenNameError,
    Shape,
    Size,
    UnreadError,
    letter,
)
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.vector_algebra.sums import MEMBER
from symnn.documents.judging.vector_algebra.unknown import elsewhere, function_of
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, used_as_vectors

Scope = Callable[[str], "tree.Node | None"]
#: Functions of a number, and the sign, which is taken entry by entry.
_OF_NUMBERS: Final = {"cos": "cos", "sin": "sin", "abs": "abs"}
_SIGNS: Final = frozenset({"sign", "sgn", "signum"})
_NORM_OF_SUMS: Final = frozenset({"1", "ell_1", "l_1", "L_1", "ell1", "ell 1", "ell^1"})
_LARGEST: Final = frozenset({"infty", "oo", "∞", "max", "ell_infty"})
_EUCLIDEAN: Final = frozenset({"ell_2", "ell2", "ell^2", "L_2", "l_2"})
_SEVERAL: Final = 2
_RATE: Final = "∇"
_LEVEL: Final = "level of "


@final
@dataclass(frozen=True, slots=True)
class Notation:
    """What is to be known before a claim is read.

    `unknown` are functions of which only the argument is known, by name; `turning` tells that a
    prime marks the transpose; `functions` are those that have a formula; `opaque` are
    names whose formula is not read, which are added while reading; `running`
    the indices of the sums around what is read, each with a name of its own.
    """

    unknown: Mapping[str, tree.Node]
    turning: bool
    functions: Mapping[str, Function]
    opaque: set[str]
    running: list[tuple[str, str]] = field(default_factory=list)


def ready(
    memory: Memory, said: Said, scope: Scope, notation: Notation, nodes: tuple[tree.Node, ...]
) -> Reading:
    """A reading that nothing is settled of yet."""
    letters = {part for shape in memory.shapes.values() for s in shape for part in s.letters}
    bodies = [f.body for f in memory.functions.values()] + list(memory.bodies.values())
    for part in (part for node in (*nodes, *bodies) for part in tree.walk(node)):
        if isinstance(part, tree.BigOperator) and isinstance(part.upper, tree.Name):
            letters.add(tree.key(part.upper) or "")
    letters |= {part for shape in said.shapes.values() for s in shape for part in s.letters}
    if any(key in letters for key in said.settings):
        raise UnreadError("a size that is given beside the claim is not put in")
    prepare = partial(prepared, notation=notation)
    functions = {}
    for key, f in memory.functions.items():
        if key not in notation.unknown:
            with suppress(UnreadError):
                functions[key] = Function(f.parameters, prepare(f.body))
    own = replace(memory, functions=functions)

    def prepared_scope(key: str) -> tree.Node | None:
        body = None if key in notation.unknown else scope(key)
        return None if body is None else prepare(body)

    found = Reading(own, said, prepared_scope, partial(_read, notation=notation))
    found.letters = frozenset(letters)
    walked = [part for node in nodes for part in tree.walk(node)]
    keys = {name_key(part) for part in walked}
    for key, function in functions.items():
        walked += [*tree.walk(function.body)] if key in keys else []
    for key in _angles(walked):
        if key not in own.shapes and key not in said.shapes and prepared_scope(key) is None:
            found.leaves[key] = SCALAR
    found.vectors = used_as_vectors(walked) | _behind_matrices(walked, memory, said)
    return found


def _angles(nodes: Sequence[tree.Node]) -> Iterator[str]:
    r"""The names that stand alone in \cos and \sin: numbers."""
    for part in nodes:
        if isinstance(part, tree.Apply) and tree.key(part.function) in ("cos", "sin", "tan"):
            inner = part.argument
            while isinstance(inner, tree.Group) and len(inner.items) == 1:
                inner = inner.items[0]
            key = name_key(inner)
            if key is not None:
                yield key


def _behind_matrices(nodes: Sequence[tree.Node], memory: Memory, said: Said) -> frozenset[str]:
    r"""The names of which nothing is said that stand behind a matrix: X\beta."""
    found = set[str]()
    for part in nodes:
        if not isinstance(part, tree.Product):
            continue
        for one, two in zip(part.factors, part.factors[1:], strict=False):
            one = one.operand if isinstance(one, tree.Transpose) else one
            key, before = name_key(two), name_key(one) or ""
            shape = memory.shapes.get(before)
            kinds = memory.kinds.get(before, frozenset()) | said.kinds.get(before, frozenset())
            is_matrix = bool(kinds - {"unit"}) if shape is None else ONE not in shape
            if not is_matrix or key is None or key in memory.shapes:
                continue
            if isinstance(two, tree.Name) and two.base.islower():
                found.add(key)
    return frozenset(found)


def prepared(node: tree.Node, notation: Notation) -> tree.Node:
    """A node with unknown functions as names, and changes of names as names of their own."""
    inside = tree.map_children(node, lambda part: prepared(part, notation))
    if isinstance(inside, tree.Call) and name_key(inside.head) in notation.unknown:
        of = notation.unknown[name_key(inside.head) or ""]
        if len(inside.arguments.items) != 1:
            raise UnreadError("an unknown function of several arguments")
        (at,) = inside.arguments.items
        return inside.head if name_key(at) == name_key(of) else elsewhere(inside.head, at)
    if isinstance(inside, tree.Call) and isinstance(inside.head, tree.Prime):
        return _derived(inside, inside.head, notation)
    if isinstance(inside, tree.Prime) and notation.turning and inside.count == 1:
        return tree.Transpose(inside.operand, "T", span=inside.span)
    if isinstance(inside, tree.Derivative) and inside.operand is not None:
        return replace(inside, operand=_with_arguments(inside.operand, notation.functions))
    if isinstance(inside, tree.Product) and len(inside.factors) == _SEVERAL:
        operator, operand = inside.factors
        if _is_slope_sign(operator):
            operand = _with_arguments(operand, notation.functions)
            return replace(inside, factors=(operator, operand))
    if isinstance(inside, tree.Product) and _has_slopes(inside):
        return _with_slopes(inside, notation.functions)
    return inside


def _derived(node: tree.Call, head: tree.Prime, notation: Notation) -> tree.Node:
    r"""E'(\beta) of a function that is given, as its derivative."""
    key, items = name_key(head.operand), node.arguments.items
    known = key is not None and key in notation.functions
    if not known or len(items) != 1 or name_key(items[0]) is None or head.count > _SEVERAL:
        return node
    call = replace(node, head=head.operand)
    return tree.Derivative(call, (items[0],), (head.count,), False, span=node.span)


def _with_arguments(node: tree.Node, functions: Mapping[str, Function]) -> tree.Node:
    r"""J(w, \alpha) for a J that is derived and is given as a function of several names."""
    key = name_key(node)
    function = None if key is None else functions.get(key)
    if function is None or len(function.parameters) < _SEVERAL:
        return node
    return tree.Call(node, tree.Group("()", tuple(map(name_node, function.parameters))))


def _has_slopes(node: tree.Product) -> bool:
    r"""Whether a slope is one factor of several: g \nabla_g L, \nabla_w L \cdot v.

    Where it comes first without a sign behind it, all that follows may be derived.
    """
    if len(node.factors) <= _SEVERAL:
        return False
    first = _is_slope_sign(node.factors[0]) and node.operators[1] != ""
    return first or any(map(_is_slope_sign, node.factors[1:]))


def _is_slope_sign(node: tree.Node) -> bool:
    r"""Whether it is \nabla or \nabla^2."""
    return is_nabla(node.base if isinstance(node, tree.Power) else node)


def _with_slopes(node: tree.Product, functions: Mapping[str, Function]) -> tree.Product:
    r"""Each \nabla with what it derives as one factor: g \nabla_g L."""
    factors: list[tree.Node] = []
    operators: list[str] = []
    place = 0
    while place < len(node.factors):
        factor = node.factors[place]
        if place:
            operators.append(node.operators[place - 1])
        if _is_slope_sign(factor) and place + 1 < len(node.factors) and node.operators[place] == "":
            operand = _with_arguments(node.factors[place + 1], functions)
            pair = tree.Product((factor, operand), ("",))
            factors.append(tree.Group("()", (pair,)))
            place += 2
            continue
        factors.append(factor)
        place += 1
    return replace(node, factors=tuple(factors), operators=tuple(operators))


# --- nodes --------------------------------------------------------------------------------


def _read(node: tree.Node, to: Reading, notation: Notation) -> Term:
    """A node as an expression: what only vectors have, and else as in all of array notation."""
    if isinstance(node, (tree.Name, tree.Prime, tree.Mark)):
        key = name_key(node)
        own = None if key in to.bound else notation.unknown.get(key or "")
        function = function_of(node, own, notation.opaque)
        if function is not None:
            return _unknown(*function, to)
        member = None if key is None else _member(key, to, notation)
        if member is not None:
            return member
        if key is not None and key.startswith("bold ") and to.scope(key) is not None:
            return _defined(key, node, to, notation)
        if key is not None and _is_number(key, node, to):
            to.leaves.setdefault(key, SCALAR)
            return Term("leaf", SCALAR, (), key)
    elif isinstance(node, tree.Norm):
        found = _norm(node, to)
        if found is not None:
            return found
    elif isinstance(node, (tree.Apply, tree.Call)):
        found = _applied(node, to)
        if found is not None:
            return found
    elif isinstance(node, tree.BigOperator):
        return _sum_over(node, to, notation)
    elif isinstance(node, tree.Group) and node.fence == "()" and len(node.items) >= _SEVERAL:
        return _column(node, to)
    return plain_rule(node, to)


def _defined(key: str, node: tree.Node, to: Reading, notation: Notation) -> Term:
    """A vector by its formula; where that is not read, one that may be any."""
    if key in to.inside or key in to.bound:
        return plain_rule(node, to)
    try:
        return plain_rule(node, to)
    except OpenNameError:
        raise
    except UnreadError:
        notation.opaque.add(key)
        return to.leaf(key)


def _sum_over(node: tree.BigOperator, to: Reading, notation: Notation) -> Term:
    """A sum over all members of families, from the first one to the last one."""
    index, size = _run(node)
    if node.operator != "sum" or node.body is None:
        raise UnreadError("a sum that is not read")
    own = f"{index}{len(notation.running) or ''}"
    notation.running.append((index, own))
    try:
        body = to.read(node.body)
    finally:
        notation.running.pop()
    members = [name for name in body.leaves() if name.endswith(f"{MEMBER}{own}")]
    if not members:
        raise UnreadError("a sum over nothing that is known")
    if size is None:
        size = letter(f"#{members[0].partition(MEMBER)[0]}")
    return Term("sum over", body.shape, (body, Term("number", SCALAR, (), size)), own)


def _run(node: tree.BigOperator) -> tuple[str, Size | None]:
    """The index of a sum, and how many members there are, if that is written."""
    lower = node.lower
    if isinstance(lower, tree.Name) and node.upper is None:
        return tree.key(lower) or "", None
    chain = lower if isinstance(lower, tree.Chain) and len(lower.links) == 1 else None
    first = None if chain is None else chain.links[0].operand
    if chain is None or chain.links[0].relation != "=" or node.upper is None:
        raise UnreadError("a sum over a range that is not read")
    if not isinstance(first, tree.Number) or first.value != 1:
        raise UnreadError("a sum over a range that is not read")
    return tree.key(chain.first) or "", size_of(node.upper)


def _member(key: str, to: Reading, notation: Notation) -> Term | None:
    """A member of a family, x_i or x^{(i)} in a sum over i; None for other names."""
    for index, own in reversed(notation.running):
        for mark in (f"_{index}", f"^({index})"):
            if key.endswith(mark) and to.scope(key) is None:
                name = f"{key.removesuffix(mark)}{MEMBER}{own}"
                shape = to.leaves.setdefault(name, _family(key, mark, to))
                return Term("leaf", shape, (), name)
    return None


def _family(key: str, mark: str, to: Reading) -> Shape:
    """The shape of all members of a family."""
    base = key.removesuffix(mark)
    for name, shape in (*to.said.shapes.items(), *to.memory.shapes.items()):
        head, sign, below = name.rpartition(mark[0])
        if head == base and sign and len(below.strip("()")) == 1:
            return shape
    for name, shape in to.leaves.items():
        if name.partition(MEMBER)[0] == base and MEMBER in name:
            return shape
    if base.startswith("bold "):
        return to.sizes.unknown(), ONE
    if any(name.startswith("bold ") for name in (*to.memory.shapes, *to.leaves)):
        return SCALAR
    raise UnreadError("what the members of a family are is not said")


def _column(node: tree.Group, to: Reading) -> Term:
    """(3, 4) as a column of numbers."""
    cells = [to.read(item) for item in node.items]
    if set(node.separators) != {","} or any(to.sizes.shape(c.shape) != SCALAR for c in cells):
        raise UnreadError("a list is not read with arrays")
    return to.blocks([[cell] for cell in cells])


def _is_number(key: str, node: tree.Node, to: Reading) -> bool:
    """Whether a name of which nothing is said is a number: c beside bold vectors."""
    if not isinstance(node, tree.Name) or len(node.base) != 1 or not node.base.islower():
        return False
    known = key in to.memory.shapes or key in to.said.shapes or key in to.said.sorts
    known = known or key in to.bound or key in to.vectors or key in to.leaves
    known = known or key in to.said.settings or key in to.letters or to.function(key) is not None
    if known or node.font or node.accents or to.scope(key) is not None:
        return False
    return any(name.startswith("bold ") for name in (*to.memory.shapes, *to.leaves))


def _unknown(key: str, of: tree.Node, to: Reading) -> Term:
    """An unknown function at its argument: a number, and a rate along each way."""
    argument = to.read(of)
    level, rate = f"{_LEVEL}{key}", f"{_RATE}{key}"
    to.leaves.setdefault(level, SCALAR)
    known = to.leaves.setdefault(rate, argument.shape)
    to.sizes.fit(known, argument.shape, "an unknown function at several places")
    slope = Term("leaf", argument.shape, (), rate)
    rise = to.dot(slope, argument) if argument.shape != SCALAR else to.multiply(slope, argument)
    return to.add([Term("leaf", SCALAR, (), level), rise])


def _mark(node: tree.Norm) -> str | None:
    below = node.subscript
    if below is None:
        return None
    if isinstance(below, tree.Group) and len(below.items) == 1:
        below = below.items[0]
    return tree.index_key(below)


def _norm(node: tree.Norm, to: Reading) -> Term | None:
    mark = _mark(node)
    if mark in _EUCLIDEAN:
        return to.read(replace(node, subscript=None))
    if mark in _LARGEST:
        inner = to.read(node.operand)
        if ONE not in to.sizes.shape(inner.shape):
            raise UnreadError("this norm of a matrix")
        return Term("largest", SCALAR, (inner,))
    if mark not in _NORM_OF_SUMS:
        return None
    inner = to.read(node.operand)
    if ONE not in to.sizes.shape(inner.shape):
        raise UnreadError("this norm of a matrix")
    return to.dot(inner, Term("apply", inner.shape, (inner,), "sign"))


def _applied(node: tree.Apply | tree.Call, to: Reading) -> Term | None:
    head = node.function if isinstance(node, tree.Apply) else node.head
    plain = tree.key(head) or ""
    if plain not in _OF_NUMBERS and plain not in _SIGNS:
        return None
    argument = node.argument if isinstance(node, tree.Apply) else node.arguments
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    if len(items) != 1 or (isinstance(node, tree.Apply) and node.ambiguous):
        return None
    inner = to.read(items[0])
    if plain in _SIGNS:
        return Term("apply", inner.shape, (inner,), "sign")
    if to.sizes.shape(inner.shape) != SCALAR:
        raise UnreadError("a function of a number of an array")
    found = Term("apply", SCALAR, (inner,), _OF_NUMBERS[plain])
    power = node.power if isinstance(node, tree.Apply) else None
    if power is None:
        return found
    if not isinstance(power, tree.Number) or power.value != Fraction(2):
        raise UnreadError("a power of a function")
    return Term("power", SCALAR, (found,), 2)

r"""The shapes that the definitions of a document force on their names, all of them together.

z = W x + b, a = max(0, z) with x in ℝ^784 and a in ℝ^128 leave one shape for W and for b. Vectors
are columns; where that does not fit, or they are said to be rows, they are rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    MisfitError,
    Shape,
    Size,
    Sizes,
    UnreadError,
    number,
)
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.matrices.names import name_key, plain_name

_SAID_ROWS: Final = regex(r"\brow vectors?\b")
_SAID_COLUMNS: Final = regex(r"\bcolumn vectors?\b")
#: Functions that keep the shape of what they are applied to.
_KEEPING: Final = frozenset(
    {"sigma", "tanh", "relu", "ReLU", "sigmoid", "exp", "log", "ln", "softmax"}
    | {"g", "hardtanh", "GELU", "gelu", "silu", "softplus", "max", "min", "dropout"}
    | {"rho", "act", "activation", "LayerNorm", "Dropout", "sign", "sgn", "elu", "abs"}
)
METHOD: Final = "polynomials of sizes"
#: Names of what is derived: a number.
_LOSSES: Final = frozenset({"L", "ell", "J", "C", "E", "l", "loss", "mathcal L", "R", "cal L"})
_HADAMARD: Final = frozenset({"⊙", "∘"})
#: The name of an array at a step before or after: h_{t-1} is of the shape of h_t.
_STEP: Final = regex(r"(?P<base>.*_)\(?(?P<letter>[a-z]) ?[-+] ?\d+\)?")
_DEEPEST: Final = 60


@final
@dataclass(slots=True)
class Shapes:
    """Shapes of names while definitions are gone through; `rows` tells how vectors are laid out."""

    memory: Memory
    rows: bool = False
    sizes: Sizes = field(default_factory=Sizes)
    known: dict[str, Shape] = field(default_factory=dict)
    depth: int = 0

    def of_name(self, key: str) -> Shape:
        """The shape of a name, a new one if it has none yet."""
        if key in self.memory.contested:
            raise UnreadError("it was given two shapes")
        if key not in self.memory.shapes and plain_name(key) in self._letters():
            return SCALAR
        if key not in self.known:
            self.known[key] = self._declared(key) or (self.sizes.unknown(), self._width(key))
            if self.rows and key not in self.memory.shapes and self.known[key][1] == ONE:
                self.known[key] = self.known[key][::-1]
        return self.sizes.shape(self.known[key])

    def _letters(self) -> frozenset[str]:
        """The letters that count rows and columns."""
        shapes = self.memory.shapes.values()
        return frozenset(part for shape in shapes for size in shape for part in size.letters)

    def _check_is_array(self, node: tree.Node) -> None:
        """UnreadError for a small letter in a product that may be a number."""
        key = name_key(node)
        if key is None or key != plain_name(key) or self._width(key) != ONE:
            return
        step = _STEP.fullmatch(key)
        known = {*self.memory.shapes, *self.known, *self.memory.bodies}
        if key not in known and (step is None or step["base"] + step["letter"] not in known):
            raise UnreadError("whether a letter is a number is not known")

    def settled(self, key: str) -> Shape | None:
        """The shape of a name, if the definitions settle it."""
        if key not in self.known or self.sizes.pending:
            return None
        shape = self.sizes.shape(self.known[key])
        return shape if all(s.is_known for s in shape) else None

    def is_settled(self, key: str) -> bool:
        """Whether a name is no array, or one that has its shape from definitions."""
        if key in self.known:
            return self.settled(key) is not None
        return self._declared(key) is not None or self.of_name(key) == SCALAR

    def _declared(self, key: str) -> Shape | None:
        shape = self.memory.shapes.get(key)
        if shape is None and (step := _STEP.fullmatch(key)) is not None:
            shape = self.memory.shapes.get(step["base"] + step["letter"])
        if shape is None:
            return None
        return shape[::-1] if self.rows and shape[1] == ONE else shape

    def _width(self, key: str) -> Size:
        """1 for the small letters of vectors; unknown for all other names."""
        base = plain_name(key).partition("_")[0].partition("^")[0]
        return ONE if base[:1].islower() or not base.isalpha() else self.sizes.unknown()

    def of(self, node: tree.Node) -> Shape:
        """The shape of an expression.

        Raises:
            UnreadError: it is none that is read.
            MisfitError: its sizes do not fit.
        """
        self.depth += 1
        if self.depth > _DEEPEST * _DEEPEST:
            raise UnreadError("too much is asked")
        if isinstance(node, tree.Number):
            return SCALAR
        key = name_key(node)
        if key is not None:
            return self.of_name(key)
        if isinstance(node, tree.Group) and len(node.items) == 1:
            return self.of(node.items[0])
        if isinstance(node, tree.Neg):
            return self.of(node.operand)
        if isinstance(node, tree.Transpose):
            return self.of(node.operand)[::-1]
        if isinstance(node, tree.Sum):
            return self._same(node.terms, "undefined sum")
        if isinstance(node, tree.Product):
            return self._product(node)
        return self._other(node)

    def _other(self, node: tree.Node) -> Shape:
        if isinstance(node, (tree.Call, tree.Apply)):
            return self._applied(node)
        if isinstance(node, tree.Derivative) and len(node.variables) == 1:
            inner = node.operand
            if inner is not None and plain_name(name_key(inner) or "") in _LOSSES:
                return self.of(node.variables[0])
        if isinstance(node, tree.Quotient) and self.of(node.denominator) == SCALAR:
            return self.of(node.numerator)
        if isinstance(node, tree.Norm):
            return SCALAR
        raise UnreadError("a notation whose shape is not read")

    def _applied(self, node: tree.Call | tree.Apply) -> Shape:
        head = node.head if isinstance(node, tree.Call) else node.function
        argument = node.arguments if isinstance(node, tree.Call) else node.argument
        base = head.base if isinstance(head, tree.Name) else ""
        items = argument.items if isinstance(argument, tree.Group) else (argument,)
        if base in ("max", "min"):
            items = tuple(item for item in items if not isinstance(item, tree.Number))
        function = self.memory.functions.get(name_key(head) or "")
        if function is not None and tuple(name_key(item) for item in items) == function.parameters:
            return self.of(apart(self.memory, function.body))
        known = base in _KEEPING and len(items) == 1
        if name_key(head) in self.memory.shapes or not known:
            if base in ("tr", "Tr", "trace", "det"):
                shape = self.of(argument)
                self.sizes.unify(*shape, "it would have to be square")
                return SCALAR
            raise UnreadError("a function whose shape is not read")
        return self.of(items[0])

    def _same(self, terms: Iterable[tree.Node], why: str) -> Shape:
        written = [term for term in terms if not isinstance(_bare(term), tree.Number)]
        if not written:
            return SCALAR
        first, *others = [self.of(term) for term in written]
        for shape in others:
            self.sizes.fit(first, shape, why)
        return self.sizes.shape(first)

    def _moved(self, node: tree.Product) -> tree.Product | tree.Node:
        """A product with dy, the slope by y, as the y or the y_t it is taken by."""
        factors = list(node.factors)
        operators = list(node.operators)
        for place in range(len(factors) - 1, 0, -1):
            lone, name = factors[place - 1], factors[place]
            inner = name.operand if isinstance(name, tree.Transpose) else name
            if name_key(lone) != "d" or "d" in self.memory.shapes or operators[place - 1]:
                continue
            own = self._by_which(name_key(inner) or "")
            if own is None:
                raise UnreadError("what this is the slope by is not known")
            turned = isinstance(name, tree.Transpose)
            factors[place - 1 : place + 1] = [tree.Transpose(own) if turned else own]
            del operators[place - 1]
        return tree.Product(tuple(factors), tuple(operators)) if operators else factors[0]

    def _by_which(self, key: str) -> tree.Node | None:
        """The array that a name, without its index, is: y_t for y."""
        own = [k for k in self.memory.shapes if k == key or k.partition("_")[0] == key]
        return tree.Name(own[0]) if len(own) == 1 else None

    def _product(self, node: tree.Product) -> Shape:
        moved = self._moved(node)
        if not isinstance(moved, tree.Product):
            return self.of(moved)
        node = moved
        self._check_is_array(node.factors[0])
        total = self.of(node.factors[0])
        for operator, factor in zip(node.operators, node.factors[1:], strict=True):
            if _is_index(factor):
                raise UnreadError("an entry of an array")
            self._check_is_array(factor)
            shape, total = self.of(factor), self.sizes.shape(total)
            if operator in _HADAMARD:
                self.sizes.fit(total, shape, "undefined product entry by entry")
            elif operator not in ("", "·", "*", "⋅"):
                raise UnreadError("another product")
            elif SCALAR in (total, shape):
                total = shape if total == SCALAR else total
            else:
                texts = self.sizes.text(total), self.sizes.text(shape)
                why = f"undefined product of {texts[0]} and {texts[1]}"
                self.sizes.unify(total[1], shape[0], why)
                total = total[0], shape[1]
        return self.sizes.shape(total)


def _is_index(node: tree.Node) -> bool:
    """The [k] of p[k]."""
    return isinstance(node, tree.Group) and node.fence == "[]"


def _bare(node: tree.Node) -> tree.Node:
    return _bare(node.operand) if isinstance(node, tree.Neg) else node


def forced(memory: Memory, text: str, row: frozenset[str] = frozenset()) -> list[Shapes]:
    """The shapes under which all definitions fit: for columns, for rows, or for both.

    Args:
        memory: what was declared and defined.
        text: the document, which may say how vectors are laid out.
        row: vectors that a sentence says to be rows.
    """
    lower = text.lower()
    said = [bool(row) or _SAID_ROWS.search(lower) is not None]
    if not said[0] and _SAID_COLUMNS.search(lower) is None:
        said = [False, True]
    found = []
    for rows in said:
        shapes = Shapes(memory, rows)
        try:
            _gone_through(memory, shapes)
        except MisfitError:
            continue
        found.append(shapes)
    return found


def _gone_through(memory: Memory, shapes: Shapes) -> None:
    """Take up the definitions that arrays of told shapes lead to; what is not read says nothing."""
    rows: list[tuple[tree.Node | None, tree.Node]] = [
        (memory.heads[k], body) for k, body in memory.bodies.items() if k in memory.heads
    ]
    rows += [(None, function.body) for function in memory.functions.values()]
    reached, waiting = set(memory.shapes), rows
    while waiting:
        ready = [row for row in waiting if reached & _keys(row)]
        if not ready:
            return
        waiting = [row for row in waiting if row not in ready]
        for head, body in ready:
            reached |= _keys((head, body))
            _taken_up(memory, shapes, head, body)


def _keys(row: tuple[tree.Node | None, tree.Node]) -> set[str]:
    nodes = [node for node in row if node is not None]
    return {key for node in nodes for part in tree.walk(node) if (key := name_key(part))}


def _taken_up(memory: Memory, shapes: Shapes, head: tree.Node | None, body: tree.Node) -> None:
    try:
        shape = shapes.of(apart(memory, body))
    except UnreadError:
        return
    if head is None or isinstance(body, tree.Number):
        return
    key = name_key(head)
    if key is not None and key not in memory.shapes and key not in shapes.known:
        shapes.known[key] = shape
        return
    shapes.sizes.fit(shapes.of(head), shape, "a definition has another shape")


def apart(memory: Memory, node: tree.Node) -> tree.Node:
    """The tree with brackets behind an array read as a product."""

    def is_applied(head: tree.Node) -> bool:
        named = isinstance(head, tree.Name) and head.base in _KEEPING
        return named and name_key(head) not in memory.shapes

    return resolve(node, is_applied)


def told(shapes: Shapes, node: tree.Node) -> Shape | None:
    """The shape of an expression, if all of it is settled before it is read."""
    settled = all(shapes.is_settled(key) for key in _names(node))
    shape = shapes.sizes.shape(shapes.of(apart(shapes.memory, node)))
    known = settled and all(s.is_known for s in shape)
    return shape if known and not shapes.sizes.pending else None


def _names(node: tree.Node) -> Iterator[str]:
    """The names in a tree; letters in their indices are none."""
    key = name_key(node)
    if key is not None:
        yield key
    for child in () if key is not None else tree.children(node):
        yield from _names(child)


def with_sizes(shape: Shape, settings: dict[str, tree.Node]) -> Shape:
    """A shape with values that are given to its letters."""
    found = list(shape)
    for key, node in settings.items():
        try:
            value = size_of(node)
        except SymnnError:
            continue
        found = [part.put(key, value) for part in found]
    return found[0], found[1]


def entries(shape: Shape) -> Size:
    """How many entries an array has."""
    return number(1) * shape[0] * shape[1]


def membership(
    memory: Memory, text: str, understood: bool, node: tree.Node, wanted: Shape
) -> Judgement | None:
    """What the definitions together say of `expression ∈ ℝ^{m×n}`, however vectors are laid out."""
    key = name_key(node)
    if isinstance(node, (tree.Call, tree.Apply)):
        head = node.head if isinstance(node, tree.Call) else node.function
        if (name_key(head) or "") not in memory.functions:
            return None  # f(x) ∈ ℝ^d says what f is
    found: list[Judgement] = []
    for shapes in forced(memory, text) if understood else ():
        try:
            known = shapes.settled(key) if key is not None else told(shapes, node)
        except (UnreadError, MisfitError):
            return None
        if known is None:
            return None
        ways = (wanted, wanted[::-1]) if ONE in wanted else (wanted,)
        if any(all(holds("=", a, b) for a, b in zip(known, way, strict=True)) for way in ways):
            found.append(Judgement("proved", METHOD))
        elif any(s.letters for s in (*known, *wanted)):
            return None
        elif all(any(differ(a, b, {}) for a, b in zip(known, way, strict=True)) for way in ways):
            note = f"the definitions make it {known[0]}×{known[1]}"
            found.append(Judgement("refuted", METHOD, notes=(note,)))
    return found[0] if len({j.outcome for j in found}) == 1 else None

"""From a syntax tree to an expression in arrays, with the sizes that it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays import sizes as size
from symnn.documents.judging.open_arrays.given_shapes import is_flat
from symnn.documents.judging.open_arrays.memory import Function, Memory
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    OpenNameError,
    Shape,
    Sizes,
    UnreadError,
)
from symnn.documents.judging.open_arrays.spaces import is_nothing, size_of
from symnn.documents.judging.open_arrays.terms import Term
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.matrices.names import is_filled, is_identity, name_key, plain_name

FUNCTIONS: Final = {
    "sigma": "sigmoid", "sigmoid": "sigmoid", "tanh": "tanh", "exp": "exp", "log": "log",
    "ln": "log", "ReLU": "open relu", "relu": "open relu",
}  # fmt: skip
_GREEK: Final = frozenset(
    {"alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "lambda", "mu", "eta", "kappa"}
    | {"tau", "rho", "nu", "zeta", "omega"}
)
_TRACES: Final = frozenset({"tr", "Tr", "trace", "Trace"})
_MOST_DEPTH: Final = 24


@final
@dataclass(slots=True)
class Reading:
    """One way to read a claim.

    `scope` gives the definition of a name, or None; `rule` reads each notation. `turned` tells that
    derivatives of numbers are laid out as rows; `still` are names that a differential leaves as
    they are. `broadcast` is set where a row or a column is added to all.
    """

    memory: Memory
    said: Said
    scope: Callable[[str], tree.Node | None]
    rule: Callable[[tree.Node, Reading], Term]
    sizes: Sizes = field(default_factory=Sizes)
    vectors: frozenset[str] = frozenset()
    turned: bool = False
    still: frozenset[str] = frozenset()
    bound: Mapping[str, Term] = field(default_factory=dict)
    leaves: dict[str, Shape] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()
    broadcast: bool = False
    open_names: set[str] = field(default_factory=set)
    depth: int = 0
    inside: frozenset[str] = frozenset()
    turned_vectors: bool = False
    place: tuple[str, tree.Node] | None = None
    shapes_alone: bool = False

    # --- names --------------------------------------------------------------------------

    def is_differential(self, node: tree.Node) -> bool:
        """Whether it is the d of a differential, and no name of the document."""
        if not isinstance(node, tree.Name) or node.base != "d" or node.subscript is not None:
            return False
        if node.font not in ("", "upright"):
            return False
        taken = "d" in self.letters or "d" in self.memory.shapes or self.scope("d") is not None
        return node.font == "upright" or not taken

    def function(self, key: str) -> Function | None:
        """The function of a name, if the document defines one."""
        return self.memory.functions.get(key)

    def leaf(self, key: str) -> Term:
        """A name as an array that may be any of its shape."""
        if key in self.memory.contested:
            raise UnreadError("it was given two shapes")
        shape = self.leaves.get(key)
        if shape is None:
            shape = self.leaves[key] = self._new_shape(key)
        return Term("leaf", shape, (), key)

    def _new_shape(self, key: str) -> Shape:
        known = self.said.shapes.get(key) or self.memory.shapes.get(key)
        if known is not None:
            return known
        sort = self.said.sorts.get(key)
        kinds = self.memory.kinds.get(key, frozenset())
        if sort == "square" or kinds - {"unit", "columns", "rows"}:
            side = self.sizes.unknown()
            return side, side
        plain = plain_name(key)
        base = _without_accents(plain).partition("_")[0].partition("^")[0]
        changed = self._of_change(key)
        if changed is not None:
            return changed
        if sort == "matrix" or kinds - {"unit"}:
            return self.sizes.unknown(), self.sizes.unknown()
        if sort == "vector" or {key, _without_accents(plain)} & self.vectors:
            return self.sizes.unknown(), ONE
        if key != plain and base.isalpha():
            lower = base.islower()
            return (self.sizes.unknown(), ONE if lower else self.sizes.unknown())
        compared = any(key == name for name, *_ in self.said.bounds)
        if sort == "number" or base in _GREEK or plain in self.memory.positive or compared:
            return SCALAR
        self.open_names.add(key)
        if len(base) == 1 and base.isupper():
            return self.sizes.unknown(), self.sizes.unknown()
        text = f"what {plain} is, a number or an array, is not known"
        raise OpenNameError(key, text)

    def _of_change(self, key: str) -> Shape | None:
        r"""The shape of \Delta v is that of v."""
        plain = plain_name(key)
        if not plain.startswith("Delta(") or not plain.endswith(")"):
            return None
        inner = key.replace(plain, plain[6:-1])
        return self.leaf(inner).shape if inner in self.memory.shapes or inner != plain else None

    def name(self, node: tree.Node) -> Term:
        """What a name stands for: an argument, a definition, a size, an array."""
        key = name_key(node)
        if key is None:
            raise UnreadError("this is no name")
        if key in self.bound:
            return self.bound[key]
        setting = self.said.settings.get(key)
        if setting is not None and key not in self.inside:
            return self.defined(key, setting)
        known = key in self.memory.shapes or key in self.said.shapes
        body = self.scope(key) if key not in self.inside else None
        if body is not None:
            found = self.defined(key, body)
            if known:
                shape = self.said.shapes.get(key) or self.memory.shapes[key]
                self.sizes.fit(found.shape, shape, f"{plain_name(key)} is defined otherwise")
            return found
        if not known and is_identity(node):
            side = self._index_size(node)
            return Term("identity", (side, side))
        if not known and is_filled(node):
            kind = "ones" if isinstance(node, tree.Name) and node.base == "1" else "zeros"
            return Term(kind, (self._index_size(node), ONE))
        if not known and plain_name(key) in self.letters and key == plain_name(key):
            return Term("number", SCALAR, (), size.letter(key))
        return self.leaf(key)

    def defined(self, key: str, body: tree.Node) -> Term:
        """What a definition stands for, put in for its name."""
        if self.depth > _MOST_DEPTH:
            raise UnreadError("too many definitions are put into one another")
        before, self.inside, self.depth = self.inside, self.inside | {key}, self.depth + 1
        try:
            return self.read(self.apart(body))
        finally:
            self.inside, self.depth = before, self.depth - 1

    def _index_size(self, node: tree.Node) -> size.Size:
        below = node.subscript if isinstance(node, tree.Name) else None
        return self.sizes.unknown() if below is None else size_of(below)

    def apart(self, node: tree.Node) -> tree.Node:
        """The tree with brackets behind an array read as a product."""

        def is_applied(head: tree.Node) -> bool:
            if self.is_differential(head) or is_nabla(head):
                return True
            key = name_key(head.operand if isinstance(head, tree.Prime) else head)
            if key is None or key in self.bound:
                return False
            if self.function(key) is not None:
                return True
            return tree.key(head) in FUNCTIONS and key not in self.memory.shapes

        return resolve(node, is_applied)

    def called(self, function: Function, items: Sequence[tree.Node]) -> Term:
        """A function of the document with these arguments; names in its formula depend on them."""
        if len(items) != len(function.parameters):
            raise UnreadError("a function with another number of arguments")
        pairs = zip(function.parameters, items, strict=True)
        arguments = {key: self._argument(key, item) for key, item in pairs}
        for key, argument in arguments.items():
            shape = self.memory.shapes.get(key)
            if shape is not None:
                if any(map(self._is_instance, argument.shape, shape)):
                    raise UnreadError("a function of arrays of any size, at some of one size")
                self.sizes.fit(argument.shape, shape, f"{plain_name(key)} has another shape")
        before = self.bound
        self.bound = {**self.bound, **arguments}
        try:
            return self.defined(f"f {id(function.body)}", function.body)
        finally:
            self.bound = before

    def _is_instance(self, one: size.Size, said: size.Size) -> bool:
        """Whether a size is a number where what the function takes has any size: ℝ^2 in ℝ^n."""
        one, said = self.sizes.settled(one), self.sizes.settled(said)
        return not one.letters and one != ONE and bool(said.letters)

    def _argument(self, key: str, item: tree.Node) -> Term:
        """An argument of a function; 0 may be that of an array."""
        if not is_nothing(item) or key in self.memory.contested:
            return self.read(item)
        shape = self.memory.shapes.get(key)
        if shape is None:
            raise UnreadError("what the 0 in the brackets is, is not said")
        return self.read(item) if shape == SCALAR else Term("zeros", shape)

    def usual(self, plain: str, inner: Term) -> Term:
        """A function that everybody knows by its name."""
        if plain in _TRACES or plain == "det":
            self.square(inner)
            return Term("det" if plain == "det" else "trace", SCALAR, (inner,))
        if plain in ("logdet", "log det"):
            self.square(inner)
            return Term("apply", SCALAR, (Term("det", SCALAR, (inner,)),), "log")
        if plain == "vec":
            return Term("vec", (inner.shape[0] * inner.shape[1], ONE), (inner,))
        if plain in ("diag", "Diag"):
            rows, columns = self.sizes.shape(inner.shape)
            if columns == ONE:
                return Term("diag", (rows, rows), (inner,))
            self.square(inner)
            return Term("diag", (rows, ONE), (inner,))
        if plain.lower() in ("softmax", "rowsoftmax"):
            label = "rows" if plain.lower().startswith("row") else "open"
            return Term("softmax", inner.shape, (inner,), label)
        function = FUNCTIONS.get(plain)
        if function is None:
            raise UnreadError(f"the function {plain} is not read with arrays")
        if function in ("exp", "log") and inner.shape != SCALAR and ONE not in inner.shape:
            raise UnreadError(f"{plain} of a matrix is not read with arrays")
        return Term("apply", inner.shape, (inner,), function)

    # --- what is done to arrays ---------------------------------------------------------

    def square(self, inner: Term) -> None:
        """MisfitError unless it can be square."""
        self.sizes.unify(*inner.shape, "it would have to be square")

    def transpose(self, inner: Term) -> Term:
        """The transpose."""
        if inner.shape == SCALAR:
            return inner
        return Term("transpose", inner.shape[::-1], (inner,))

    def multiply(self, left: Term, right: Term) -> Term:
        """The matrix product; a number takes any place in it."""
        a, b = self.sizes.shape(left.shape), self.sizes.shape(right.shape)
        if a == SCALAR:
            return Term("scale", right.shape, (left, right))
        if b == SCALAR:
            return Term("scale", left.shape, (right, left))
        why = f"undefined product of {self.sizes.text(a)} and {self.sizes.text(b)}"
        self.sizes.unify(a[1], b[0], why)
        return Term("mul", (left.shape[0], right.shape[1]), (left, right))

    def add(self, parts: Sequence[Term]) -> Term:
        """The sum; a row or a column may be added to all of a matrix."""
        shapes = [self.sizes.shape(part.shape) for part in parts]
        if self.shapes_alone and any(shape != SCALAR for shape in shapes):
            parts = [p for p, shape in zip(parts, shapes, strict=True) if shape != SCALAR]
            shapes = [shape for shape in shapes if shape != SCALAR]  # 1 - A is as large as A
        full = next((s for s in shapes if ONE not in s), None)
        terms = list(parts) if full is not None else self._with_ones(parts, shapes)
        if full is not None:
            for place, shape in enumerate(shapes):
                if shape == SCALAR:
                    raise UnreadError("a number is added to a matrix")
                if ONE in shape:
                    terms[place] = self._spread(parts[place], shape, full)
        first = next((t for t, s in zip(terms, shapes, strict=True) if ONE not in s), terms[0])
        for term in terms:
            if full is not None and ONE in self.sizes.shape(term.shape):
                continue
            a, b = (self.sizes.text(t.shape) for t in (first, term))
            self.sizes.fit(first.shape, term.shape, f"undefined sum of {a} and {b}")
        return Term("sum", first.shape, tuple(terms)) if len(terms) > 1 else terms[0]

    def _with_ones(self, parts: Sequence[Term], shapes: Sequence[Shape]) -> list[Term]:
        """A number that is written beside a vector, at each entry of it: 1 - v."""
        vector = next((s for s in shapes if s != SCALAR), None)
        if vector is None or all(part.kind != "number" for part in parts):
            return list(parts)
        self.broadcast = True
        ones = Term("ones", vector)
        return [Term("scale", vector, (p, ones)) if p.kind == "number" else p for p in parts]

    def _spread(self, part: Term, shape: Shape, full: Shape) -> Term:
        """A row for all rows of a matrix; a column that fits its columns is taken for a row."""
        self.broadcast = True
        if shape[0] == ONE:
            self.sizes.unify(shape[1], full[1], "undefined sum")
            return part
        if shape[0] == full[1] != full[0]:
            return self.transpose(part)
        if shape[0] == full[0] != full[1]:
            if any(is_flat(self.memory, key) for key in part.leaves()):
                raise UnreadError("a vector is added to all columns of a matrix")
            return part
        raise UnreadError("whether a row or a column is added is not known")

    def hadamard(self, left: Term, right: Term) -> Term:
        """The product entry by entry."""
        if SCALAR in (left.shape, right.shape):
            return self.multiply(left, right)
        self.sizes.fit(left.shape, right.shape, "undefined product entry by entry")
        return Term("hadamard", left.shape, (left, right))

    def kronecker(self, left: Term, right: Term) -> Term:
        """The Kronecker product."""
        (a, b), (c, d) = left.shape, right.shape
        return Term("kron", (a * c, b * d), (left, right))

    def dot(self, left: Term, right: Term) -> Term:
        """The sum of the products of all entries."""
        if self.sizes.shape(left.shape)[0] == ONE != self.sizes.shape(left.shape)[1]:
            left = self.transpose(left)
        if self.sizes.shape(right.shape)[0] == ONE != self.sizes.shape(right.shape)[1]:
            right = self.transpose(right)
        both = self.hadamard(left, right)
        return both if both.shape == SCALAR else Term("total", SCALAR, (both,))

    def blocks(self, rows: Sequence[Sequence[Term]]) -> Term:
        """A matrix of blocks, those in a row as high, those in a column as wide as each other."""
        heights, widths = [], []
        for row in rows:
            for cell in row[1:]:
                self.sizes.unify(row[0].shape[0], cell.shape[0], "blocks that do not fit")
            heights.append(row[0].shape[0])
        for k, first in enumerate(rows[0]):
            for row in rows[1:]:
                self.sizes.unify(first.shape[1], row[k].shape[1], "blocks that do not fit")
            widths.append(first.shape[1])
        tall, wide = size.number(0), size.number(0)
        for one in heights:
            tall = tall + one
        for one in widths:
            wide = wide + one
        cells = tuple(cell for row in rows for cell in row)
        return Term("blocks", (tall, wide), cells, len(rows[0]))

    # --- derivatives --------------------------------------------------------------------

    def differential(self, inner: Term) -> Term:
        """d of an expression: of a name it is a name of its own."""
        if inner.kind == "leaf":
            name = f"d{inner.label}"
            self.leaves.setdefault(name, inner.shape)
            return Term("leaf", inner.shape, (), name)
        moving = sorted(key for key in inner.leaves() if key not in self.still)
        if not moving or any(key.startswith("d") and key[1:] in self.leaves for key in moving):
            raise UnreadError("of what this is the differential is not known")
        for key in moving:
            self.leaves.setdefault(f"d{key}", self.leaf(key).shape)
        return Term("differential", inner.shape, (inner,), "\n".join(moving))

    def read(self, node: tree.Node) -> Term:
        """What a node is as an expression in arrays.

        Raises:
            UnreadError: it is none that is read.
            MisfitError: its sizes do not fit.
        """
        return self.rule(node, self)


def _without_accents(plain: str) -> str:
    """The letter below hats, bars and the like.

    >>> _without_accents("hat(u)_1")
    'u_1'
    """
    head, bracket, rest = plain.partition("(")
    inner, closing, index = rest.rpartition(")")
    return _without_accents(inner) + index if bracket and closing and head.isalpha() else plain


def is_nabla(node: tree.Node) -> bool:
    """Whether it is ∇, with a name below it or without."""
    return isinstance(node, tree.Name) and node.base == "nabla"

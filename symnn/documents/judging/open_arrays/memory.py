"""What a document has said of its arrays so far: their shapes, their kinds, functions of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from fractions import Fraction
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.arrays.layouts import have_shape_of_variable
from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries
from symnn.documents.judging.open_arrays.given_shapes import Given, give, go_on
from symnn.documents.judging.open_arrays.heads import head_of, is_value
from symnn.documents.judging.open_arrays.sizes import ONE, Shape, UnreadError
from symnn.documents.judging.open_arrays.spaces import (
    is_nothing,
    is_without_zero,
    shape_of_few,
    shape_of_signs,
    shape_of_space,
    whole_space,
)
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import is_identity, name_key

#: The words for kinds of matrices, with what each says.
KIND_WORDS: Final = {
    "symmetric": "symmetric", "skew-symmetric": "skew", "antisymmetric": "skew", "skew": "skew",
    "orthogonal": "orthogonal", "orthonormal": "orthogonal", "permutation": "permutation",
    "diagonal": "diagonal", "definite": "definite", "semidefinite": "semidefinite",
    "semi-definite": "semidefinite", "invertible": "invertible", "nonsingular": "invertible",
    "non-singular": "invertible", "regular": "invertible", "unit": "unit", "idempotent":
    "idempotent", "rotation": "rotation",
}  # fmt: skip
_ROWS: Final = regex(
    r"softmax[^.]{0,80}\b(?:(?:each|every|the|all) rows?|row[- ]?wise|rows|row by row)\b"
)
_COLUMNS: Final = regex(
    r"softmax[^.]{0,80}\b(?:(?:each|every|the|all) columns?|column[- ]?wise|columns"
    r"|column by column)\b"
)
#: Kinds, and what may stand beside them without a meaning of its own.
_BESIDE: Final = ("a", "an", "is", "are", "matrix", "matrices", "real", "and", "positive", "vector")
_KIND_TEXT: Final = KIND_WORDS.keys() | set(_BESIDE)


class Function(NamedTuple):
    """The names in its brackets, and what it is."""

    parameters: tuple[str, ...]
    body: tree.Node


@final
@dataclass(slots=True)
class Memory:
    """Shapes, kinds and functions by name; `moving` are the names whose differential was declared.

    `rows` tells whether softmax acts on rows, if that is said; `shaped` that gradients have the
    shape of what they are taken by; `positive` are names of numbers that are said to be so;
    `parted` names whose formula is given where something is not 0; `images` tells whether images
    are spoken of, `nonzero` are arrays that are not 0, with the headings where that is said;
    `beside` are equations that the formula at a place begins with; `elsewhere` are names of a set
    that is not read; `restricted` names stand in equations that may be conditions on them,
    `supposed` ones in such as W^T W = I that tell a kind, `contested` ones have two shapes in one
    section, of all that were `given`; `anew` tells that what comes is said anew; `apart` are
    relations by which sizes differ; `section` are the headings above;
    `told` are arrays whose kind prose tells, with those; `layout` that of slopes of vectors.
    """

    shapes: dict[str, Shape] = field(default_factory=dict)
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    first: dict[str, Function] = field(default_factory=dict)
    bodies: dict[str, tree.Node] = field(default_factory=dict)
    formulas: dict[str, list[tuple[tuple[str, ...], tree.Node]]] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)
    heads: dict[str, tree.Node] = field(default_factory=dict)
    moving: set[str] = field(default_factory=set)
    positive: set[str] = field(default_factory=set)
    nonzero: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beside: tuple[int, tuple[tree.Chain, ...]] = (-1, ())
    elsewhere: set[str] = field(default_factory=set)
    restricted: set[str] = field(default_factory=set)
    supposed: set[str] = field(default_factory=set)
    contested: set[str] = field(default_factory=set)
    given: dict[str, list[Given]] = field(default_factory=dict)
    anew: bool = False
    few: dict[str, Shape | None] = field(default_factory=dict)
    apart: list[tree.Chain] = field(default_factory=list)
    section: tuple[str, ...] = ()
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    images: bool = False
    rows: bool | None = None
    layout: str | None = None
    shaped: bool = False
    decided: bool = False
    kind_text: list[tuple[int, int]] = field(default_factory=list)

    def _note(self, key: str, body: tree.Node) -> None:
        """Keep a formula of a name; one that is proved or false is no new one."""
        told = self.formulas.setdefault(key, [])
        if not told or not self.decided:
            told.append((self.section, body))

    def formula(self, key: str) -> tree.Node | None:
        """The one formula that a name was given, under the heading of now or else anywhere.

        Raises:
            UnreadError: there are several.
        """
        told = self.formulas.get(key, [])
        here = [body for section, body in told if section == self.section]
        found = here or [body for _, body in told]
        if any(body != found[0] for body in found):
            raise UnreadError("a name with several formulas")
        return found[0] if found else None

    def hear(self, text: str) -> None:
        """Take up what prose says of conventions."""
        lower = text.lower()
        self.images = self.images or "image" in lower
        if _COLUMNS.search(lower):
            self.rows = False
        elif _ROWS.search(lower):
            self.rows = True
        self.shaped = self.shaped or have_shape_of_variable(text)
        self.layout = told_by_entries(text)

    def enter(self, section: tuple[str, ...]) -> None:
        """Go on to a formula under some headings: what prose told under others holds no longer."""
        for key, where in list(self.told.items()):
            if where != section[: len(where)]:
                self.kinds.pop(key, None)
                del self.told[key]
        go_on(self, section)

    def tell(self, body: tree.Node, kinds: frozenset[str]) -> None:
        """Take up what prose says of which kind the matrices of a list, or of a space, are."""
        first = body.first if isinstance(body, tree.Chain) else body
        if isinstance(body, tree.Chain) and {link.relation for link in body.links} != {"∈"}:
            return
        for key in names_of(first):
            rows, columns = self.shapes.get(key, (ONE, ONE))
            if kinds & {"columns", "rows"} and rows == columns:
                kinds = frozenset({"orthogonal"}) if key in self.shapes else kinds
            if kinds:
                self.kinds[key] = self.kinds.get(key, frozenset()) | kinds
                self.told[key] = self.section
            elif self.told.pop(key, None) is not None:
                self.kinds.pop(key, None)

    def learn(self, statement: tree.Statement, for_now: bool = False) -> None:
        """Take up what a statement declares or defines, if its value is not one for now."""
        body = statement.body
        named = None if for_now else _described(body)
        if named is not None and len(statement.qualifiers) == 1:
            self._describe(named, statement.qualifiers[0])
        if not isinstance(body, tree.Chain):
            return
        link = body.links[0]
        if body.links[-1].relation == "∈" and len(body.links) > 1:
            for name in (body.first, *(li.operand for li in body.links[:-1])):
                self._declare(name, body.links[-1].operand, "")
            body = replace(body, links=body.links[:-1])
            link = body.links[0]
        if len(body.links) != 1:
            if {li.relation for li in body.links} <= {"=", ":="} and not for_now:
                self._define(body.first, link.operand)
            return
        words = " ".join(q.words for q in statement.qualifiers if q.body is None)
        self._compare(body, link)
        if link.relation == "∈":
            if is_without_zero(link.operand):
                self.nonzero |= dict.fromkeys(names_of(body.first), self.section)
            self._declare(body.first, link.operand, words)
        elif link.relation in ("=", ":=") and not for_now:
            if statement.qualifiers and all(map(_says_apart, statement.qualifiers)):
                self.parted |= set(names_of(body.first)) - self.bodies.keys()
            self._define(body.first, link.operand)
        elif link.relation == ">" and isinstance(link.operand, tree.Number):
            self.positive |= set(names_of(body.first)) if link.operand.value == 0 else set()
            self.restricted -= self.positive

    def _compare(self, body: tree.Chain, link: tree.Link) -> None:
        """Take up which sizes differ, and what may be a condition on arrays."""
        if link.relation in ("≠", "<", ">"):
            self.apart.append(body)
        if link.relation in ("<", "≤", "≥", ">", "⪰", "≻"):
            self.restricted |= {*names_of(body.first), *names_of(link.operand)}
        if link.relation == "≠" and is_nothing(link.operand):
            self.nonzero |= dict.fromkeys(names_of(body.first), self.section)

    def is_near(self, key: str) -> bool:
        """Whether the shape of a name was given in this section, once."""
        return self.sections.get(key) == self.section and key not in self.contested

    def without(self, key: str) -> Memory:
        """The same without the shape of a name."""
        return replace(self, shapes={k: s for k, s in self.shapes.items() if k != key})

    def _describe(self, name: tree.Name, said: tree.Qualifier) -> None:
        """U "orthogonal", A "is symmetric"."""
        words = said.words.lower().replace(",", " ").split()
        if said.body is None and set(words) <= _KIND_TEXT:
            key, kinds = name_key(name), kinds_in(said.words)
            if key is not None and kinds:
                self.kinds[key] = self.kinds.get(key, frozenset()) | kinds

    def restrict(self, statement: tree.Statement) -> None:
        """Take up an equation that its arrays are to satisfy: Q^T Q = I makes Q orthogonal."""
        body = statement.body
        if not isinstance(body, tree.Chain) or {li.relation for li in body.links} & {"∈", "→"}:
            return
        sides = (body.first, *(link.operand for link in body.links))
        words = " ".join(q.words for q in statement.qualifiers).lower().split()
        if {"all", "every", "any", "each"} & set(words):
            return
        if name_key(body.first) is not None or head_of(body.first) is not None:
            return
        if _is_place(body.first):
            return
        for part in (part for side in sides for part in tree.walk(side)):
            key = name_key(part)
            if key is not None and key in self.shapes:
                self.restricted.add(key)

    def suppose(self, statement: tree.Statement, anything: bool = False) -> None:
        """Take up an equation beside a declaration that tells of which kind a matrix is.

        Args:
            statement: it.
            anything: whether words say that it is supposed, so that it restricts its names.
        """
        body = statement.body
        if not isinstance(body, tree.Chain) or statement.qualifiers:
            return
        if (
            anything
            and {li.relation for li in body.links} <= {"="}
            and name_key(body.first) is None
        ):
            self.restricted |= {name_key(part) or "" for part in tree.walk(body)} - {""}
        link, *more = body.links
        kinds = frozenset(filter(None, map(_definite, more)))
        if link.relation != "=" or len(kinds) < len(more):
            return
        found = kind_of(body.first, link.operand)
        if found is not None:
            self.supposed.add(found[0])
        known = anything or (found is not None and found[0] in self.shapes)
        if found is not None and (known or found[1] == "symmetric"):
            key, kind = found
            rows, columns = self.shapes.get(key, (ONE, ONE))
            if kind == "orthogonal" and (rows != columns or key not in self.shapes):
                kind = "columns" if is_turned_first(body.first) else "rows"
            self.kinds[key] = self.kinds.get(key, frozenset()) | kinds | {kind}
            if anything:
                self.told[key] = self.section
            else:
                self.restricted.discard(key)

    def _declare(self, first: tree.Node, space: tree.Node, words: str) -> None:
        signs = shape_of_signs(space)
        shape = signs or shape_of_space(whole_space(space))
        if shape is None:
            self.restricted |= set(names_of(first))
            self.few |= dict.fromkeys(names_of(first), shape_of_few(space))
            self.elsewhere |= set(names_of(first))
            return
        kinds = kinds_in(words)
        if kinds and not set(words.lower().replace(",", " ").split()) <= _KIND_TEXT:
            self.restricted |= set(names_of(first))
            kinds = frozenset()
        for key in names_of(first):
            if key.startswith("d ") and key[2:]:
                self.moving.add(key[2:])
                continue
            if not give(self, key, shape, space):
                continue
            self.kinds.pop(key, None)
            if is_identity_key(key) and shape[0] == shape[1] and not self.images:
                self.kinds[key] = frozenset({"identity"})
            elif kinds or signs is not None:
                self.kinds[key] = kinds | (frozenset() if signs is None else {"sign"})

    def _define(self, first: tree.Node, body: tree.Node) -> None:
        function = head_of(first)
        if function is not None:
            if is_value(first, body, self.bodies):
                return
            key, items = function
            names = [name_key(item) for item in items]
            if all(names):
                self._note(key, body)
                self.first.setdefault(key, Function(tuple(n for n in names if n), body))
            if all(names) and key not in self.functions:
                self.functions[key] = Function(tuple(n for n in names if n), body)
            return
        key_ = name_key(first)
        if key_ is not None:
            self._note(key_, body)
            self.bodies.setdefault(key_, body)
            self.heads.setdefault(key_, first)


def is_identity_key(key: str) -> bool:
    """Whether a name is that of the identity, unless it is one of an image."""
    return key in ("I", "bold I", "bb I")


def is_turned_first(node: tree.Node) -> bool:
    """Whether it is W^T W, not W W^T."""
    return isinstance(node, tree.Product) and isinstance(node.factors[0], tree.Transpose)


def _is_place(node: tree.Node) -> bool:
    """Whether it is where something is least or largest, which no array is restricted by."""
    names = (part for part in tree.walk(node) if isinstance(part, tree.Name))
    return any(name.base in ("argmin", "argmax") for name in names)


def _described(body: tree.Node) -> tree.Name | None:
    """The U of U "orthogonal", and the H of H = QΛQ^T "symmetric"."""
    defines = isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["="]
    first = body.first if isinstance(body, tree.Chain) and defines else body
    return first if isinstance(first, tree.Name) else None


def _definite(link: tree.Link) -> str:
    """What ≻ 0 and ⪰ 0 say of a matrix."""
    kinds = {"≻": "definite", "⪰": "semidefinite"}
    return kinds.get(link.relation, "") if is_nothing(link.operand) else ""


def kind_of(left: tree.Node, right: tree.Node) -> tuple[str, str] | None:
    """The name and the kind that A^T = A, Q^T Q = I or P^2 = P tell of."""
    if isinstance(left, tree.Transpose) and name_key(left.operand) == name_key(right) is not None:
        return name_key(right) or "", "symmetric"
    if isinstance(left, tree.Transpose) and isinstance(right, tree.Neg):
        same = name_key(left.operand) == name_key(right.operand) is not None
        return (name_key(left.operand) or "", "skew") if same else None
    if isinstance(right, tree.Transpose):
        return kind_of(right, left) if name_key(left) is not None else None
    if isinstance(left, tree.Product) and len(left.factors) == 2 and left.operators == ("",):
        bare = [f.operand if isinstance(f, tree.Transpose) else f for f in left.factors]
        turned = [isinstance(f, tree.Transpose) for f in left.factors]
        keys = {name_key(f) for f in bare}
        if sum(turned) == 1 and len(keys) == 1 and None not in keys and is_identity(right):
            return keys.pop() or "", "orthogonal"
        if turned == [True, False] and len(keys) == 1 and None not in keys and _is_one(right):
            return keys.pop() or "", "unit"
    if isinstance(left, tree.Norm) and left.subscript is None and name_key(left.operand):
        return (name_key(left.operand) or "", "unit") if _is_one(right) else None
    squared = isinstance(left, tree.Power) and isinstance(left.exponent, tree.Number)
    if squared and isinstance(left, tree.Power) and left.exponent == tree.Number("2", Fraction(2)):
        same = name_key(left.base) == name_key(right) is not None
        return (name_key(right) or "", "idempotent") if same else None
    return None


def _is_one(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value == 1


def kinds_in(words: str) -> frozenset[str]:
    """The kinds of matrices that words name."""
    tokens = words.lower().replace(",", " ").split()
    return frozenset(KIND_WORDS[token] for token in tokens if token in KIND_WORDS)


def names_of(node: tree.Node) -> Iterator[str]:
    """The names in a list; dA as "d A"."""
    items = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
    for item in items:
        key = name_key(item)
        if key is not None:
            yield key
        elif isinstance(item, tree.Product) and len(item.factors) == 2:
            first, second = (name_key(factor) for factor in item.factors)
            if first == "d" and second is not None:
                yield f"d {second}"


def _says_apart(said: tree.Qualifier) -> bool:
    """Whether words only say that something is not 0."""
    body = said.body
    words = set(said.words.lower().replace(",", " ").split())
    if not isinstance(body, tree.Chain) or not words <= {"for", "if", "with", "where", "when"}:
        return False
    return all(li.relation == "≠" and is_nothing(li.operand) for li in body.links)

"""Noun phrases as expressions: "the second row of A", "twice the trace of the inverse of A"."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final, Protocol, final

from symnn.claims.formula import Formula
from symnn.deferred import dataclass, regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.notation.quantities import (
    NOTATIONS,
    PAIRS,
    VALUES,
    at_point,
    entropy,
    filled,
    in_units,
    number,
)
from symnn.documents.phrases.sentences import Clause
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import add, mul, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value, column

PLACE: Final = r"⟨\d+⟩"
WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "sixteen": 16, "twenty": 20,
}  # fmt: skip
ORDINALS: Final = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "last": -1,
}  # fmt: skip
_HESSIAN_OF: Final = regex(rf"(?:the )?hessian(?: matrix)? of (?P<of>{PLACE})")
_JACOBIAN_OF: Final = regex(
    r"(?:(?P<outer>determinant|trace|rank|transpose) of (?:the )?)?jacobian(?: matrix)?"
    rf"(?P<det> determinant)? of (?:the )?(?:map |function |transformation )?(?P<of>{PLACE})"
    rf"(?: at (?:the point )?(?P<at>{PLACE}))?"
)
#: The longest noun phrase that is looked into.
_LONGEST: Final = 160
_DEEPEST: Final = 6
_SLOPES: Final = frozenset({"derivative", "first derivative", "second derivative", "hessian"})
#: Letters of functions by their names.
_LETTERS: Final = {
    "energy": ("E", "H"), "loss": ("L", "ell", "l", "J"), "cost": ("C", "J"), "error": ("E",),
    "entropy": ("H", "S"),
}  # fmt: skip
_LINE: Final = regex(
    r"(?P<which>first|second|third|fourth|fifth|sixth|last) (?P<what>row|column|entry|component"
    r"|coordinate|element|output|logit|probability)(?: of| in) (?P<rest>.+)"
)
_MULTIPLE: Final = regex(
    rf"(?P<how>twice|half(?: of)?|double|a third of|one third of|a quarter of|one quarter of"
    rf"|minus|(?P<n>{PLACE}|two|three|four|five|ten) times) (?P<rest>.+)"
)
_TIMES: Final = {
    "twice": "2P", "double": "2P", "half": r"\frac12P", "half of": r"\frac12P",
    "a third of": r"\frac13P", "one third of": r"\frac13P", "a quarter of": r"\frac14P",
    "one quarter of": r"\frac14P", "minus": "-P",
}  # fmt: skip
_NAMED_NORM: Final = regex(rf"(?P<p>{PLACE})[- ]norm of (?P<rest>.+)")
_ENTROPY: Final = regex(r"(?:shannon )?entropy of (?P<rest>.+?) in (?P<unit>bits|nats)")
_OF: Final = regex(r"(?P<what>[a-z0-9 -]+?) (?:of|between) (?P<rest>.+)")
_SEVERAL: Final = regex(rf"{PLACE}(?:(?:,| and|, and) {PLACE})+")
APPOSED: Final = regex(rf"the (?:(?:outer|matrix|inner) )?(?P<noun>[a-z]+) (?P<of>{PLACE})")
_AT: Final = regex(rf"(?P<of>.+) at (?:the point )?(?P<at>{PLACE}|zero|one|the origin)")
_ARTICLE: Final = regex(r"(?:(?:the|its|both|this|a|an|all|exactly|resulting|corresponding) )+")


#: Nouns that make something else of what follows them.
_CHANGING: Final = frozenset(
    {"integral", "limit", "conjugate", "complement", "dual", "graph", "range", "image", "domain"}
    | {"span", "hull", "boundary", "closure", "interior", "number", "set", "power", "opposite"}
    | {"entropy", "length", "size", "dimension", "column", "row", "entry", "component", "root"}
    | {"largest", "smallest", "first", "second", "last", "approximation", "estimate", "error"}
)


def names_quantity(noun: str) -> bool:
    """Whether a noun before a name may speak of something else than that name.

    >>> names_quantity("trace") and not names_quantity("majority")
    True
    """
    known = noun in NOTATIONS or noun in VALUES or noun in PAIRS
    return known or noun in _CHANGING


class Speaking(Protocol):
    """Who knows what stands in the places of a clause."""

    @property
    def clause(self) -> Clause:
        """The words and what stands in their places."""

    @property
    def reader(self) -> Reader:
        """The names in force."""

    def node_in(self, text: str) -> tree.Node | None:
        """What words with one place speak of: "the matrix ⟨0⟩"."""


@final
@dataclass(slots=True)
class Nouns:
    """Noun phrases of one clause; what has no notation is kept as the value of a new name."""

    speaker: Speaking
    values: dict[str, Value] = field(default_factory=dict)
    shown: list[Formula] = field(default_factory=list)
    universal: set[str] = field(default_factory=set)

    def node(self, text: str, depth: int = 0) -> tree.Node | None:
        """The expression that a noun phrase is; None if it is not understood.

        Raises:
            MeaningError: it is, but what it speaks of is not of the kind it needs.
        """
        text = text.strip(" ,")
        if len(text) > _LONGEST or depth > _DEEPEST:
            return None
        plain = self.speaker.node_in(text)
        if plain is not None:
            return plain
        if _SEVERAL.fullmatch(text):
            return self._several(re.findall(PLACE, text), depth)
        apposed = APPOSED.fullmatch(text)
        if apposed is not None:
            other = self.speaker.node_in(apposed["of"])
            if other is not None and self._is_apposed(apposed["noun"], other):
                return other
        bare = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
        if bare in WORDS or bare.isdigit():
            return number(WORDS[bare] if bare in WORDS else int(bare))
        return self._built(bare, depth + 1)

    def _is_apposed(self, noun: str, node: tree.Node) -> bool:
        """Whether a noun before an expression only says what that is: "the determinant det(A)"."""
        if tree.key(node) is not None or isinstance(node, tree.Chain):
            return False
        return not names_quantity(noun) or isinstance(self._read(node), Scalar)

    def value(self, text: str) -> Value | None:
        """What it stands for."""
        node = self.node(text)
        found = None if node is None else self._read(node)
        if isinstance(found, Array):
            return found.map(lower)
        return Scalar(lower(found.expr)) if isinstance(found, Scalar) else found

    def sorted(self, node: tree.Node) -> tree.Node:
        """A list of closed numbers from the largest down; anything else as it is."""
        value = self._read(node)
        if not isinstance(value, Array) or not value.is_vector:
            return node
        try:
            numbers = [(exact_value(lower(cell.expr)), cell) for cell in value.cells()]
        except SymnnError:
            return node
        ordered = sorted(numbers, key=lambda pair: pair[0], reverse=True)
        return self._kept(column(tuple(cell for _, cell in ordered), loose=True))

    def square_sum(self, node: tree.Node) -> tree.Node:
        """The sum of the squares of all entries: 0 only if all are."""
        cells = [cell.expr for cell in self._array(node).cells()]
        return self._kept(Scalar(add(*(mul(e, e) for e in cells))))

    def of_lines(self, what: str, which: str, matrix: tree.Node) -> tuple[tree.Node, int] | None:
        """A quantity of every row (column) as one list, and how many there are."""
        array = self._array(matrix)
        rows = array.rows if which.startswith("row") else tuple(zip(*array.rows, strict=True))
        found: list[tree.Node] = []
        for row in rows:
            line = self._kept(column(tuple(row), loose=True))
            notation = NOTATIONS.get(what)
            if notation is None:
                return None
            found.append(filled(notation, P=line))
        return tree.Group("()", tuple(found)), len(found)

    def is_list(self, node: tree.Node) -> bool:
        """Whether it is several numbers."""
        found = self._read(node)
        return isinstance(found, Array) and found.is_vector and found.shape != (1, 1)

    def _read(self, node: tree.Node) -> Value:
        reader = self.speaker.reader
        return (reader.varying(self.values) if self.values else reader).read(node)

    def _kept(self, value: Value) -> tree.Name:
        name = tree.Name(f"symnn{len(self.values) + 1}")
        self.values[name.base] = value
        return name

    def _several(self, places: list[str], depth: int) -> tree.Node | None:
        """Numbers in several places, as one list."""
        nodes = [self.node(place, depth + 1) for place in places]
        values = [self._read(node) for node in nodes if node is not None]
        cells = tuple(v for v in values if isinstance(v, Scalar))
        return self._kept(column(cells, loose=True)) if len(cells) == len(places) else None

    def _built(self, text: str, depth: int) -> tree.Node | None:
        line = _LINE.fullmatch(text)
        if line is not None:
            return self._line(line, depth)
        many = _MULTIPLE.fullmatch(text)
        if many is not None:
            return self._multiple(many, depth)
        named = _NAMED_NORM.fullmatch(text)
        if named is not None:
            return self._norm(named, depth)
        if "condition number" in text:
            return self._condition(text, depth)
        disorder = _ENTROPY.fullmatch(text)
        if disorder is not None:
            return self._entropy(disorder, depth)
        for pattern, rule in ((_AT, self._at), (_OF, self._of)):
            match = pattern.fullmatch(text)
            found = None if match is None else rule(match, depth)
            if found is not None:
                return found
        return None

    def _of(self, match: re.Match[str], depth: int) -> tree.Node | None:
        what, rest = match["what"], match["rest"]
        for cut in _cuts(what, rest):
            found = self._quantity(*cut, depth)
            if found is not None:
                return found
        return None

    def _quantity(self, what: str, rest: str, depth: int) -> tree.Node | None:
        what = re.sub(r"^(?:euclidean |usual |ordinary |full )?(?=norm|distance)", "", what)
        if what.startswith("jacobian") or "jacobian" in rest[:24]:
            return self._jacobian(what, rest, depth)
        letter = self._letter(what)
        if letter is not None:
            inner = self.node(rest, depth)
            return None if inner is None else at_point(letter, inner)
        pair = PAIRS.get(what)
        if pair is not None:
            for a, b in _two(rest):
                left, right = self.node(a, depth), self.node(b, depth)
                if left is not None and right is not None:
                    return filled(pair, P=left, Q=right)
        notation, rule = NOTATIONS.get(what), VALUES.get(what)
        inner = None if notation is None and rule is None else self.node(rest, depth)
        if inner is None:
            return None
        if notation is not None or rule is None:
            whole = filled(notation or "P", P=inner)
            return self._at_letters(whole, inner) if what in _SLOPES and depth == 1 else whole
        inner = self._of_function(rest, inner, depth)
        value, shown = rule(self._array(inner).map(lower))
        self.shown += shown
        return self._kept(value)

    def _jacobian(self, what: str, rest: str, depth: int) -> tree.Node | None:
        """J_f, its determinant, or its trace; at all x and y, or where a point is named."""
        inner = _JACOBIAN_OF.fullmatch(f"{what} of {rest}")
        function = None if inner is None else self.node(inner["of"], depth)
        if inner is None or not isinstance(function, tree.Name):
            return None
        found: tree.Node = tree.Name("J", subscript=function)
        if inner["at"]:
            point = self.node(inner["at"], depth)
            found = found if point is None else at_point(found, point)
        elif depth == 1:
            found = self._at_letters(found, function)
        outer = inner["outer"] or ("determinant" if inner["det"] else "")
        return filled(NOTATIONS[outer], P=found) if outer else found

    def _letter(self, what: str) -> tree.Node | None:
        """The E of "the energy of s", if the document defines a function E."""
        found = []
        for letter in _LETTERS.get(what, ()):
            known = self.speaker.reader.scope.latest(letter)
            if known is not None and known.parameters is not None and len(known.parameters) == 1:
                found.append(tree.Name(letter))
        return found[0] if len(found) == 1 else None

    def _at_letters(self, node: tree.Node, function: tree.Node) -> tree.Node:
        """∇f as (∇f)(x, y), for all values of the letters that f is defined with."""
        known = self.speaker.reader.scope.latest(tree.key(function) or "")
        names = known.parameters if known is not None else None
        if not names or any("_" in name for name in names):
            return node
        self.values |= {name: Scalar(symbol(name)) for name in names}
        self.universal |= set(names)
        return at_point(node, tree.Group("", tuple(tree.Name(name) for name in names)))

    def _array(self, node: tree.Node) -> Array:
        found = self._read(node)
        if isinstance(found, Scalar):
            return Array(((found,),))
        if not isinstance(found, Array):
            raise refuse("it is no matrix or vector here")
        return found

    def _line(self, match: re.Match[str], depth: int) -> tree.Node | None:
        inner = self.node(match["rest"], depth)
        if inner is None:
            return None
        array, place = self._array(inner), ORDINALS[match["which"]]
        what = match["what"]
        rows = array.rows if what == "row" else tuple(zip(*array.rows, strict=True))
        if what not in ("row", "column"):
            if not array.is_vector:
                raise refuse("which entry of a matrix is meant is not said")
            cells = tuple(array.cells())
            if place >= len(cells):
                raise refuse(f"there are only {len(cells)} entries")
            return self._kept(cells[place])
        if place >= len(rows):
            raise refuse(f"there are only {len(rows)} {what}s")
        return self._kept(column(tuple(rows[place]), loose=True))

    def _multiple(self, match: re.Match[str], depth: int) -> tree.Node | None:
        inner = self.node(match["rest"], depth)
        if inner is None:
            return None
        if match["n"] is None:
            return filled(_TIMES[match["how"]], P=inner)
        factor = self.node(match["n"], depth)
        return None if factor is None else filled("QP", P=inner, Q=factor)

    def _norm(self, match: re.Match[str], depth: int) -> tree.Node | None:
        inner, index = self.node(match["rest"], depth), self.node(match["p"], depth)
        if isinstance(index, tree.Name) and index.base in ("ell", "L", "l"):
            index = index.subscript
        if inner is None or index is None:
            return None
        return tree.Norm(inner, index)

    def _condition(self, text: str, depth: int) -> tree.Node | None:
        from symnn.documents.phrases.notation.condition_numbers import condition_number

        found = condition_number(text, self.speaker.node_in)
        inner = None if found is None else self.node(found[1], depth)
        if found is None or inner is None:
            return None
        inner = self._of_function(found[1], inner, depth)
        whole = self._kept(self._array(inner).map(lower))
        return tree.Apply(tree.Name(found[0], "upright"), whole)

    def _of_function(self, rest: str, inner: tree.Node, depth: int) -> tree.Node:
        """The Hessian of f as that at all x and y; anything else as it is."""
        slope = _HESSIAN_OF.fullmatch(rest)
        function = None if slope is None else self.node(slope["of"], depth + 1)
        return inner if function is None else self._at_letters(inner, function)

    def _entropy(self, match: re.Match[str], depth: int) -> tree.Node | None:
        inner = self.node(match["rest"], depth)
        if inner is None:
            return None
        return self._kept(in_units(entropy, match["unit"])(self._array(inner)))

    def _at(self, match: re.Match[str], depth: int) -> tree.Node | None:
        if match["at"] == "the origin" or "jacobian" in match["of"]:
            return None
        function = self.node(match["of"], depth)
        point = self.node(match["at"], depth)
        if function is None or point is None:
            return None
        if isinstance(point, tree.Chain):
            last = point.links[-1]
            if last.relation != "=":
                return None
            point = last.operand
        return at_point(function, point)


def _cuts(what: str, rest: str) -> list[tuple[str, str]]:
    """Where "dimension of the null space of A" may be cut: at the first "of", or later."""
    found = [(what, rest)]
    words = re.split(r" of ", f"{what} of {rest}")
    cuts = range(2, len(words))
    found += [(" of ".join(words[:k]), " of ".join(words[k:])) for k in cuts]
    return found


def _two(rest: str) -> list[tuple[str, str]]:
    """The two things on both sides of an "and", a "with" or a "to"."""
    return [(rest[: m.start()], rest[m.end() :]) for m in re.finditer(r" (?:and|with|to) ", rest)]

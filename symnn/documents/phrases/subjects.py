"""What a sentence is about: "the matrix A", "u and v", "the first two columns of C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final, final

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import dataclass, regex
from symnn.documents.judging.sets.number_sets import of_set
from symnn.documents.phrases.functions import (
    Domain,
    Function,
    composed,
    everywhere,
    function_of,
    in_order,
)
from symnn.documents.phrases.matrices import refuse, rows_of, vector
from symnn.documents.phrases.notation.nouns import APPOSED, Nouns, names_quantity
from symnn.documents.phrases.sentences import Clause, Part
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, rational, substitute
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.dependent import formula_in
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value
from symnn.latex.plain import plain

PLACE: Final = r"⟨\d+⟩"
NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "zero": 0,
}  # fmt: skip
ORDINALS: Final = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1,
}  # fmt: skip
COUNT: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zero|\d+|⟨\d+⟩)"
_NOUN: Final = (
    r"(?:matrix|matrices|vectors?|functions?|networks?|nets?|maps?|mappings?|activations?"
    r"|points?|numbers?|values?|scalars?|hessian|perceptron|neuron|unit|states?|patterns?"
    r"|polynomial|expression|model|weights|probabilities|outputs?|inputs?|list|array|quantity"
    r"|distributions?|loss|cost|objective|error|scores?|logits?|layer|sequence|signal|filter"
    r"|kernel|embeddings?|targets?|labels?|predictions?|samples?|data|query|key|queries|keys"
    r"|potential|discriminator|regulari[sz]er|penalty|discriminant|nonlinearity|estimator)"
)
_ADJECTIVE: Final = (
    r"(?:weight|square|real|relu|neural|above|following|resulting|hidden|activation|output|input"
    r"|feature|data|design|simple|same|tent|hat|step|sigmoid|loss|cost|covariance|kernel|gram"
    r"|hessian|transition|two-layer|one-layer|single-layer|three-layer|shallow|deep|two|three"
    r"|2x2|3x3|memory|stored|uniform|linear|affine|quadratic|cubic|logistic|attention|hinge"
    r"|squared|decision|target|empirical|joint|confusion|adjacency|rotation|projection"
    r"|permutation|gaussian|bias|smooth|final|initial|piecewise[ -]linear|scalar|column|row)"
)
_HEAD: Final = rf"(?:both )?(?:(?:the|this|our|a|an|these|those) )?(?:{_ADJECTIVE} ){{0,3}}"
_NAMED: Final = rf"{_HEAD}(?:{_NOUN} )?"
SUBJECT: Final = regex(
    rf"(?P<items>{_NAMED}{PLACE}(?:,? (?:and )?{_NAMED}{PLACE}|, {_NAMED}{PLACE})*)"
)
_COLUMNS: Final = regex(
    rf"(?:all )?(?:of )?(?:the )?(?:(?P<first>first|last) )?(?:(?P<count>{COUNT}) )?"
    rf"(?:and (?:the )?)?(?P<which>columns|rows|column vectors|row vectors) of "
    rf"{_NAMED}(?P<of>{PLACE})"
)
_TWO_COLUMNS: Final = regex(
    rf"(?:the )?(?P<a>first|second|third|fourth|fifth|last)(?: column| row)? and (?:the )?"
    rf"(?P<b>first|second|third|fourth|fifth|last) (?P<which>columns?|rows?) of "
    rf"{_NAMED}(?P<of>{PLACE})"
)
_COLLECTION: Final = regex(
    rf"(?P<how>every|any|each|all|some)(?: (?:collections?|sets?|subsets?|choices?|groups?) of)?"
    rf" (?P<count>{COUNT}) (?P<which>columns|rows) of {_NAMED}(?P<of>{PLACE})"
)
_SLOPE: Final = regex(r"(?:the |its )?(?:(?P<second>second )|first )?derivative of (?P<of>.+)")
_ONES: Final = regex(r"the all-(?P<which>ones|zeros?) (?:state|vector|pattern|input)")
_DOMAIN: Final = regex(
    rf"(?P<rest>.*?),? (?:(?:on|over|in|for)(?: all)?(?: of)?(?: the)?(?: closed| open| whole)?"
    rf"(?: interval| set| domain| region| range| box)? (?P<place>{PLACE})"
    r"|on the (?P<unit>unit interval|unit square|whole real line|real line|reals))"
)


@final
@dataclass(frozen=True, slots=True)
class Subject:
    """Values with what they are called; `groups` are lists of vectors, with how many count."""

    text: str
    values: tuple[Value, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[tuple[tuple[Expr, ...], ...], ...] = ()
    every: bool = True

    @property
    def arrays(self) -> tuple[Array, ...]:
        """All values, which have to be arrays."""
        found = tuple(v for v in self.values if isinstance(v, Array))
        if len(found) != len(self.values) or not found:
            raise refuse(f"{self.text} is no matrix or vector here")
        return found

    @property
    def is_function(self) -> bool:
        """Whether it is one function."""
        if len(self.values) != 1:
            return False
        (value,) = self.values
        return isinstance(value, (Defined, Builtin)) or (
            isinstance(value, Scalar) and in_order(sorted(free_symbols(value.expr)))
        )


@final
@dataclass(frozen=True, slots=True)
class Speaker:
    """A clause under the names in force; `wide` lets undefined letters stand for numbers.

    `within` is the domain of functions of which none is said; `described` are the networks that
    words described before, `since` is the version before the formula that the clause stands in;
    `chances` are the probabilities that were given, `knowledge` the shapes of names.
    """

    clause: Clause
    reader: Reader
    wide: Reader
    within: Domain = everywhere
    described: tuple[Any, ...] = ()
    since: int = 0
    chances: tuple[Any, ...] = ()
    knowledge: Any = None

    def value(self, place: str) -> Value:
        """What stands in a place; of v = (1, 1) what v is, of f(x) = x² the function f."""
        node = self._node(place)
        if isinstance(node, tree.Chain) and all(li.relation == "=" for li in node.links):
            node = self._given_here(node) or node.links[-1].operand
        formula = formula_in(node, self.reader)
        if formula is not None:
            return Scalar(formula[1])
        return composed(node, self.reader) or self.reader.read(node)

    def is_given_here(self, key: str) -> bool:
        """Whether a name has its value from the formula that the clause stands in."""
        known = self.reader.scope.latest(key)
        return key in self.reader.varied or (known is not None and known.version > self.since)

    def _given_here(self, chain: tree.Chain) -> tree.Name | None:
        """The f of f(x) = …, if that is what the document says f is."""
        first = chain.first
        if not isinstance(first, tree.Call) or not isinstance(first.head, tree.Name):
            return None
        known = self.reader.scope.latest(tree.key(first.head) or "")
        names = tuple(tree.key(item) for item in first.arguments.items)
        if known is None or known.parameters != names:
            return None
        return first.head if known.body == chain.links[0].operand else None

    def _node(self, place: str) -> tree.Node:
        node = self.clause.part(place).node
        if node is None:
            raise refuse("the mathematics in it is more than one expression")
        return node

    def number(self, place: str) -> Expr:
        """A number in a place, or in words."""
        if not place.startswith("⟨"):
            return rational(_whole(place))
        found = self.value(place)
        if isinstance(found, Array) and found.shape == (1, 1):
            found = found.rows[0][0]
        if not isinstance(found, Scalar):
            raise refuse("a number is needed in it")
        return found.expr

    def integer(self, place: str) -> int:
        """A whole number in a place, or in words."""
        if not place.startswith("⟨"):
            return _whole(place)
        return self.reader.integer(self._node(place))

    def said(self, text: str) -> str:
        """Words with the mathematics put back, in plain text."""

        def shown(match: re.Match[str]) -> str:
            part = self.clause.part(match[0])
            return plain(part.node) if part.node is not None else part.latex

        return re.sub(PLACE, shown, text)

    # --- subjects ---------------------------------------------------------------------

    def subject(self, text: str) -> Subject | None:
        """The subject that words name; None if they are not understood.

        Raises:
            MeaningError: the words are, but what they name has no value here.
        """
        text = text.strip(" ,")
        ones = _ONES.fullmatch(text)
        if ones is not None:
            return Subject(text, (), ())
        for pattern, rule in (
            (_COLLECTION, self._collections),
            (_TWO_COLUMNS, self._two_columns),
            (_COLUMNS, self._columns),
            (SUBJECT, self._plain),
        ):
            match = pattern.fullmatch(text)
            if match is not None:
                return rule(match)
        apposed = APPOSED.fullmatch(text)
        if apposed is not None and self._is_apposed(apposed["noun"], apposed["of"]):
            return self.subject(apposed["of"])
        slope = _SLOPE.fullmatch(text)
        if slope is not None and (of := self.subject(slope["of"])) and of.is_function:
            return self._slope(of, 2 if slope["second"] else 1)
        found = Nouns(self).value(text) if "⟨" in text else None
        return None if found is None else Subject(self.said(text), (found,))

    def _is_apposed(self, noun: str, place: str) -> bool:
        """Whether "the sum" only says what stands behind it: x + y."""
        kind = {"sum": tree.Sum, "product": tree.Product}.get(noun, tree.Unreadable)
        return isinstance(self.clause.part(place).node, kind) or not names_quantity(noun)

    def _slope(self, of: Subject, order: int) -> Subject | None:
        """The derivative of a function of one number, as a formula in x."""
        f = self.function(of, None)
        if f.inputs != 1:
            return None
        expr = lower(f.value(f.point("x")))
        for _ in range(order):
            expr = lower(derivative(expr, "x"))
        return Subject(of.text, (Scalar(expr),), of.parts)

    def node_in(self, text: str) -> tree.Node | None:
        """The mathematics that words with one place speak of: "the matrix ⟨0⟩"."""
        match = SUBJECT.fullmatch(text)
        places = re.findall(PLACE, text)
        return self.clause.part(places[0]).node if match and len(places) == 1 else None

    def _plain(self, match: re.Match[str]) -> Subject:
        places = re.findall(PLACE, match["items"])
        values: list[Value] = []
        parts: list[Part] = []
        for place in places:
            node = self._node(place)
            items = node.items if isinstance(node, tree.Group) and node.fence == "" else ()
            if items:
                values += [self.reader.read(item) for item in items]
            else:
                values.append(self._value_or_formula(place))
            parts.append(self.clause.part(place))
        return Subject(self.said(match["items"]), tuple(values), tuple(parts))

    def _value_or_formula(self, place: str) -> Value:
        """What stands in a place; an expression in x, or in x_1, x_2, as it is."""
        try:
            return self.value(place)
        except MeaningError as obstacle:
            node = self._node(place)
            if isinstance(node, (tree.Chain, tree.Name)) or _is_sequence(node):
                raise
            if obstacle.kind is not Kind.UNDEFINED:
                node = self._pointwise(node)
            found = self.wide.read(node)
            if not isinstance(found, Scalar) or not in_order(sorted(free_symbols(found.expr))):
                raise
            return found

    def _pointwise(self, node: tree.Node) -> tree.Node:
        """σ - 1/2 as σ(x) - 1/2."""

        def visit(part: tree.Node) -> tree.Node:
            if isinstance(part, (tree.Call, tree.Apply)):
                return part
            if not isinstance(part, tree.Name):
                return tree.map_children(part, visit)
            known = self.reader.scope.latest(tree.key(part) or "")
            one = known is not None and known.parameters is not None and len(known.parameters) == 1
            return tree.Call(part, tree.Group("()", (tree.Name("x"),))) if one else part

        return visit(node)

    def vectors(self, place: str, which: str) -> tuple[tuple[Expr, ...], ...]:
        """The columns (rows) of a matrix in a place."""
        found = self.value(place)
        if not isinstance(found, Array):
            raise refuse(f"{self.said(place)} is no matrix here")
        rows = rows_of(found)
        return tuple(zip(*rows, strict=True)) if which.startswith("col") else rows

    def _columns(self, match: re.Match[str]) -> Subject:
        found = self.vectors(match["of"], match["which"])
        count = match["count"]
        if count is not None:
            number = self.integer(count)
            if not match["first"] and number != len(found):
                raise refuse(f"which {number} of {len(found)} {match['which']} is not said")
            if number > len(found):
                raise refuse(f"there are only {len(found)} {match['which']}")
            found = found[-number:] if match["first"] == "last" else found[:number]
        elif match["first"]:
            found = found[-1:] if match["first"] == "last" else found[:1]
        return Subject(self.said(match[0]), groups=(found,))

    def _two_columns(self, match: re.Match[str]) -> Subject:
        found = self.vectors(match["of"], match["which"])
        places = [ORDINALS[match["a"]], ORDINALS[match["b"]]]
        if max(places) >= len(found):
            raise refuse(f"there are only {len(found)} {match['which']}")
        return Subject(self.said(match[0]), groups=(tuple(found[k] for k in places),))

    def _collections(self, match: re.Match[str]) -> Subject:
        found = self.vectors(match["of"], match["which"])
        number = self.integer(match["count"])
        if number > len(found) or len(found) > 12:
            raise refuse(f"{number} of {len(found)} {match['which']} are too many")
        groups = tuple(combinations(found, number))
        return Subject(self.said(match[0]), groups=groups, every=match["how"] != "some")

    # --- functions and domains --------------------------------------------------------

    def function(self, subject: Subject, domain: str | None) -> Function:
        """The function a subject is, on a domain in words."""
        part = subject.parts[0]
        inputs = _inputs(part.source) if part.source is not None else None
        name = plain(part.node) if part.node is not None else part.latex
        kept = self.within if domain is None else self.domain(domain)
        (value,) = subject.values
        if isinstance(value, Scalar):
            letters, expr = sorted(free_symbols(value.expr)), value.expr

            def at(point: Sequence[Expr]) -> tuple[Expr, ...]:
                return (substitute(expr, dict(zip(letters, point, strict=True))),)

            return Function(name, len(letters), at, kept)
        found = function_of(value, name, self.reader, inputs)
        return Function(found.name, found.inputs, found.at, kept)

    def domain(self, text: str) -> Domain:
        """A domain in words: an interval in a place, or the unit square."""
        if "real" in text:
            return everywhere
        if text.startswith("unit"):
            return unit_box
        node = self._node(text)
        if isinstance(node, tree.Power) and isinstance(node.base, (tree.Group, tree.Name)):
            node = node.base
        wide, narrow = of_set(self.reader, ZERO, node)
        if narrow:
            raise refuse("which numbers its domain holds is not certain")
        if not wide:
            return everywhere
        return lambda point: tuple(f for e in point for f in of_set(self.reader, e, node)[0])


def nonnegative(point: Sequence[Expr]) -> tuple[Formula, ...]:
    """No coordinate below 0."""
    return tuple(Atomic(">=", e, ZERO) for e in point)


def unit_box(point: Sequence[Expr]) -> tuple[Formula, ...]:
    """All coordinates from 0 to 1."""
    return tuple(f for e in point for f in (Atomic(">=", e, ZERO), Atomic("<=", e, ONE)))


def _whole(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _inputs(source: tree.Node) -> int | None:
    """The 2 of ℝ² → ℝ."""
    if isinstance(source, tree.Name) and source.base == "R":
        return 1
    if isinstance(source, tree.Power) and isinstance(source.exponent, tree.Number):
        return int(source.exponent.value)
    return None


def split_domain(text: str) -> tuple[str, str | None]:
    """A predicate without its domain, and the domain."""
    match = _DOMAIN.fullmatch(text)
    return (match["rest"], match["place"] or match["unit"]) if match else (text, None)


def vectors_of(subject: Subject) -> tuple[tuple[Expr, ...], ...]:
    """Several vectors: a list of them, or the columns that are spoken of."""
    if subject.groups:
        return subject.groups[0]
    return tuple(vector(array) for array in subject.arrays)


def _is_sequence(node: tree.Node) -> bool:
    from symnn.latex.sequences import is_sequence

    return isinstance(node, tree.Group) and is_sequence(node)

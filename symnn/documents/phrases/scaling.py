"""What scaling all weights by a number does to an output: whether it stays the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic, Formula
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import names_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ZERO, Expr, mul, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, Scalar, Value

_SCALING: Final = regex(
    r"(?:multiplying|scaling) (?:all |both )?(?:of )?(?:the |its )?(?P<what>weights and biases"
    r"|weights and the biases|weights and bias|weights and the bias|parameters)(?: of .+?)? by"
    rf" (?:a |the |any |the same )?(?:positive )?(?:constant |factor |number )?(?P<by>{PLACE})"
    r" (?:leaves|keeps) (?:the )?(?:outputs?|decisions?|classifications?)(?: of (?:every|each|the"
    r"|any|a) [a-z ]+?)? (?:unchanged|unaltered|the same)"
)
_DOES_NOT: Final = regex(r"(?P<rest>.+) (?:does not|do not) (?:change|alter|affect) (?P<output>.+)")


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other."""
    other = _DOES_NOT.fullmatch(words)
    if other is not None:
        words = f"{other['rest']} leaves {other['output']} unchanged"
    match = _SCALING.fullmatch(words)
    return None if match is None else lambda speaker: _unchanged(speaker, match["by"])


def _unchanged(speaker: Speaker, place: str) -> Phrase:
    """y(x; c w, c b) = y(x; w, b) for all x, w and b, with what is said of c."""
    factor, over = _factor(speaker, place)
    unit, weights = _unit(speaker)
    reader = replace(speaker.reader, live=True)
    unknown = {key: _unknown(key, value) for key, value in weights.items()}
    point = _input(weights)
    before = _output(reader, unit, {**unknown, **point})
    scaled = {key: _scaled(value, factor) for key, value in unknown.items()}
    after = _output(reader, unit, {**scaled, **point})
    return Phrase("leaves", "", ((Atomic("=", after, before), over),))


def _factor(speaker: Speaker, place: str) -> tuple[Expr, tuple[Formula, ...]]:
    """c, and c > 0."""
    node = speaker.clause.part(place).node
    relations = {">": ">", "≥": ">=", "≠": "!=", "∈": ""}
    if isinstance(node, tree.Chain) and len(node.links) == 1:
        key, link = tree.key(node.first), node.links[0]
        zero = isinstance(link.operand, tree.Number) and link.operand.value == 0
        if key is None or not zero or relations.get(link.relation, "") == "":
            raise refuse("which factors are meant is not said")
        name = symbol(key)
        return name, (Atomic(relations[link.relation], name, ZERO),)
    raise refuse("which factors are meant is not said")


def _unit(speaker: Speaker) -> tuple[Binding, Mapping[str, Value]]:
    """The one output that depends on x and on weights with values."""
    found: list[tuple[Binding, Mapping[str, Value]]] = []
    for known in speaker.reader.scope.history.values():
        binding = known[-1]
        names = names_of(speaker, binding)
        if binding.parameters is not None or "x" not in names:
            continue
        weights: dict[str, Value] = {}
        for name in names - {"x"}:
            given = speaker.reader.scope.latest(name)
            if given is None or given.parameters is not None or given.computed:
                continue
            value = speaker.reader.read(given.body)
            if isinstance(value, (Scalar, Array)):
                weights[name] = value
        if weights:
            found.append((binding, weights))
    if len(found) != 1:
        raise refuse("of which unit is not said")
    return found[0]


def _unknown(key: str, value: Value) -> Value:
    if not isinstance(value, Array):
        return Scalar(symbol(key))
    cells = iter(range(1, 1 + sum(1 for _ in value.cells())))
    rows = tuple(tuple(Scalar(symbol(f"{key}_{next(cells)}")) for _ in row) for row in value.rows)
    return Array(rows, value.loose)


def _input(weights: Mapping[str, Value]) -> dict[str, Value]:
    """An x as long as the weight vector."""
    shapes = {len(list(v.cells())) for v in weights.values() if isinstance(v, Array)}
    if len(shapes) > 1:
        raise refuse("how many inputs there are is not said")
    if not shapes:
        return {"x": Scalar(symbol("x"))}
    cells = tuple((Scalar(symbol(f"x_{k + 1}")),) for k in range(shapes.pop()))
    return {"x": Array(cells, loose=True)}


def _scaled(value: Value, factor: Expr) -> Value:
    if isinstance(value, Array):
        return value.map(lambda e: mul(factor, e))
    if not isinstance(value, Scalar):
        raise refuse("a weight is no number")
    return Scalar(mul(factor, value.expr))


def _output(reader: Reader, unit: Binding, values: Mapping[str, Value]) -> Expr:
    found = reader.varying(values).read(unit.body)
    if not isinstance(found, Scalar):
        raise refuse(f"{unit.key} is no number")
    return found.expr

"""Decision boundaries without a name: "the decision boundary is x_2 = 0.5 x_1 + 0.25".

The boundary is where the one value between 0 and 1 that the document gives is 1/2.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    denied,
    formula_of,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import is_cut_elsewhere
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    exp,
    free_symbols,
    mul,
    negative,
    postorder,
    quotient,
    rational,
    symbol,
)
from symnn.functions.calculus import derivative
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar, Value, column

_LINE: Final = r"(?:the )?(?:straight )?(?:line|hyperplane|plane)"
_BOUNDARY: Final = (
    r"(?:the )?(?:linear )?decision (?:boundary|surface)"
    r"(?: of the (?:unit|neuron|perceptron|model|classifier|network))?"
)
_CLAIM: Final = regex(
    rf"{_BOUNDARY} (?P<verb>is|is not|is given by|equals) (?:{_LINE} )?(?P<line>{PLACE})"
    rf"|(?:{_LINE} )?(?P<line2>{PLACE}) (?P<verb2>is|is not) {_BOUNDARY}"
)
_HALF: Final = rational("1/2")


def judge_boundary(sentence: Sentence) -> Judgement | None:
    """What is found about a decision boundary; None for any other sentence."""
    match = _CLAIM.fullmatch(sentence.words)
    if (
        match is None
        or sentence.assumed.domain
        or is_cut_elsewhere(sentence.place.state.source.text)
    ):
        return None
    node = sentence.node(match["line"] or match["line2"])
    if not isinstance(node, tree.Chain) or [link.relation for link in node.links] != ["="]:
        return None
    sentence = as_before(sentence)
    letters = {
        key: Scalar(symbol(key))
        for part in tree.walk(node)
        if isinstance(part, tree.Name) and (key := tree.key(part)) is not None
    }
    view = sentence.view.varying({**sentence.view.varied, **letters})
    line = formula_of(view, node)
    names = free_symbols(*sides(line))
    values = set(_chances(sentence, view, names))
    if len(values) != 1 or not names:
        return None
    found = _same(values.pop(), line)
    return denied(found) if "not" in (match["verb"] or match["verb2"]) else found


def _same(value: Expr, line: Formula) -> Judgement:
    """Whether a value is 1/2 just on a line: where it is σ(E), and E a multiple of what is 0."""
    if isinstance(line, Atomic):
        gap = add(line.left, negative(line.right))
        inner = [n.args[0] for n in postorder(value) if n.op == "apply" and n.data == "exp"]
        for exponent in (*inner, *map(negative, inner)):
            factor = _factor(exponent, gap)
            logistic = quotient(ONE, add(ONE, exp(negative(exponent))))
            shown = None if factor is None else judged(
                conjunction((
                    Atomic("=", value, logistic), Atomic("=", exponent, mul(factor, gap)),
                    Atomic("!=", factor, ZERO),
                ))
            )  # fmt: skip
            if shown is not None and shown.outcome == "proved":
                return shown
    boundary = Atomic("=", value, _HALF)
    ways = Compound("implies", (boundary, line)), Compound("implies", (line, boundary))
    return judged(Compound("and", ways))


def _factor(one: Expr, other: Expr) -> Expr | None:
    """By how much two affine expressions may differ: the quotient of their slopes in a letter."""
    name = min(free_symbols(other))
    first, second = (derivative(e, name) for e in (one, other))
    apart = decide(Claim(Atomic("!=", second, ZERO)), seconds=1)
    if free_symbols(first, second) or not apart.proved:
        return None
    return quotient(first, second)


def _chances(sentence: Sentence, view: Reader, names: frozenset[str]) -> list[Expr]:
    """The values in these letters alone that lie between 0 and 1 everywhere."""
    found: list[Expr] = []
    here = sentence.place.formula.headings
    for bindings in sentence.place.state.scope.history.values():
        if bindings[-1].section != here:
            continue
        try:
            body = _body(sentence, view, bindings[-1], names)
        except SymnnError:
            continue
        if body is None or free_symbols(body) != names:
            continue
        between = (Atomic(">", body, ZERO), Atomic("<", body, ONE))
        if all(decide(Claim(bound), seconds=2).proved for bound in between):
            found.append(body)
    return found


def _body(sentence: Sentence, view: Reader, known: Binding, names: frozenset[str]) -> Expr | None:
    """The value of a name, or of a function at the letters of the line."""
    if len(known.key) != 1 and "_" in known.key:
        return None
    if known.parameters is None:
        return number_of(view, tree.Name(known.key))
    scope = sentence.place.state.scope
    values: dict[str, Value] = {}
    for key in known.parameters:
        own = sorted(name for name in names if name.startswith(f"{key}_"))
        if own and own == [f"{key}_{k + 1}" for k in range(len(own))]:
            values[key] = column(tuple(Scalar(symbol(name)) for name in own))
        elif key not in names and scope.latest(key) is None:
            return None
    if any(len(key) != 1 for key in known.parameters):
        return None
    call = tree.Call(
        tree.Name(known.key), tree.Group("()", tuple(tree.Name(k) for k in known.parameters))
    )
    return number_of(view.varying({**view.varied, **values}), call)

"""Lines that touch a graph: "the tangent line of f at x = 1 is y = 2x - 3"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.slopes import slopes_at
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import Expr, add, free_symbols, mul, negative, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_TANGENT: Final = regex(
    r"(?:(?:the|an) )?(?:equation of )?(?:the |its )?tangent(?: line)?"
    rf"(?: (?:of|to) (?:the )?(?:graph of |curve |function |parabola )?(?P<of>{PLACE}))?"
    rf"(?:,? (?:at|in)(?: the point)? (?P<at>{PLACE}))"
)
_LINE: Final = regex(
    rf"(?:the line |given by |the )?(?:equation )?(?P<line>{PLACE})(?: as (?:its )?equation)?"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a tangent; None if it is none."""
    if verb not in ("is", "has", "equals") or "tangent" not in subject:
        return None
    match, line = _TANGENT.fullmatch(subject), _LINE.fullmatch(predicate)
    if match is None or line is None:
        return None
    return partial(_tangent, speaker, match, line["line"])


def _tangent(speaker: Speaker, match: re.Match[str], line: str) -> Phrase | None:
    """y(x) = f(a) + f'(a) (x - a) for all x."""
    f = _function(speaker, match["of"])
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    chain = speaker.clause.part(line).node
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1 or chain.links[0].relation != "=":
        raise refuse("the line is not given by an equation")
    if not isinstance(chain.first, tree.Name):
        raise refuse("the line is not given as y = mx + b")
    letter = _letter(chain.links[0].operand)
    view = speaker.reader.varying({**speaker.reader.varied, letter: Scalar(symbol(letter))})
    shown = view.read_scalar(chain.links[0].operand).expr
    at = _place(speaker, match["at"])
    (slope,), _ = slopes_at(f, [at])
    touching = add(f.value((at,)), mul(slope, add(symbol(letter), negative(at))))
    return Phrase("is", "", ((conjunction((Atomic("=", shown, touching),)), ()),))


def _function(speaker: Speaker, place: str | None) -> Function:
    """The function in a place, the f of y = f(x), or the only one that the document gives."""
    if place is None:
        known = [found[-1] for found in speaker.reader.scope.history.values() if found]
        functions = [one.function() for one in known]
        (only,) = found if len(found := [f for f in functions if f is not None]) == 1 else (None,)
        if only is None:
            raise refuse("of which function it is the tangent is not said")
        return function_of(only, only.name, speaker.reader)
    node = speaker.clause.part(place).node
    if isinstance(node, tree.Chain) and all(link.relation == "=" for link in node.links):
        call = node.links[-1].operand
        known_one = speaker.reader.scope.latest(tree.key(getattr(call, "head", call)) or "")
        function = None if known_one is None else known_one.function()
        if function is None or not isinstance(call, tree.Call):
            raise refuse("of which function it is the tangent is not said")
        return function_of(function, function.name, speaker.reader)
    of = speaker.subject(place)
    if of is None or not of.is_function:
        raise refuse(f"{speaker.said(place)} is no function here")
    return speaker.function(of, None)


def _letter(node: tree.Node) -> str:
    """The one letter of the line, whatever value it has elsewhere; x for one that is level."""
    keys = {tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name)} - {"e", "pi"}
    letters = {key for key in keys if key is not None and len(key) == 1}
    if len(keys) > 1 or len(letters) != len(keys):
        raise refuse("the line is not given in one letter")
    return next(iter(letters), "x")


def _place(speaker: Speaker, text: str) -> Expr:
    """a of "at x = a", "at a" or "at the point (a, b)"."""
    node = speaker.clause.part(text).node
    if isinstance(node, tree.Chain):
        if len(node.links) != 1 or node.links[0].relation != "=":
            raise refuse("where the tangent touches is not certain")
        found = speaker.reader.read_scalar(node.links[0].operand)
    else:
        value = speaker.value(text)
        cells = list(value.cells()) if isinstance(value, Array) else [value]
        first = cells[0]
        if len(cells) > 2 or not isinstance(first, Scalar):
            raise refuse("where the tangent touches is not certain")
        found = first
    if free_symbols(found.expr):
        raise refuse("where the tangent touches has no value")
    return found.expr

r"""A function that prose gives anew by its cases: "f is f(x) = 1 for x ≥ 0 and 0 otherwise".

It may be a claim about the f that is known, or another f: what follows is judged with both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.again.formula_anew import given_formula
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_IF: Final = r"(?:for(?: all)?|if|when|whenever|where|wherever|on|in case|as long as|provided)"
#: What stands behind one case of a function, up to the end of its sentence.
_CASE: Final = regex(rf"(?s)\s*,?\s*{_IF}\b(?:[^.$]|\$[^$]*\$|\.(?=\d))*")
#: Another case, and what defines.
_OTHERWISE: Final = regex(
    r"(?i)\b(?:otherwise|else|elsewhere|in (?:all|any|every) other case|zero for"
    r"|and (?:to be )?\$[^$]*\$ (?:for|if|when|on|where))\b"
)
_DEFINES: Final = regex(
    r"(?i)\b(?:function|activation|unit|map|rule)s? (?:is|be)(?: now)?\W*§"
    r"|\b(?:(?:re)?defin\w+|let|set|put|from now on|becomes?|now|instead|replac\w+|chang\w+)\b"
    r"[^.$]*§"
)
#: So many characters before a formula are looked at.
_WORDS: Final = 120
_TWO: Final = regex(
    rf"\s*,?\s*{_IF}\s+\$(?P<first>[^$]+)\$\s*[,;]?\s*(?:(?:and|but|or|is|to be|equals?|else"
    r"|otherwise)\s+)*(?:\$(?P<set>[^$]+)\$|(?P<bare>-?\d+(?:\.\d+)?|zero|one))\s*,?\s*"
    rf"(?:(?:otherwise|else|elsewhere)\b|{_IF}\s+\$(?P<second>[^$]+)\$|[.;,]|$)"
)
_NUMBERS: Final = {"zero": "0", "one": "1"}


def note_cases_in_words(
    place: Place, statements: Iterable[tree.Statement | tree.Unreadable]
) -> None:
    """Keep the cases that prose gives a known function as another formula of it.

    Args:
        place: where a formula stands in a sentence.
        statements: what it says.
    """
    bodies = [s.body for s in statements if isinstance(s, tree.Statement)]
    body = bodies[0] if len(bodies) == 1 else None
    if not isinstance(body, tree.Chain):
        return
    after = place.formula.after
    behind = _CASE.match(after)
    words = f"{place.formula.before[-_WORDS:]}§{behind[0] if behind else ''}"
    if behind is None or (_OTHERWISE.search(words) is None and _DEFINES.search(words) is None):
        return
    line = place.state.source.position(place.formula.start).line
    for key in given_formula(body):
        known = place.state.scope.latest(key)
        value = body.links[0].operand
        if known is None or not known.parameters or known.body == value:
            continue
        if known.version > place.state.since:
            continue  # it is what this formula gave
        names = _arguments(body.first)
        if len(names) == len(known.parameters):
            rival = replace(known, parameters=names, body=_by_cases(value, after), line=line)
            place.state.rivals[known.key, known.version] = rival


def _arguments(left: tree.Node) -> tuple[str, ...]:
    """The letters that a function is applied to."""
    group = left.arguments if isinstance(left, tree.Call) else None
    if isinstance(left, tree.Product) and isinstance(left.factors[-1], tree.Group):
        group = left.factors[-1]
    return () if group is None else tuple(tree.key(item) or "" for item in group.items)


def _by_cases(value: tree.Node, behind: str) -> tree.Node:
    """The formula by cases; what cannot be read of them leaves it without a value."""
    told = _TWO.match(behind)
    unread = tree.Unreadable("cases in words", span=value.span)
    if told is None:
        return unread
    first = _read(told["first"])
    second = _read(told["second"]) if told["second"] else None
    other = _read(told["set"] or _NUMBERS.get(told["bare"], told["bare"]))
    if isinstance(other, tree.Chain):
        other = other.links[-1].operand
    if first is None or other is None or (told["second"] and second is None):
        return unread
    rest = tree.Case(other, second, "" if second is not None else "otherwise")
    return tree.Cases((tree.Case(value, first), rest), span=value.span)


def _read(latex: str) -> tree.Node | None:
    bodies = [s.body for s in parse(latex).statements if isinstance(s, tree.Statement)]
    return bodies[0] if len(bodies) == 1 else None

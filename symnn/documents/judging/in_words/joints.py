"""Joints of piecewise linear values of one number: "the joints lie at x = 0, x = 1 and x = 2".

A value made of affine ones by max, min and moduli can have a joint only where one of these has two
arguments that are equal; it has one there if its slopes to the left and to the right differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, as_before, number_of
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    postorder,
    quotient,
    rational,
    substitute,
)
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.parser import parse

_NOUN: Final = r"(?:joints?|kinks?|breakpoints?|break points?)"
_CLAIM: Final = regex(
    rf"(?:the )?(?:only )?{_NOUN}(?: of (?:the function )?(?P<of>{PLACE}))? (?:lie|lies|are|is|sit)"
    rf"(?: located)? at (?P<at>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_AFFINE: Final = frozenset({"rational", "root", "symbol", "pi", "add", "mul", "power", "nth_root"})
_KINKED: Final = frozenset({"max", "min", "abs"})
_MOST: Final = 8


def judge_joints(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on all joints; None for any other."""
    match = _CLAIM.fullmatch(sentence.whole.words)
    if match is None:
        return None
    sentence = as_before(replace(sentence, clause=sentence.whole, assumed=NOTHING))
    claimed, letters = _claimed(sentence, match["at"])
    bodies = _values(sentence, match["of"])
    if len(bodies) != 1 or not claimed or len(letters) != 1:
        return None
    (body,) = bodies
    if free_symbols(body) != letters:
        return None
    (name,) = letters
    found = _joints(lower(body), name)
    if found is None:
        return None
    own, hidden = found
    missing = [x for x in own if not any(_same(x, y) for y in claimed)]
    wrong = [y for y in claimed if not any(_same(x, y) for x in (*own, *hidden))]
    if any(_differ(x, y) is None for x in (*own, *hidden) for y in claimed):
        return None
    text = f"{len(own)} joints"
    if not missing and not wrong and len(claimed) == len(own):
        return Judgement("proved", "slopes on both sides", notes=(text,))
    return Judgement("refuted", "slopes on both sides", notes=(text,)) if missing or wrong else None


def _claimed(sentence: Sentence, words: str) -> tuple[list[Expr], set[str]]:
    """The places x = 0, x = 1 that are claimed, and the letters in front of them."""
    values: list[Expr] = []
    letters: set[str] = set()
    for place in re.findall(PLACE, words):
        for statement in parse(sentence.clause.part(place).latex).statements:
            body = statement.body if isinstance(statement, tree.Statement) else None
            if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
                return [], set()
            letters.add(tree.key(body.first) or "")
            values.append(number_of(sentence.view, body.links[0].operand))
    if any(free_symbols(value) for value in values):
        return [], set()
    return values, letters


def _values(sentence: Sentence, of: str | None) -> list[Expr]:
    """The value that is spoken of, or the only one that no formula of the document uses."""
    if of is not None:
        node = sentence.node(of)
        known = sentence.place.state.scope.latest(tree.key(node) or "")
        if known is not None and known.parameters is not None:
            names = tuple(tree.Name(name) for name in known.parameters)
            node = tree.Call(node, tree.Group("()", names))
        return [number_of(sentence.view, node)]
    history = sentence.place.state.scope.history
    version = sentence.place.state.since
    here = sentence.place.formula.headings
    firsts = [found[0] for found in history.values() if found[0].version <= version]
    known_ones = [one for one in firsts if one.section == here]
    used = {tree.key(p) for one in known_ones for p in tree.walk(one.body)}
    found: list[Expr] = []
    for one in known_ones:
        if not one.computed or one.key in used or len(one.key) != 1:
            continue
        node = tree.Name(one.key)
        if one.parameters is not None:
            names = tuple(tree.Name(name) for name in one.parameters)
            node_ = tree.Call(node, tree.Group("()", names))
            found += _read(sentence, node_)
        else:
            found += _read(sentence, node)
    return found


def _read(sentence: Sentence, node: tree.Node) -> list[Expr]:
    try:
        return [number_of(sentence.view, node)]
    except SymnnError:
        return []


def _joints(body: Expr, name: str) -> tuple[list[Expr], list[Expr]] | None:
    """Where the slope changes, and where it might; None for what is not piecewise linear."""
    places: list[Expr] = []
    for node in postorder(body):
        kinked = node.op == "apply" and node.data in _KINKED
        if kinked and name in free_symbols(node):
            root = _root(node, name)
            if root is None:
                return None
            places += [] if any(_same(root, p) for p in places) else [root]
        elif not kinked and not _is_affine(node, name):
            return None
    if not places or len(places) > _MOST:
        return None
    places = _sorted(places)
    inner = [(_between(a, b, "1/3"), _between(a, b, "2/3")) for a, b in pairwise(places)]
    first, last = places[0], places[-1]
    pairs = [
        (add(first, rational(-2)), add(first, rational(-1))), *inner,
        (add(last, rational(1)), add(last, rational(2))),
    ]  # fmt: skip
    slopes = [_slope(body, name, one, two) for one, two in pairs]
    own: list[Expr] = []
    hidden: list[Expr] = []
    for place, (left, right) in zip(places, pairwise(slopes), strict=True):
        apart = _differ(left, right)
        if apart is None:
            return None
        (own if apart else hidden).append(place)
    return own, hidden


def _is_affine(node: Expr, name: str) -> bool:
    """Whether an operation keeps what is affine in a letter so."""
    if node.op not in _AFFINE:
        return False
    inside = [name in free_symbols(part) for part in node.args]
    return node.op == "add" or sum(inside) <= (1 if node.op == "mul" else 0)


def _between(one: Expr, other: Expr, part: str) -> Expr:
    return add(one, mul(rational(part), add(other, negative(one))))


def _slope(body: Expr, name: str, one: Expr, two: Expr) -> Expr:
    """The slope of what is affine between two places."""
    rise = add(substitute(body, {name: two}), negative(substitute(body, {name: one})))
    return quotient(rise, add(two, negative(one)))


def _root(node: Expr, name: str) -> Expr | None:
    """Where the two arguments of a maximum are equal, or that of a modulus is 0."""
    gap = node.args[0] if len(node.args) == 1 else add(node.args[0], negative(node.args[-1]))
    if len(node.args) > 2 or any(n.op == "apply" for n in postorder(gap)):
        return None
    slope = derivative(gap, name)
    if name in free_symbols(slope) or _differ(slope, ZERO) is not True:
        return None
    return negative(quotient(substitute(gap, {name: ZERO}), slope))


def _sorted(places: list[Expr]) -> list[Expr]:
    found: list[Expr] = []
    for place in places:
        below = sum(decide(Claim(Atomic("<", p, place)), seconds=1).proved for p in found)
        found.insert(below, place)
    return found


def _same(one: Expr, other: Expr) -> bool:
    return _differ(one, other) is False


def _differ(one: Expr, other: Expr) -> bool | None:
    found = decide(Claim(Atomic("!=", one, other)), seconds=1)
    return True if found.proved else False if found.refuted else None

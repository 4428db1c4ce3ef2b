"""Sentences on what shapes make of an expression: "W ∈ ℝ^{100×10} makes z well defined"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, Literal, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence
from symnn.documents.judging.memberships.claims import (
    METHOD,
    apart,
    gone_through,
    judge_membership,
    may_be_number,
    misfits,
    orders,
    positive,
    ways,
    world_at,
)
from symnn.documents.judging.memberships.hooks import suppose
from symnn.documents.judging.memberships.inference import Inference
from symnn.documents.judging.memberships.world import World, names_in
from symnn.documents.judging.open_arrays.sizes import SCALAR, MisfitError, Shape, UnreadError
from symnn.documents.judging.open_arrays.spaces import shape_of_space
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.phrases.sentences import Clause
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.parser import parse

_LIST: Final = rf"{PLACE}(?:(?:,| and|, and) {PLACE})*"
NOUN: Final = (
    r"(?:(?:the |a |an )?(?:matrix |weight )?"
    r"(?:matrix|product|expression|sum|vector|layer|map|output)? ?)?"
)
_DEFINED: Final = r"(?P<no>not |un|ill[- ])?(?:well[- ])?defined"
_SCALAR: Final = r"(?P<scalar>(?:a |an )?(?:real |single )?(?:scalar|number))"
BESIDE: Final = (
    r"(?P<beside>(?:,? (?:for|with|where|if|when|whenever|and|given) (?:the |an? |all |any |every"
    r" |one |each )?(?:single )?(?:(?:column |row |input |weight |bias )?(?:vectors?|samples?"
    rf"|inputs?|examples?) |(?:weight )?matri(?:x|ces) |sizes? )?{_LIST})*)"
)
#: "W ∈ ℝ^{…} and x ∈ ℝ^n make Wx well defined for …"
_MAKE: Final = regex(
    rf"(?:the )?(?:shapes?|sizes?|choices?)? ?(?P<given>{_LIST}),? makes? {NOUN}(?P<a>{PLACE})"
    rf"(?: (?:{_DEFINED}|{_SCALAR}))?{BESIDE}"
)
#: "with W ∈ ℝ^{…}, the product Wx is undefined"
_WITH: Final = regex(
    rf"(?:with|for|if|when|given|where|let)(?: the)?(?: shapes?)? (?P<given>{_LIST}),? (?:then )?"
    rf"{NOUN}(?P<a>{PLACE}) (?:is|are) (?:{_DEFINED}|{_SCALAR}){BESIDE}"
)
#: "Wx ∈ ℝ^m is well defined for …", "Wx is a scalar for …"
_IS: Final = regex(rf"{NOUN}(?P<a>{PLACE}) (?:is|are) (?:{_DEFINED}|{_SCALAR}){BESIDE}")
#: "Wx and b are both in ℝ^m, so that z ∈ ℝ^m"
_IN: Final = regex(
    rf"(?:both )?{NOUN}(?P<list>{_LIST}) (?:are|is|lie|lies|live|lives) (?:both |all )?in"
    rf" (?P<space>{PLACE})(?:,? (?:so that|so|hence|thus|therefore) (?P<then>{PLACE}))?"
)
_SIDES: Final = r"(?P<one>rows|columns)"
#: "A has as many rows as B has columns"
_AS_MANY: Final = regex(
    rf"{NOUN}(?P<a>{PLACE}) (?:has|have) as many {_SIDES} as {NOUN}(?P<b>{PLACE})"
    r"(?: (?:has|have))?(?: (?P<two>rows|columns|entries))?"
)


class _Case(NamedTuple):
    """A sentence taken apart: the world without what it supposes, and with it."""

    before: World
    world: World
    node: tree.Node


def judge_made(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on shapes that make something; None for any other."""
    clause = sentence.whole
    words = clause.words
    inside = _IN.fullmatch(words)
    if inside is not None:
        return _all_in(sentence, inside)
    many = _AS_MANY.fullmatch(words)
    if many is not None:
        return _as_many(sentence, many)
    match = _MAKE.fullmatch(words) or _WITH.fullmatch(words) or _IS.fullmatch(words)
    if match is None:
        return None
    told = match.groupdict()
    case = _case(sentence, told["a"], (told.get("given") or "") + (told["beside"] or ""))
    if case is None:
        return None
    outcome = _outcome(sentence, case, told)
    if outcome is None or outcome.outcome == "undecided" or not told.get("no"):
        return outcome
    turned: Literal["proved", "refuted"] = "refuted" if outcome.outcome == "proved" else "proved"
    return Judgement(turned, METHOD, notes=outcome.notes)


def _all_in(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """Each of several expressions in one space, and what follows from it."""
    clause = sentence.whole
    space = clause.part(match["space"]).node
    nodes = [clause.part(place).node for place in re.findall(PLACE, match["list"])]
    then = None if match["then"] is None else clause.part(match["then"]).node
    if match["then"] is not None:
        if not isinstance(then, tree.Chain) or [li.relation for li in then.links] != ["∈"]:
            return None
        nodes.append(then.first)
    if space is None or any(isinstance(node, tree.Chain | None) for node in nodes):
        return None
    found = []
    for node in nodes:
        last = node is nodes[-1] and isinstance(then, tree.Chain)
        own = then.links[0].operand if last and isinstance(then, tree.Chain) else space
        case = _Case(world_at(sentence.place), world_at(sentence.place), node or space)
        found.append(_in_space(sentence, case, case.node, own))
    if any(one is None for one in found):
        return None
    wrong = [one for one in found if one is not None and one.outcome != "proved"]
    return wrong[0] if wrong else found[0]


def _in_space(
    sentence: Sentence, case: _Case, node: tree.Node, space: tree.Node
) -> Judgement | None:
    """As `_shaped`, and for a name whose space was told."""
    found = judge_membership(sentence.place, case.world, node, space)
    if found is not None:
        return found
    told = case.world.spaces.get(name_key(case.world.named(node)) or "")
    shape = shape_of_space(space)
    if told is not None and shape is not None and told.shape is not None:
        if told.shape == shape:
            return Judgement("proved", METHOD)
        open_ = any(side.letters for side in (*told.shape, *shape))
        return None if open_ else Judgement("refuted", METHOD)
    return _shaped(sentence, case, node, space)


def _case(sentence: Sentence, place: str, beside: str) -> _Case | None:
    before, world = world_at(sentence.place), world_at(sentence.place)
    supposed = list(conditions(sentence.whole, beside))
    if any(c.body is None for c in supposed) or not suppose(world, supposed):
        return None
    node = sentence.whole.part(place).node
    return None if node is None else _Case(before, world, node)


def conditions(clause: Clause, words: str) -> Iterator[Condition]:
    """What stands in the places of some words, each a relation of its own."""
    names: list[tree.Node] = []
    for place in re.findall(PLACE, words):
        for statement in parse(clause.part(place).latex).statements:
            if not isinstance(statement, tree.Statement) or statement.qualifiers:
                yield Condition("unread words", None)
                return
            body = statement.body
            if name_key(body) is not None:
                names.append(body)  # the m of "m, n > 1"
                continue
            yield Condition("with", body)
            if isinstance(body, tree.Chain):
                for name in names:
                    yield Condition("with", tree.Chain(name, body.links))
            names = []


def _outcome(sentence: Sentence, case: _Case, told: dict[str, str | None]) -> Judgement | None:
    """Whether all sizes fit, and the expression is what it is said to be."""
    node, space = case.node, None
    if isinstance(node, tree.Chain):
        link = node.links[-1]
        if link.relation == "∈":
            space, node = link.operand, (node.links[-2].operand if node.links[1:] else node.first)
        else:
            node = link.operand
    if told.get("scalar"):
        return _shaped(sentence, case, node, tree.Name("R", font="bb"))
    if space is None and "defined" not in sentence.whole.words:
        return None
    fits = _fits(sentence, case, node)
    if space is None or fits is None or fits.outcome == "refuted":
        return fits
    return _shaped(sentence, case, node, space)


def _shaped(sentence: Sentence, case: _Case, node: tree.Node, space: tree.Node) -> Judgement | None:
    key = name_key(case.world.named(node)) or ""
    if key in case.world.spaces:
        return None
    found = judge_membership(sentence.place, case.world, node, space)
    if found is not None:
        return found
    fits = _fits(sentence, case, node)
    return fits if fits is not None and fits.outcome == "refuted" else None


def _fits(sentence: Sentence, case: _Case, node: tree.Node) -> Judgement | None:
    """Whether all sizes fit in an expression, and in the formulas of the names in it."""
    node = case.world.named(node)
    readings = ways(sentence.place, case.before, node)
    if not readings or _has_powers(node):
        return None
    found = [_one(case, node, by) for by in readings]
    known = [one for one in found if one is not None]
    outcomes = {one.outcome for one in known}
    if len(known) < len(found) or not outcomes - {"undecided"} or len(outcomes) > 2:
        return None
    if {"proved", "refuted"} <= outcomes:
        return None
    if "proved" in outcomes and known[0].outcome != "proved":
        return None  # as columns, which vectors are unless more is told, it is undefined
    return next(one for one in known if one.outcome != "undecided")


def _one(case: _Case, node: tree.Node, like: Inference) -> Judgement | None:
    """One reading; undecided where only rows stand for columns."""
    by = Inference(case.world, like.values, like.rows, like.layout, like.strict)
    try:
        gone_through(by, node)
        shape = by.of(by.apart(node))
        if not _all_settled(by, node):
            return None
    except UnreadError:
        return None
    except MisfitError as misfit:
        return _misfit(case, node, by, misfit)
    if by.spread or not all(size.is_known for size in shape):
        return None
    text = "a number" if shape == SCALAR else f"{shape[0]}×{shape[1]}"
    return Judgement("proved", METHOD, notes=(f"it is {text}",))


def _misfit(case: _Case, node: tree.Node, by: Inference, misfit: MisfitError) -> Judgement | None:
    if misfit.sizes is None:
        return None
    over = [*orders(case.world), *positive([misfit])]
    if by.spread or may_be_number(by, node, over, small=True):
        return None
    flat = bool(by.flat) and not _told_layout(case.world)
    if misfits(misfit.sizes, flat, over):
        return Judgement("refuted", METHOD, notes=(str(misfit),))
    return Judgement("undecided", reason=str(misfit))


def _told_layout(world: World) -> bool:
    return re.search(r"\b(?:row|column) vectors?\b", world.text.lower()) is not None


def _all_settled(by: Inference, node: tree.Node, depth: int = 0) -> bool:
    """Whether everything in an expression, and in the formulas of its names, has its shape."""
    if not by.settled(by.apart(node)):
        return False
    for name in names_in(node):
        sides = by.world.defined.get(name_key(name) or "", ())
        for side in sides[1:]:
            if depth < 6 and not _all_settled(by, side, depth + 1):
                return False
    return True


def _has_powers(node: tree.Node) -> bool:
    """Whether an inverse or a power stands in it, which is defined for some arrays alone."""
    return any(isinstance(part, (tree.Power, tree.Quotient)) for part in tree.walk(node))


def _as_many(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """Rows and columns of two arrays against each other."""
    world = world_at(sentence.place)
    nodes = [world.named(sentence.whole.part(match[k]).node or tree.Empty()) for k in "ab"]
    if match["two"] == "entries" or any(isinstance(n, (tree.Chain, tree.Empty)) for n in nodes):
        return None
    sides = [match["one"] == "columns", (match["two"] or match["one"]) == "columns"]
    pair = tree.Group("", tuple(nodes), (",",))
    outcomes: set[str] = set()
    for by in ways(sentence.place, world, pair):
        shapes: list[Shape] = []
        with suppress(SymnnError):
            if by.settled(by.apart(pair)) and not by.flat:
                shapes = [by.of(by.apart(node)) for node in nodes]
        if len(shapes) < 2:
            return None
        one, two = (shape[side] for shape, side in zip(shapes, sides, strict=True))
        over = [*orders(world), *positive(shapes)]
        same = not (one - two).terms
        outcomes.add("proved" if same else "refuted" if apart(one, two, over) else "")
    outcome = outcomes.pop() if len(outcomes) == 1 else ""
    if outcome == "proved":
        return Judgement("proved", METHOD)
    return Judgement("refuted", METHOD) if outcome == "refuted" else None

"""Shapes that definitions force: "has the shape of W", "is defined", "have 43 entries together"."""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.said_sizes import multiplied, sizes_said
from symnn.documents.judging.in_words.sentence import PLACE, RELATIONS, Sentence
from symnn.documents.judging.open_arrays.equal_sizes import differ, expression, holds
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.needed_shapes import (
    Shapes,
    entries,
    forced,
    told,
    with_sizes,
)
from symnn.documents.judging.open_arrays.sizes import MisfitError, Shape, Size, UnreadError, number
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.placing import State
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

METHOD: Final = "polynomials of sizes"
_SAME: Final = regex(
    rf"(?P<a>{PLACE}) (?P<verb>has|have|is of|does not have) (?:the |exactly the )?(?:same )?"
    rf"(?:shape|size|dimensions?)s? (?:of|as)"
    rf" (?:the )?(?:(?:weight )?matrix |vector )?(?P<b>{PLACE})"
)
_DEFINED: Final = regex(
    rf"(?:the )?(?:product |expression |sum )?(?P<a>{PLACE}) is (?P<no>not )?(?:well[- ])?defined"
    rf"(?P<rest>(?:,? (?:for|with|where|if|when|and) (?:the |a |all )?(?:row |column )?"
    rf"(?:vectors? )?{PLACE})*)"
)
_COUNTS: Final = regex(
    rf"(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*) (?:together )?(?:have|has|contain|hold)"
    rf" (?:together |in total )?(?P<n>{PLACE})"
    r" (?:(?:scalar|trainable|learnable|free|real) )?"
    r"(?:entries|parameters|elements|weights|numbers)(?: together| in total| altogether)?"
)
_NUMBER_OF: Final = regex(
    r"(?:the )?(?:total )?number of (?:(?:scalar|trainable|learnable|free|real) )?"
    r"(?:entries|elements|components|weights|parameters|numbers) (?:of|in) (?:the )?(?:weight )?"
    rf"(?:matri(?:x|ces) |arrays? |vectors? )?(?P<list>{PLACE}(?:(?:,| and|, and) (?:the )?"
    rf"{PLACE})*)(?: together| in total)?,?(?:(?: is| equals)? (?P<n>{PLACE}))?"
)


def judge_shape(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on the shapes of arrays; None for any other."""
    whole = sentence.whole.words
    defined = _DEFINED.fullmatch(whole)
    same = _SAME.fullmatch(sentence.words)
    counts = _COUNTS.fullmatch(sentence.words) or _NUMBER_OF.fullmatch(sentence.words)
    if defined is None and same is None and counts is None:
        return None
    memory = heard_memory(sentence.place.state)
    row = frozenset({"row"}) if defined is not None and " row " in whole else frozenset[str]()
    ways = forced(memory, sentence.place.state.source.text, row)
    if not ways:
        return None
    found = [_judged(sentence, shapes, same, defined, counts) for shapes in ways]
    known = [j for j in found if j is not None]
    certain = [j for j in known if j.outcome != "undecided"]
    if len(known) < len(found) or len({j.outcome for j in certain}) != 1:
        return None
    if len(certain) < len(known) and (defined is None or certain[0].outcome == "proved"):
        return None
    return certain[0]


def heard_memory(state: State) -> Memory:
    """What the document has said of arrays, from its first formula on."""
    from symnn.documents.judging.open_arrays.learning import learn, memory_of

    heard = state.arrays
    memory = memory_of(state)
    for before in heard.before:
        learn(state, *before)
    heard.before.clear()
    return memory


def _judged(
    sentence: Sentence,
    shapes: Shapes,
    same: re.Match[str] | None,
    defined: re.Match[str] | None,
    counts: re.Match[str] | None,
) -> Judgement | None:
    try:
        if same is not None:
            one, two = (told(shapes, sentence.node(same[k])) for k in "ab")
            found = None if one is None or two is None else compared(one, two)
            return found if "not" not in same["verb"] else None
        if defined is not None:
            return _of_defined(sentence, shapes, defined)
        return None if counts is None else _counted(sentence, shapes, counts)
    except UnreadError:
        return None
    except MisfitError:
        return None


def compared(one: Shape, two: Shape) -> Judgement | None:
    """Whether two shapes are the same; letters in them may be any numbers."""
    text = f"{one[0]}×{one[1]} and {two[0]}×{two[1]}"
    if all(holds("=", a, b) for a, b in zip(one, two, strict=True)):
        return Judgement("proved", METHOD, notes=(text,))
    if any(s.letters for s in (*one, *two)):
        return None
    if any(differ(a, b, {}) for a, b in zip(one, two, strict=True)):
        return Judgement("refuted", METHOD, notes=(text,))
    return None


def _of_defined(sentence: Sentence, shapes: Shapes, match: re.Match[str]) -> Judgement | None:
    """Whether an expression is defined, for sizes that words set apart, or make the same."""
    clause = sentence.whole
    apart: list[Formula] = []
    for place in re.findall(PLACE, match["rest"]):
        for body in (s.body for s in parse(clause.part(place).latex).statements
                     if isinstance(s, tree.Statement)):  # fmt: skip
            if not isinstance(body, tree.Chain):
                continue
            sides = [body.first, *(li.operand for li in body.links)]
            sizes = [s for side in sides for s in _sizes_in(side)]
            relation = body.links[-1].relation
            if relation == "=" and len(sizes) == 2:
                shapes.sizes.known[_letter(sizes[0])] = sizes[1]
            elif relation in RELATIONS and relation != "=":
                bound = expression(sizes[-1])
                apart += [Atomic(RELATIONS[relation], expression(s), bound) for s in sizes[:-1]]
            else:
                return None
    node = clause.part(match["a"]).node
    if node is None:
        return None
    try:
        shape = told(shapes, node)
    except MisfitError as misfit:
        return _misfit(sentence, misfit, apart, match["no"] is not None)
    if shape is None:
        return None
    notes = (f"it is {shape[0]}×{shape[1]}",)
    return Judgement("refuted" if match["no"] else "proved", METHOD, notes=notes)


def _letter(size: Size) -> str:
    return next(iter(size.letters), "")


def _letter_of(node: tree.Node) -> str:
    """The letter of a size such as |V|; nothing for what is none."""
    try:
        return _letter(size_of(node))
    except UnreadError:
        return ""


def _sizes_in(node: tree.Node) -> list[Size]:
    items = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
    return [size_of(item) for item in items]


def _misfit(
    sentence: Sentence, misfit: MisfitError, apart: list[Formula], no: bool
) -> Judgement | None:
    """Sizes that would have to be the same, where they are numbers or are said to differ."""
    if misfit.sizes is None:
        return Judgement("undecided", reason=str(misfit))
    one, two = (expression(s) for s in misfit.sizes)
    over = (*apart, *told_apart(sentence))
    if not decide(Claim(Atomic("!=", one, two), over), seconds=2).proved:
        return Judgement("undecided", reason=str(misfit))
    return Judgement("proved" if no else "refuted", METHOD, notes=(str(misfit),))


def told_apart(sentence: Sentence) -> list[Formula]:
    """Sizes that the document says to differ: d' ≠ m, d' < d."""
    found: list[Formula] = []
    for chain in heard_memory(sentence.place.state).apart:
        found += relations_of(chain)
    return found


def relations_of(chain: tree.Node) -> list[Formula]:
    """The orders and inequalities of a chain between sizes; nothing for anything else."""
    if not isinstance(chain, tree.Chain) or any(li.relation == "=" for li in chain.links):
        return []
    try:
        return [
            Atomic(RELATIONS[link.relation], expression(size_of(left)), expression(size))
            for left, link in chain.pairs()
            for size in [size_of(link.operand)]
        ]
    except (SymnnError, KeyError):
        return []


def _counted(sentence: Sentence, shapes: Shapes, match: re.Match[str]) -> Judgement | None:
    """How many entries arrays have, against every number of a chain of equal ones."""
    settings: dict[str, tree.Node] = {}
    for chain in sentence.settings:
        key = tree.key(chain.first) or _letter_of(chain.first)
        if key and len(chain.links) == 1 and chain.links[0].relation == "=":
            settings[key] = chain.links[0].operand
    arrays = [sentence.node(place) for place in re.findall(PLACE, match["list"])]
    if match["n"] is not None:
        sizes = sizes_said(sentence.node(match["n"]))
    elif isinstance(arrays[-1], tree.Chain) and members_of(
        arrays[-1]
    ):  # "the number of entries of W = 10"
        first, *others = members_of(arrays[-1])
        sizes = [size_of(multiplied(other)) for other in others]
        arrays[-1] = first
    else:
        return None
    if not sizes:
        return None
    total = number(0)
    for node in arrays:
        for item in node.items if isinstance(node, tree.Group) and not node.fence else (node,):
            shape = told(shapes, item)
            if shape is None:
                return None
            total = total + entries(with_sizes(shape, settings))
    text = f"there are {total}"
    if all(holds("=", total, s) for s in sizes):
        return Judgement("proved", METHOD, notes=(text,))
    numbers = not total.letters and not any(s.letters for s in sizes)
    if numbers and any(differ(total, s, {}) for s in sizes):
        return Judgement("refuted", METHOD, notes=(text,))
    return None

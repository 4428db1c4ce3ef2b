r"""Claims about families: at numbers for their indices, and for all of them.

What is false at some indices and numbers is false. What is said for all t is proved at an open t;
what is said of the layers of a network is proved with free entries at small sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.sequences.arrays import UnreadError
from symnn.documents.judging.sequences.asked import (
    Asked,
    Sides,
    has_arrays,
    letters_in,
    open_letters,
    unrolled,
)
from symnn.documents.judging.sequences.cases import cases_of, entry_letters
from symnn.documents.judging.sequences.generic import Generic
from symnn.documents.judging.sequences.indices import (
    ACTIVATIONS,
    Linear,
    Member,
    letters_of,
    members,
)
from symnn.documents.judging.sequences.induction import proved_for_all
from symnn.documents.judging.sequences.memory import (
    LAST,
    WORDS,
    Bound,
    Memory,
    signature,
)
from symnn.documents.judging.sequences.outcomes import proved, refuted
from symnn.documents.judging.sequences.said import Said
from symnn.documents.judging.sequences.spelled import as_products
from symnn.documents.judging.sequences.standing import is_surely_claimed
from symnn.exact.expression import Expr, free_symbols, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

RELATIONS: Final = {"=": "=", "≡": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "≈": "≈"}
_TURNED: Final = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}


def judged(
    memory: Memory, said: Said, left: tree.Node, link: tree.Link, total: bool = False
) -> Judgement | None:
    """What is found about one relation; None where nothing is.

    Args:
        memory: the families of the document.
        said: what the words beside the claim say.
        left, link: the relation.
        total: whether it is only asked if the claim is false of derivatives through all that
            moves, as others may be meant.
    """
    if link.relation not in RELATIONS or not said.understood:
        return None
    asked = [one for way in memory.ways() if (one := _asked(way, said, left, link)) is not None]
    if total:
        return _false_in_total(asked)
    found = [_found(one) for one in asked]
    for judgement in found:
        if judgement is not None and judgement.outcome == "proved":
            return judgement
    return found[0] if found and None not in found else None


def _false_in_total(asked: Sequence[Asked]) -> Judgement | None:
    """Whether derivatives of recurrences, through all that moves, are others than is said."""
    for one in asked:
        parts = [part for side in one.sides for part in tree.walk(side)]
        derived = [part.operand for part in parts if isinstance(part, tree.Derivative)]
        found = [one.memory.member(node) for node in derived if node is not None]
        if not any(m is not None and one.probe.is_cyclic(m.key) for m in found):
            return None
        letters = open_letters(one)
        cases = list(cases_of(one, letters)) if letters else [dict(one.said.numbers)]
        return refuted(one, cases, total=True)
    return None


def _asked(memory: Memory, said: Said, left: tree.Node, link: tree.Link) -> Asked | None:
    """The claim with one set of formulas; None if it is none, or of nothing that is known."""
    known = memory
    memory = memory.copy()
    for chain in said.settings:
        memory.learn(chain, None, anew=True, settles=True)
        found = memory.member(chain.first)
        memory.doubtful = memory.doubtful - ({found.key} if found is not None else set())
    one, two = (as_products(side, memory.functions) for side in (left, link.operand))
    sides = one, two
    if not _concerns(memory, sides) or _is_told(known, said, sides):
        return None
    if memory.touches_doubt(sides):
        return None
    shares, positive = _ranges_of([*memory.bounds, *said.bounds], known)
    supposed = frozenset[str]()
    if memory.labelled:
        from symnn.documents.judging.sequences.layer_weights import with_weights

        memory, supposed = with_weights(memory, sides)
    return Asked(memory, said, RELATIONS[link.relation], sides, shares, positive, supposed)


def _found(asked: Asked) -> Judgement | None:
    """What is found with one set of formulas."""
    letters = open_letters(asked)
    if not letters:
        found = _at_numbers(asked)
    else:
        found = None if asked.relation == "≈" else _for_all(asked, letters)
    refuted_so = found is not None and found.outcome == "refuted" and asked.supposed
    return None if refuted_so else found


def _concerns(memory: Memory, sides: Sides) -> bool:
    """Whether members of families with formulas stand in it, or a loss by such."""
    labelled = frozenset(memory.labelled)
    for side in sides:
        for found in members(side, labelled):
            key = memory.entries.get(found.key, found.key)
            ruled = key in memory.rules or any(
                k in memory.rules for k, owner in memory.entries.items() if owner == key
            )
            if (ruled and found.indices) or key in memory.depends:
                return True
    return False


def _is_told(memory: Memory, said: Said, sides: Sides) -> bool:
    """Whether it defines a name, says a definition again, or names what nothing was said of."""
    left, right = sides
    found = memory.member(left)
    if found is not None:
        key = memory.entries.get(found.key, found.key)
        rules = memory.rules.get(key, [])
        if any(rule.body == right and rule.pattern == found for rule in rules):
            return True
        if not rules and not _is_inside_of(memory, found, right):
            return True
    labelled = frozenset(memory.labelled)
    around = [left, *(part for chain in said.settings for part in tree.children(chain))]
    near = {signature(m) for node in around for m in members(node, labelled)}
    for one in members(right, labelled):
        entry = signature(replace(one, below=(*one.below, Linear(1))))
        known = {signature(one), *([entry] if memory.labelled else [])}
        new = not known & (memory.seen | near)
        if new and one.key not in ACTIVATIONS | WORDS and one.key not in memory.entries:
            plain = not one.indices and len(one.key) == 1 and one.key in "ijklmnrstTLNK"
            if not plain:
                return True
    return False


def _is_inside_of(memory: Memory, found: Member, right: tree.Node) -> bool:
    """Whether a name is solved for: what stands on the other side is made from it."""
    labelled = frozenset(memory.labelled)
    for one in members(right, labelled):
        for rule in memory.rules.get(one.key, ()):
            if any(inner.key == found.key for inner in members(rule.body, labelled)):
                return True
    return False


def _ranges_of(bounds: Sequence[Bound], memory: Memory) -> tuple[frozenset[str], frozenset[str]]:
    """The families between 0 and 1, and those that are positive."""
    low, high = set[str](), set[str]()
    for left, relation, right in bounds:
        for node, other, sign in ((left, right, relation), (right, left, _TURNED[relation])):
            found = memory.member(node)
            if found is None or not isinstance(other, tree.Number):
                continue
            if sign in (">", "≥") and other.value >= 0:
                low.add(found.key)
            if sign in ("<", "≤") and other.value <= 1:
                high.add(found.key)
    shares = low & high
    for key, rules in memory.rules.items():
        if any(_is_product_of(memory, rule.body, shares) for rule in rules):
            shares.add(key)
    return frozenset(shares), frozenset(low | shares)


def _is_product_of(memory: Memory, body: tree.Node, shares: set[str]) -> bool:
    """Whether it is a product of what lies between 0 and 1: of β_s, or of 1 - β_s."""
    if not isinstance(body, tree.BigOperator) or body.operator != "prod":
        return False
    node = body.body
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, tree.Sum) and len(node.terms) == 2:
        one, other = node.terms
        if not (isinstance(one, tree.Number) and one.value == 1 and isinstance(other, tree.Neg)):
            return False
        node = other.operand
    found = memory.member(node)
    return found is not None and found.key in shares


def _at_numbers(asked: Asked) -> Judgement | None:
    """A claim without open indices: as one about its open letters."""
    case = dict(asked.said.numbers)
    work = unrolled(asked, case, None)
    values = [work.value(side, letters_in(asked, case)) for side in asked.sides]
    left, right = values
    if (
        isinstance(left, Expr)
        and isinstance(right, Expr)
        and not work.leaves.applied
        and not free_symbols(left, right)
    ):
        node = asked.sides[1]
        decimals = node.decimals if isinstance(node, tree.Number) else _places(asked, node)
        sign = {"<=": "≤", ">=": "≥"}.get(asked.relation, asked.relation)
        found = judge(sign, Side(Scalar(left), asked.sides[0]), Side(Scalar(right, decimals), node))
        sure = found.outcome != "refuted" or is_surely_claimed(asked)
        return found if sure else None
    if asked.relation == "≈":
        return None
    right_side = asked.sides[1]
    right_side = right_side.operand if isinstance(right_side, tree.Neg) else right_side
    settles = isinstance(right_side, tree.Number)  # c_3 = 0 may be a value that is chosen
    false = None if settles else refuted(asked, [case])
    if false is not None:
        return false
    return proved(asked, [case])


def _places(asked: Asked, node: tree.Node) -> int | None:
    r"""The places that a decimal with a power of ten was printed with: 3.54 \cdot 10^{20}."""
    if asked.relation != "≈" or any(isinstance(part, tree.Name) for part in tree.walk(node)):
        return None
    value = reader(Scope()).read(node)
    return value.decimals if isinstance(value, Scalar) else None


def _for_all(asked: Asked, letters: Sequence[str]) -> Judgement | None:
    cases = list(cases_of(asked, letters))
    if not cases:
        return None
    false = refuted(asked, cases)
    if false is not None:
        return false
    open_ = [x for x in letters if x not in LAST and x not in entry_letters(asked)]
    if has_arrays(asked):
        return proved(asked, cases)
    if len(letters) > 2 or len(open_) != len(letters) or not open_:
        return None
    lead = next((x for x in open_ if x in letters_of(asked.sides[0])), open_[0])
    first = asked.sides[0]
    if isinstance(first, tree.Derivative) and first.operand is not None:
        lead = next((x for x in open_ if x in letters_of(first.operand)), lead)
    return _proved_openly(asked, lead, cases)


def _proved_openly(asked: Asked, letter: str, cases: list[dict[str, int]]) -> Judgement | None:
    work = Generic(asked.memory, letter, asked.probe.is_cyclic, asked.shares | asked.positive)

    def ranges(found: Member) -> list[tuple[str, Expr]]:
        low = [(">", rational(0))] if found.key in asked.shares | asked.positive else []
        return [*low, *([("<", rational(1))] if found.key in asked.shares else [])]

    try:
        found = proved_for_all(work, asked.relation, asked.sides, ranges)
    except (UnreadError, RecursionError):
        return None
    if found is None:
        return None
    verdict, words = found
    method = f"{words}, {verdict.method}"
    if words.startswith("induction"):
        first = proved(asked, cases[:2])
        if first is None or len(cases) < 2 or not _begins(asked, work, cases):
            return None
        method = f"{method}; the first by {first.method}"
    low = asked.said.low.get(letter, 1)
    return Judgement("proved", method, notes=(f"for all integers {letter} ≥ {low}",))


def _begins(asked: Asked, work: Generic, cases: list[dict[str, int]]) -> bool:
    """With a second letter k beside t: whether the claim holds at t = k."""
    others = sorted(cases[0].keys() - {work.letter} - asked.said.numbers.keys())
    if not others:
        return True
    here = Linear(0, ((others[0], 1),))
    left, right = (work.value(s, {work.letter: here, others[0]: here}) for s in asked.sides)
    return left == right

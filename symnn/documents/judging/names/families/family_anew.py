r"""A second formula for a family: x_t = (1 - a)^t x_0 after x_{t+1} = (1 - a) x_t.

One of the two is a recurrence and the other is not, so that the second is a claim about the first.
It is false where it fails for most of several indices, with the same letters on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic
from symnn.claims.formula import sides as expressions
from symnn.deferred import regex
from symnn.documents.judging.identities.recurrences import (
    Recurrence,
    opened,
    proved_by_induction,
    proved_of_formula,
    starts,
    uncalled,
)
from symnn.documents.judging.identities.stated import letters, unknowns
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.wording.openings import concludes
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.families import index_letter, member, written_at
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_TRIES: Final = (2, 3, 4)
#: At one index it may hold by chance; at one it may fail as the beginning is meant otherwise.
_ENOUGH: Final = 2
_OPEN: Final = "it holds for the first indices, and is not proved for all"
#: Words by which a sequence is said to obey a recurrence.
_OBEYS: Final = regex(r"\b(?:satisf\w+|obey\w*|fulfil\w*|this (?:sequence|gives|means))\b[^.]*$")
#: Words by which one is taken up, to be solved or as an example.
_OTHER_ONE: Final = regex(
    r"\b(?:examples?|e\.g\.|consider|let|suppose|take|given|solv\w+|equations?|sequences?|model"
    r"|relations?|recurrences?|recursions?|instance|such as)\b[^.]*$"
)
#: Words by which a closed form was worked out.
_WORKED: Final = regex(
    r"\b(?:induction|unroll\w*|iterating|repeated\w*|closed form|explicit formula|telescop\w*"
    r"|solving the recursion|solution(?: of the recursion| of the recurrence)? is)\b[^.]*$"
)


def judge_anew(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a formula; None where it may be a new meaning.

    Args:
        place: where it stands.
        left, link: the name with its index letter, and what it is said to be.
        assumed: what the words beside it say.
    """
    scope = place.state.scope
    letter = index_letter(left, scope) if isinstance(left, tree.Name) else None
    if not isinstance(left, tree.Name) or letter is None or link.relation != "=":
        return None
    before = place.formula.before
    general = letter in assumed.universal or place.formula.display or concludes(before)
    if not _is_general(assumed) or not (general or _WORKED.search(before.lower())):
        return None
    pattern = _known(left, place)
    if pattern is None or _calls_itself(pattern[1].body, left) == _calls_itself(link.operand, left):
        return None
    own = index_letter(pattern[0], scope)
    if own != letter and not _uses(pattern[1].body, own):
        return None  # d_v beside d_k = d_model / h, in which k is a mark
    closed = uncalled(link.operand, letter)
    reading = f"{plain(left)} = {plain(link.operand)}"
    doubt = place.state.doubtful.get((pattern[1].key, pattern[1].version))
    if doubt is not None:
        return Judgement("undecided", reason=doubt), reading
    proof = _by_induction(place, left, closed, letter, *pattern)
    if proof is not None:
        return proof, reading
    found = [_at(place, left, closed, letter, k, assumed) for k in _TRIES]
    decided = [(k, one) for k, one in zip(_TRIES, found, strict=True) if one is not None]
    if len(decided) < len(_TRIES) or any(one.outcome == "undecided" for _, one in decided):
        return None
    false = [(k, one) for k, one in decided if one.outcome == "refuted"]
    if not false:
        return Judgement("undecided", reason=_OPEN), reading
    if len(false) < _ENOUGH or _may_be_another(place, left, link.operand, pattern[1].body):
        return None
    k, first = false[0]
    return replace(first, notes=(*first.notes, f"already at {letter} = {k}")), reading


def _may_be_another(place: Place, left: tree.Name, rule: tree.Node, formula: tree.Node) -> bool:
    """Whether a recurrence behind a formula may be that of another sequence of the same name.

    "For example, a_n = 5a_{n-1} - 6a_{n-2}" goes on to a new one, and so it does behind a_n = r^n,
    where r is looked for. No word in between, or one that concludes, leaves it a claim.
    """
    if not _calls_itself(rule, left):
        return False
    bound = [n.lower for n in tree.walk(formula) if isinstance(n, tree.BigOperator) and n.lower]
    own = letters(formula).difference(letters(rule), letters(left), *map(letters, bound))
    if any(name.isalpha() for name in own):
        return True
    before = place.formula.before.strip() or place.formula.lead_in
    words = before.lower().split("$")[-1]
    asserted = concludes(words) or _OBEYS.search(words) is not None
    return not asserted and _OTHER_ONE.search(words) is not None


def _is_general(assumed: Assumptions) -> bool:
    """Whether the words beside it say no more than for which letters it holds.

    What is said for all t ≤ 0 is no closed form of a recurrence that goes on from 0.
    """
    if assumed.unread is not None or assumed.is_closed or assumed.nonzero:
        return False
    told = [f for f in assumed.domain if isinstance(f, Atomic)]
    below = {f.left for f in told if f.relation in ("<", "<=") and not free_symbols(f.right)}
    below |= {f.right for f in told if f.relation in (">", ">=") and not free_symbols(f.left)}
    above = {f.left for f in told if f.relation in (">", ">=")}
    above |= {f.right for f in told if f.relation in ("<", "<=")}
    return below <= above


def _by_induction(
    place: Place,
    left: tree.Name,
    closed: tree.Node,
    letter: str,
    pattern: tree.Name,
    known: Binding,
) -> Judgement | None:
    """The proof of a closed form, where the family was given by a recurrence."""
    own = index_letter(pattern, place.state.scope)
    if own is None:
        return None
    if not _calls_itself(known.body, left):
        moved = put_index(pattern, own, letter)
        formula = put_index(uncalled(known.body, own), own, letter)
        rule = Recurrence(left, letter, closed)
        view = reader(place.state.scope, open_names=True)
        if not isinstance(moved, tree.Name):
            return None
        return proved_of_formula(rule, moved, formula, view)
    name: tree.Node = left
    if own != letter:  # x_k = … of x_{n+1} = …
        closed, name = put_index(closed, letter, own), put_index(left, letter, own)
    if not isinstance(name, tree.Name):
        return None
    view = reader(place.state.scope, open_names=True)
    body = uncalled(known.body, own)
    return proved_by_induction(Recurrence(pattern, own, body), name, closed, view)


def _is_as_printed(sides: tuple[Side, Side]) -> bool:
    """Whether decimals before open letters may be rounded ones."""
    one, two = sides
    if not isinstance(one.value, Scalar) or not isinstance(two.value, Scalar):
        return False
    from symnn.documents.judging.doubts.decimals.printed_coefficients import agrees_as_printed

    return agrees_as_printed(one.value.expr, two.value.expr, two.node)


def judge_member(
    place: Place, left: tree.Node, link: tree.Link, known: Binding
) -> tuple[Judgement, str] | None:
    """h_3 = w^2 h_0 of what its family makes w^3 h_0, in open letters; None where it may be new.

    Args:
        place: where it stands.
        left, link: the member, and what it is said to be.
        known: what its family makes of it.
    """
    scope = place.state.scope
    if not isinstance(left, tree.Name) or link.relation != "=" or not place.formula.display:
        return None
    found = member(left, scope)
    if found is None or found[1] != known.body or known.section != place.formula.headings:
        return None
    view = reader(scope, open_names=True)
    letter = index_letter(scope.families[left.base].get(found[0].key, left), scope)
    begin = starts(left, letter, link.operand, view) if letter is not None else []
    if begin and letter is not None:
        view = opened(left, letter, begin[0], view)
    operand = _with_factors(link.operand, found[1])
    if any(isinstance(n, tree.Name) and n.base.isupper() for n in tree.walk(found[1])):
        from symnn.documents.judging.names.letters.capitals import with_capitals

        view = with_capitals(view, place, "=", found[1], operand)
    try:
        sides = Side(view.read(left), left), Side(view.read(operand), operand)
    except MeaningError:
        return None
    used = [unknowns(side.value) for side in sides]
    if not used[0] or not used[1] <= used[0] or view.track.supposed:
        return None
    judgement = judge("=", *sides)
    reading = f"{plain(left)} = {plain(operand)}"
    certain = judgement.outcome == "refuted" and used[0] == used[1]
    certain = certain and not _is_as_printed(sides)
    doubt = place.state.doubtful.get((found[0].key, found[0].version))
    if doubt is not None and (certain or judgement.outcome == "proved"):
        return Judgement("undecided", reason=doubt), reading
    return (judgement, reading) if certain or judgement.outcome == "proved" else None


def _with_factors(node: tree.Node, body: tree.Node) -> tree.Node:
    """g(1 + β) as a product where the formula of the family has a factor g."""
    heads = {
        tree.key(part.head) or "" for part in tree.walk(node) if isinstance(part, tree.Call)
    } & {tree.key(part) for part in tree.children(body) if isinstance(part, tree.Name)}
    for head in heads:
        node = uncalled(node, head)
    return node


def _known(left: tree.Name, place: Place) -> tuple[tree.Name, Binding] | None:
    """The pattern of the family and its formula in this section."""
    state = place.state
    for key, pattern in reversed(state.scope.families.get(left.base, {}).items()):
        known = state.scope.latest(key)
        if known is None or known.parameters is not None or not known.computed:
            continue
        here = known.section == place.formula.headings and state.is_in_force(known)
        return (pattern, known) if here else None
    return None


def _uses(body: tree.Node, letter: str | None) -> bool:
    """Whether an index letter stands in a formula, or in an index of it."""
    inside = [part for part in tree.walk(body) if isinstance(part, tree.Name)]
    indices = [i for n in inside for i in (*n.labels, n.subscript) if i is not None]
    return any(tree.key(part) == letter for node in (body, *indices) for part in tree.walk(node))


def _calls_itself(body: tree.Node, name: tree.Name) -> bool:
    return any(
        isinstance(part, tree.Name) and part.base == name.base and index_of(part)
        for part in tree.walk(body)
    )


def index_of(name: tree.Name) -> bool:
    """Whether it has an index that is no number: x_{t-1} and w^{(t)}, and not x_0."""
    indices = (*name.labels, *(() if name.subscript is None else (name.subscript,)))
    return any(isinstance(part, tree.Name) for index in indices for part in tree.walk(index))


def _at(
    place: Place,
    left: tree.Name,
    operand: tree.Node,
    letter: str,
    k: int,
    assumed: Assumptions,
) -> Judgement | None:
    """Both formulas at one index; None where they speak of other things."""
    scope = place.state.scope
    name = written_at(left, letter, k)
    found = member(name, scope) if isinstance(name, tree.Name) else None
    if found is None:
        return None
    first, second = found[1], written_at(operand, letter, k)
    view = reader(scope, open_names=True)
    begin = starts(left, letter, operand, view)
    view = opened(left, letter, begin[0], view) if begin else view
    try:
        sides = Side(view.read(first), first), Side(view.read(second), second)
    except MeaningError:
        return None
    apart = (f for f in assumed.domain if letter not in free_symbols(*expressions(f)))
    judgement = judge("=", *sides, over=tuple(apart))
    same = unknowns(sides[0].value) == unknowns(sides[1].value)
    plain_start = not any(name.startswith(f"{left.base}_-") for name in _all_unknowns(sides))
    if view.track.supposed or (judgement.outcome == "refuted" and not (same and plain_start)):
        return None
    return judgement


def put_index(node: tree.Node, letter: str, other: str) -> tree.Node:
    """The tree with another letter for an index, in indices and beside them."""
    if isinstance(node, tree.Name) and tree.key(node) == letter:
        return tree.Name(other, span=node.span)
    return tree.map_children(node, lambda part: put_index(part, letter, other))


def _all_unknowns(sides: tuple[Side, Side]) -> Iterator[str]:
    for side in sides:
        yield from unknowns(side.value)

r"""Sums that go on from a member of a sequence: G_t = r_{t+1} + \gamma G_{t+1} of discounted sums.

Every sum is written over the distance m of r_{t+m} from t, so that those of G_t and G_{t+1} run
over the same terms but for the first ones. These are split off, and the rest is one number for
both: what is left is an identity in the first members and that number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import bare, bracketed, number
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.subscripts import letter_of
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

#: So many first terms are split off at most.
_MOST: Final = 8
_TRIED: Final = range(6)
#: n of each letter, and the number beside them under "".
_Linear = dict[str, int]


@final
class _NoShiftError(Exception):
    """The claim holds something else than such sums."""


@final
@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum over the distances from `first` on, with its constants and what is left in it.

    `powers` are x^(times m + plus), of which x^(times (m - L)) is left in a rest from L on.
    """

    node: tree.BigOperator
    index: str
    first: int
    shift: int
    constants: tuple[tree.Node, ...]
    powers: tuple[tuple[tree.Node, int, int], ...]
    rest: str

    def outside(self, begin: int) -> tuple[tree.Node, ...]:
        """The factors of a rest that begins there."""
        raised = ((base, times * begin + plus) for base, times, plus in self.powers)
        return (*self.constants, *(tree.Power(b, number(n)) for b, n in raised if n))


@final
@dataclass(slots=True)
class _Rests:
    """Where the rest of each kind of sum begins, and the letter that stands for it."""

    begins: dict[str, int] = field(default_factory=dict)
    names: dict[str, tree.Name] = field(default_factory=dict)

    def note(self, one: _Sum) -> None:
        self.begins[one.rest] = max(self.begins.get(one.rest, one.first), one.first)
        self.names.setdefault(one.rest, tree.Name(f"rest′{len(self.names) + 1}"))


def judge_shifted(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a claim; None for any other.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    scope = place.state.scope
    if link.relation != "=" or assumed.is_closed or assumed.unread is not None:
        return None
    sides = (left, link.operand)
    letter = _letter(sides, scope)
    if letter is None:
        return None
    inner = [_inlined(side, letter, scope) for side in sides]
    try:
        found = _judged(place, inner, assumed)
    except (_NoShiftError, MeaningError):
        return None
    if found is None or (found.outcome != "proved" and may_be_posed_in_words(place.formula)):
        return None
    if found.outcome == "refuted":
        found = _at_members(place, sides, letter) if _has_members(inner, scope) else found
    return None if found is None else (found, f"{plain(left)} = {plain(link.operand)}")


def _letter(sides: tuple[tree.Node, tree.Node], scope: Scope) -> str | None:
    """t of G_t and G_{t+1}, if some of them has a formula with such a sum."""
    found: set[str] = set()
    for name in _indexed(sides):
        known = _formula(name, scope)
        inside = set(letters(name.subscript or tree.Empty()))
        if known is not None:
            if len(inside) != 1 or not _sums(known[1]):
                return None
            found |= inside
    letter = found.pop() if len(found) == 1 else None
    return letter if letter is not None and scope.latest(letter) is None else None


def _indexed(sides: tuple[tree.Node, ...] | list[tree.Node]) -> Iterator[tree.Name]:
    for part in (part for side in sides for part in tree.walk(side)):
        if isinstance(part, tree.Name) and part.subscript is not None and not part.labels:
            yield part


def _formula(name: tree.Name, scope: Scope) -> tuple[str, tree.Node] | None:
    """The letter of the family that a name with an open index belongs to, and its formula."""
    if isinstance(name.subscript, tree.Number):
        return None
    for key, pattern in reversed(scope.families.get(name.base, {}).items()):
        known, letter = scope.latest(key), letter_of(pattern, scope)
        if known is None or letter is None or known.parameters is not None or not known.computed:
            return None
        if tree.key(pattern.subscript or tree.Empty()) != letter or pattern.font != name.font:
            return None
        return letter, known.body
    return None


def _sums(node: tree.Node) -> list[tree.BigOperator]:
    return [p for p in tree.walk(node) if isinstance(p, tree.BigOperator) and p.operator == "sum"]


def _inlined(node: tree.Node, letter: str, scope: Scope) -> tree.Node:
    """The expression with the sum for each member of such a family."""

    def visit(part: tree.Node) -> tree.Node:
        if not isinstance(part, tree.Name):
            return tree.map_children(part, visit)
        known = _formula(part, scope) if part.subscript is not None else None
        if known is None or letter not in letters(part.subscript or tree.Empty()):
            return part
        return bracketed(_put(known[1], known[0], part.subscript or tree.Empty()))

    return visit(node)


def _put(node: tree.Node, letter: str, value: tree.Node) -> tree.Node:
    """The tree with an expression for a letter, in indices and beside them."""
    if isinstance(node, tree.Name) and tree.key(node) == letter:
        return value
    return tree.map_children(node, lambda part: _put(part, letter, value))


# --- sums over distances ------------------------------------------------------------------


def _judged(place: Place, sides: list[tree.Node], assumed: Assumptions) -> Judgement | None:
    rests, sums = _Rests(), dict[tree.BigOperator, _Sum]()
    for node in (n for side in sides for n in _sums(side)):
        sums[node] = _taken(node)
        rests.note(sums[node])
    if not sums or len(rests.names) > 1:
        return None
    written = [_canonical(_split(side, sums, rests)) for side in sides]
    opened: dict[str, Value] = {n.base: Scalar(symbol(n.base)) for n in rests.names.values()}
    view = assumed.view(reader(place.state.scope, open_names=True)).varying(opened)
    first, second = (Side(view.read(side), side) for side in written)
    found = judge("=", first, second, over=assumed.domain)
    if found.outcome == "undecided" or view.track.supposed:
        return None
    method = "sums without their first terms; then "
    notes = (*found.notes, "where the sums have values")
    method += found.method
    return replace(found, method=method, notes=notes, right=None, counterexample=None)


def _taken(node: tree.BigOperator) -> _Sum:
    """A sum over k of r_{t+k+c} as one over m = k + c."""
    index, start, upper, body = _from_a_number(node)
    shifts = {
        found[index] * found.get("", 0)
        for name in _indexed([body])
        if index in (found := _linear(name.subscript or tree.Empty()))
    }
    if len(shifts) != 1:
        raise _NoShiftError
    (shift,) = shifts
    factors = body.factors if isinstance(body, tree.Product) else (body,)
    if isinstance(body, tree.Product) and not set(body.operators) <= {"", "·", "×", "*"}:
        raise _NoShiftError
    apart = [f for f in factors if index not in letters(f)]
    powers = [_power(f, index, shift) for f in factors if _is_power(f, index)]
    inside = [_member(f, index) for f in factors if f not in apart and not _is_power(f, index)]
    inside += [f"{plain(base)}^{times}" for base, times, _ in powers]
    ends = "∞" if upper is None else str(sorted(_plus(upper, shift).items()))
    rest = " ".join([*sorted(inside), "to", ends])
    whole = replace(node, body=body)
    return _Sum(whole, index, start + shift, shift, tuple(apart), tuple(powers), rest)


def _from_a_number(node: tree.BigOperator) -> tuple[str, int, _Linear | None, tree.Node]:
    """The letter of a sum, the number it begins with, its end and its body.

    Where it begins with t + 1 its letter is counted from t, and where it ends with t from there
    backwards.
    """
    lower, upper, body = node.lower, node.upper, bare(node.body)
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1 or upper is None:
        raise _NoShiftError
    index, (link,) = tree.key(lower.first), lower.links
    start = _linear(link.operand)
    end = None if _is_endless(upper) else _linear(upper)
    if index is None or link.relation != "=":
        raise _NoShiftError
    moved = {key: times for key, times in start.items() if key}
    named = {key for n in _indexed([body]) for key in _linear(n.subscript or tree.Empty())}
    if moved:
        body = _put(body, index, bracketed(_tree({**moved, index: 1})))
        end = None if end is None else _less(end, moved)
    elif end is not None and set(end) - {""} and not named - {"", index}:
        body = _put(body, index, bracketed(_tree({**end, index: -1})))
        return index, 0, _less(end, start), body
    return index, start.get("", 0), end, body


def _less(one: _Linear, other: _Linear) -> _Linear:
    return {k: one.get(k, 0) - other.get(k, 0) for k in {*one, *other}}


def _is_endless(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "∞"


def _plus(found: _Linear, shift: int) -> _Linear:
    return {k: v for k, v in {**found, "": found.get("", 0) + shift}.items() if v}


def _member(node: tree.Node, index: str) -> str:
    """What r_{t+k+c} is but for its distance from t."""
    node = bare(node)
    if not isinstance(node, tree.Name) or node.subscript is None or node.labels:
        raise _NoShiftError
    found = _linear(node.subscript)
    if found.get(index) not in (1, -1):
        raise _NoShiftError
    others = sorted((k, v) for k, v in found.items() if k not in ("", index))
    return f"{node.font}{node.base}_{others}{found[index]}"


def _is_power(node: tree.Node, index: str) -> bool:
    return isinstance(bare(node), tree.Power) and index in letters(node)


def _power(node: tree.Node, index: str, shift: int) -> tuple[tree.Node, int, int]:
    """The base and the exponent, times m + plus, of a power in k = m - shift."""
    node = bare(node)
    if not isinstance(node, tree.Power) or index in letters(node.base):
        raise _NoShiftError
    found = _linear(node.exponent)
    if set(found) - {"", index}:
        raise _NoShiftError
    times = found.get(index, 0)
    return node.base, times, found.get("", 0) - times * shift


def _split(node: tree.Node, sums: dict[tree.BigOperator, _Sum], rests: _Rests) -> tree.Node:
    """The tree with first terms and the letter for the rest in place of each sum."""
    one = sums.get(node) if isinstance(node, tree.BigOperator) else None
    if one is None:
        return tree.map_children(node, lambda part: _split(part, sums, rests))
    begin = rests.begins[one.rest]
    if begin - one.first > _MOST:
        raise _NoShiftError
    terms: list[tree.Node] = [
        bracketed(_put(one.node.body, one.index, number(m - one.shift)))
        for m in range(one.first, begin)
    ]
    rest = (*one.outside(begin), rests.names[one.rest])
    terms.append(tree.Product(rest, ("·",) * (len(rest) - 1)) if len(rest) > 1 else rest[0])
    return bracketed(tree.Sum(tuple(terms))) if len(terms) > 1 else bracketed(terms[0])


def _canonical(node: tree.Node) -> tree.Node:
    """The tree with r_{t+2} for r_{t+1+1}, and with numbers in place of sums in exponents."""
    if isinstance(node, tree.Name):
        if node.subscript is None:
            return node
        return replace(node, subscript=_written(node.subscript))
    if isinstance(node, tree.Power):
        return tree.Power(_canonical(node.base), _written(node.exponent), span=node.span)
    return tree.map_children(node, _canonical)


def _written(node: tree.Node) -> tree.Node:
    try:
        return _tree(_linear(node))
    except _NoShiftError:
        return node


def _tree(found: _Linear) -> tree.Node:
    """The sum of letters that these numbers tell."""
    plus = found.get("", 0)
    terms: list[tree.Node] = [
        tree.Name(key) if times == 1 else tree.Product((number(times), tree.Name(key)), ("",))
        for key, times in sorted(found.items())
        if key and times
    ]
    if plus or not terms:
        value = number(abs(plus))
        terms.append(tree.Neg(value) if plus < 0 else value)
    return terms[0] if len(terms) == 1 else tree.Sum(tuple(terms))


def _linear(node: tree.Node) -> _Linear:
    """The letters of a sum of letters and whole numbers, with how often they are in it."""
    node = bare(node)
    if isinstance(node, tree.Number) and node.value.denominator == 1:
        return {"": int(node.value)}
    if isinstance(node, tree.Neg):
        return {key: -times for key, times in _linear(node.operand).items()}
    if isinstance(node, tree.Sum):
        total: _Linear = {}
        for term in node.terms:
            for key, times in _linear(term).items():
                total[key] = total.get(key, 0) + times
        return {key: times for key, times in total.items() if times}
    if isinstance(node, tree.Product) and len(node.factors) == 2 and node.operators[0] in ("", "·"):
        scale, inner = (_linear(factor) for factor in node.factors)
        if not set(scale) - {""}:
            return {name: scale.get("", 0) * n for name, n in inner.items() if scale.get("")}
    letter = tree.key(node)
    if letter is None:
        raise _NoShiftError
    return {letter: 1}


# --- false ones ---------------------------------------------------------------------------


def _has_members(sides: list[tree.Node], scope: Scope) -> bool:
    """Whether some member of a sequence in it has a value of its own."""
    bases = {name.base for name in _indexed(sides)}
    return any(f"{base}_{k}" in scope.history for base in bases for k in _TRIED)


def _at_members(place: Place, sides: tuple[tree.Node, tree.Node], letter: str) -> Judgement | None:
    """The refutation at one of the first indices, where all members are known."""
    view = reader(place.state.scope)
    for k in _TRIED[1:]:
        written = [_canonical(_put(side, letter, number(k))) for side in sides]
        try:
            first, second = (Side(view.read(side), side) for side in written)
        except MeaningError:
            continue
        found = judge("=", first, second)
        if found.outcome == "refuted" and found.rounding is None:
            return replace(found, notes=(*found.notes, f"already at {letter} = {k}"))
    return None

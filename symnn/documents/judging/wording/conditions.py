"""Words beside a formula and what they govern, as assumptions: "for all x ∈ [0, 1]"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import dataclass, regex
from symnn.documents.judging.sets.number_sets import COUNTERS, of_kind, of_set, unclear
from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.letters import may_be_a_number, of_one_value, spread
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column
from symnn.latex.plain import plain

MAX_CELLS: Final = 36
#: Words for what an earlier sentence supposed; see `symnn.documents.phrases.around`.
EARLIER: Final = "what was supposed earlier"
UNSURE: Final = "whether what was supposed earlier still holds here is not certain"
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
#: Words before values for the moment.
_AT: Final = ("at", "with", "where", "for", "given")
#: What names may stand for that is no real number, so that nothing is said by judging them as such.
_OTHERS: Final = regex(
    r"\b(matri\w+|vectors?|tensors?|operators?|functions?|sets?|events?|complex|quaternions?"
    r"|random|variables?|distributions?|graphs?|groups?|booleans?|strings?)\b"
)

#: "for all", "for every real", "whenever", "provided that", …: the first word with what may follow.
_WORDS: Final = regex(
    r"[\s,(]*(?:and )?"
    r"(?P<how>for|holds for|is valid for|valid for|holds|with|when|whenever|where|if|at|as long as"
    r"|provided|assuming|given|on|over|in|true for|and)?"
    r"(?: that)?(?: (?P<all>all|every|any|each|arbitrary|both))?"
    r"(?: (?:possible|fixed|given))?"
    r"(?: (?P<kind>real numbers?|reals?|numbers?|scalars?|positive integers?|integers?"
    r"|natural numbers?|(?:binary|boolean)(?: inputs?| values?)?"
    r"|positive reals?|positive real numbers?|positive numbers?|positive"
    r"|non-?negative reals?|non-?negative real numbers?|non-?negative numbers?|non-?negative"
    r"|(?:nonzero|non-zero) vectors?|nonzero|non-zero|negative|real|values? of|vectors?|inputs?"
    r"|points?|choices? of))?"
    r"(?: (?:temperature|learning rate|step size|weight|bias|threshold|scale|slope|rate|width|depth"
    r"|parameter|dimension|size|time|step|angle|logit|margin)s?)?"
    r"[\s,]*"
)


@final
@dataclass(frozen=True, slots=True)
class Condition:
    """Words, and the mathematics they govern (None for words alone)."""

    words: str
    body: tree.Node | None


@final
@dataclass(frozen=True, slots=True)
class _Words:
    """How a condition begins: a quantifier, a place ("at"), and of what kind the names are."""

    how: str
    all: bool
    kind: str


def assumptions(scope: Scope, conditions: Sequence[Condition]) -> Assumptions:
    r"""What some conditions let hold.

    Of several, in their order, a later one may use the names of those before it.

    >>> from symnn.latex.parser import parse
    >>> found = parse(r"f(x)=1 \text{ for all } x\in[0,1]").statements[0].qualifiers[0]
    >>> sorted(assumptions(Scope(), [Condition(found.words, found.body)]).universal) == ["x"]
    True
    """
    total, all_before = NOTHING, False
    for condition in sorted(conditions, key=_is_place):
        found = _read_words(condition.words)
        if found is None or condition.body is None:
            from symnn.documents.judging.wording.added import opened_names, with_words

            elsewhere = _OTHERS.search(condition.words.lower()) is not None
            why = UNSURE if condition.words == EARLIER else ""
            total = with_words(total, condition.words, condition.body is None, elsewhere, why)
            total = opened_names(total, condition.words, condition.body, scope)
            continue
        words = replace(found, all=True) if all_before and not found.how else found
        all_before = words.all
        try:
            total = total.also(_condition(scope, total, words, condition.body))
        except MeaningError as obstacle:
            from symnn.documents.judging.wording.unread import not_read

            total = total.also(not_read(condition.body, obstacle))
            if _OTHERS.search(condition.words.lower()):
                total = replace(total, elsewhere=True)
    return total


def _is_place(condition: Condition) -> bool:
    """Places come last: "at s = -b/w for all w" uses the names that follow."""
    words = condition.words.lower().split()
    return bool(words) and words[0].strip("(,") in ("at", "where", "with", "given")


def _read_words(text: str) -> _Words | None:
    match = _WORDS.fullmatch(" ".join(text.lower().replace("\\", " ").split()))
    if match is None:
        return None
    return _Words(match["how"] or "", match["all"] is not None, match["kind"] or "")


def _condition(scope: Scope, known: Assumptions, words: _Words, body: tree.Node) -> Assumptions:
    if isinstance(body, tree.Group) and body.fence == "()" and len(body.items) == 1:
        body = body.items[0]
    body = spread(body)
    if isinstance(body, tree.Group) and any(isinstance(i, tree.Chain) for i in body.items):
        return _several(scope, known, words, body)
    if isinstance(body, tree.Logic) and body.operator == "or":
        return _either(scope, known, words, body)
    if isinstance(body, tree.Chain):
        links = [li.relation for li in body.links]
        if links == ["∈"]:
            return _membership(scope, known, words, body)
        if links == ["∉"]:
            from symnn.documents.judging.wording.outside import outside

            return _either(scope, known, words, outside(body))
        if links == ["≠"] and (found := _not(scope, known, words, body)) is not None:
            return found
        if links and all(r in _RELATIONS for r in links):
            return _relations(scope, known, words, body)
        raise unclear(body)
    if not words.all and words.kind == "":
        raise unclear(body)
    if words.kind.endswith(("zero vector", "zero vectors")):
        from symnn.documents.judging.wording.nonzero import nonzero_vector

        return nonzero_vector(scope, _key(body), body)
    return _names(_items(body), words.kind, body)


def _not(scope: Scope, known: Assumptions, words: _Words, chain: tree.Chain) -> Assumptions | None:
    from symnn.documents.judging.wording.apart import apart
    from symnn.documents.judging.wording.nonzero import vector_that_is_not_zero

    parts = apart(chain)
    vector = vector_that_is_not_zero(scope, chain)
    return vector if parts is None else _condition(scope, known, words, parts)


def _several(scope: Scope, known: Assumptions, words: _Words, body: tree.Group) -> Assumptions:
    """(a ≠ 0, b > 0), and (a, b ∈ ℝ): names before a relation share it."""
    total, waiting = NOTHING, list[tree.Node]()
    for item in body.items:
        if not isinstance(item, tree.Chain):
            waiting.append(item)
            continue
        if waiting:
            first = tree.Group("", (*waiting, item.first), span=item.span)
            item, waiting = replace(item, first=first), []
        total = total.also(_condition(scope, known.also(total), words, item))
    if waiting:
        raise unclear(body)
    return total


def _either(scope: Scope, known: Assumptions, words: _Words, body: tree.Logic) -> Assumptions:
    """x < 0 or x > 1."""
    parts = [_condition(scope, known, words, part) for part in body.operands]
    if any(part.narrow or not part.domain for part in parts):
        raise unclear(body)
    cases = tuple(conjunction(part.domain) for part in parts)
    total = NOTHING
    for part in parts:
        total = total.also(replace(part, domain=(), words=()))
    said = " or ".join(word for part in parts for word in part.words)
    return replace(total, domain=(Compound("or", cases),), words=(said,))


def _items(node: tree.Node) -> tuple[tree.Node, ...]:
    return node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)


def _key(node: tree.Node) -> str:
    key = tree.key(node)
    if key is None:
        raise unclear(node)
    return key


def _names(items: Sequence[tree.Node], kind: str, body: tree.Node) -> Assumptions:
    """Names that stand for all numbers of a kind; a bold or accented one may be no number."""
    total, no_number = NOTHING, kind.startswith(("vector", "input", "point", "value", "choice"))
    if several := [n for n in items if no_number or not (kind or _may_be_number(n))]:
        text = f"what {', '.join(map(_key, several))} may be is not said"
        raise MeaningError(Kind.UNSUPPORTED, text, body.span)
    for key in map(_key, items):
        total = total.also(_unknown(key, Scalar(symbol(key)), *of_kind(kind, key)))
    return total


def _may_be_number(node: tree.Node) -> bool:
    if not isinstance(node, tree.Name):
        return False
    plain = node.font == "" and not node.accents and len(node.base) == 1
    return may_be_a_number(node) or (plain and COUNTERS.fullmatch(node.base) is not None)


def _unknown(
    key: str, value: Value, wide: tuple[Formula, ...] = (), narrow: tuple[Formula, ...] = ()
) -> Assumptions:
    values: dict[str, Value] = {key: value}
    if isinstance(value, Array):
        for cell in value.cells():
            values[str(cell.expr.data)] = cell
    names = frozenset(str(v.expr.data) for v in values.values() if isinstance(v, Scalar))
    return Assumptions(values, names | {key}, wide, narrow)


# --- membership -----------------------------------------------------------------------


def _membership(scope: Scope, known: Assumptions, words: _Words, chain: tree.Chain) -> Assumptions:
    place = chain.links[0].operand
    total = NOTHING
    items = _items(chain.first)
    if len(entries := _entries(chain.first, place)) > 1 and isinstance(place, tree.Power):
        items, place = entries, place.base
    for item in items:
        key = _key(item)
        if not words.all and scope.latest(key) is not None and key not in known.universal:
            total = total.opened(f"{key} has a value here")
        total = total.also(_member(scope, known, key, place))
    return replace(total, relations=(chain,), words=(plain(chain),))


def _entries(node: tree.Node, place: tree.Node) -> tuple[tree.Node, ...]:
    """The x and y of (x, y) ∈ S²: as many as the power says."""
    if not isinstance(node, tree.Group) or node.fence != "()" or not isinstance(place, tree.Power):
        return ()
    size = place.exponent
    fits = isinstance(size, tree.Number) and size.value == len(node.items)
    return node.items if fits else ()


def _member(scope: Scope, known: Assumptions, key: str, place: tree.Node) -> Assumptions:
    shape = None
    if isinstance(place, tree.Power):
        shape, place = _shape(scope, known, place.exponent), place.base
    if shape is None:
        return _unknown(
            key, Scalar(symbol(key)), *of_set(known.view(reader(scope)), symbol(key), place)
        )
    cells = _cells(key, shape)
    value = column(cells) if shape[1] == 1 else _grid(cells, shape)
    total = _unknown(key, value)
    for cell in cells:
        wide, narrow = of_set(known.view(reader(scope)), cell.expr, place)
        total = total.also(Assumptions(domain=wide, narrow=narrow))
    return total


def _shape(scope: Scope, known: Assumptions, node: tree.Node) -> tuple[int, int] | None:
    """The 2 of ℝ², the 2 and 3 of ℝ^{2×3}; None for marks such as ℝ^+."""
    parts = node.factors if isinstance(node, tree.Product) else (node,)
    if isinstance(node, tree.Product) and node.operators != ("×",):
        raise unclear(node)
    view = known.view(reader(scope))
    sizes = [view.integer(part) for part in parts]
    if not all(size > 0 for size in sizes) or len(sizes) > 2:
        raise unclear(node)
    rows, columns = (sizes[0], 1) if len(sizes) == 1 else sizes
    if rows * columns > MAX_CELLS:
        raise MeaningError(Kind.SIZE, f"over {MAX_CELLS} unknown entries", node.span)
    return rows, columns


def _cells(key: str, shape: tuple[int, int]) -> tuple[Scalar, ...]:
    rows, columns = shape
    if columns == 1:
        return tuple(Scalar(symbol(f"{key}_{i + 1}")) for i in range(rows))
    places = [(i + 1, j + 1) for i in range(rows) for j in range(columns)]
    return tuple(Scalar(symbol(f"{key}_{i}{j}")) for i, j in places)


def _grid(cells: tuple[Scalar, ...], shape: tuple[int, int]) -> Array:
    rows, columns = shape
    return Array(tuple(cells[i * columns : (i + 1) * columns] for i in range(rows)))


# --- relations ------------------------------------------------------------------------


def _relations(scope: Scope, known: Assumptions, words: _Words, chain: tree.Chain) -> Assumptions:
    """Inequalities restrict; an equation for a lone name is its value for the moment."""
    lists = _items(chain.first)
    if words.how in _AT and (alike := of_one_value(chain)):
        lists, chain = alike, replace(chain, links=chain.links[-1:])
    if len(lists) > 1:
        total = NOTHING
        for item in lists:
            one = replace(chain, first=item)
            total = total.also(_relations(scope, known.also(total), words, one))
        return total
    equation = len(chain.links) == 1 and chain.links[0].relation == "="
    lone = tree.key(chain.first)
    if equation and not words.all and lone is not None and not known.is_tied(lone):
        return _value(scope, known, chain)
    if equation and (function := _function(scope, chain)) is not None:
        return function
    total = known
    for node in (chain.first, *(link.operand for link in chain.links)):
        total = _with_unknowns(scope, total, words, node, equation)
    view = total.view(reader(scope))
    formulas = tuple(_atoms(view, chain))
    kinds: list[Formula] = []
    for name in sorted(free_symbols(*(e for f in formulas for e in (f.left, f.right)))):
        kinds += of_kind(words.kind, name)[0] if words.kind else []
    new = {key: v for key, v in total.values.items() if known.values.get(key) is not v}
    counted = sorted(total.universal - known.universal) if not words.kind else []
    return Assumptions(
        new,
        total.universal - known.universal,
        (*kinds, *formulas),
        tuple(f for key in counted for f in of_kind("", key)[1]),
        (chain,),
        (plain(chain),),
        None if total.unread == known.unread else total.unread,
    )


def _function(scope: Scope, chain: tree.Chain) -> Assumptions | None:
    """h(a) = tanh(a) as what h is for the moment."""
    call, body = chain.first, chain.links[0].operand
    if not isinstance(call, tree.Call) or not isinstance(call.head, tree.Name):
        return None
    key = _key(call.head)
    names = tuple(tree.key(item) for item in call.arguments.items)
    used = {tree.key(part) for part in tree.walk(body)}
    if not names or not set(names) <= used or key in used or len(set(names)) != len(names):
        return None
    parameters = tuple(name for name in names if name is not None)
    value = Defined(key, parameters, body, scope.version + 1)
    return Assumptions({key: value}, relations=(chain,), words=(plain(chain),))


def _atoms(view: Reader, chain: tree.Chain) -> Iterator[Atomic]:
    for left, link in chain.pairs():
        yield Atomic(
            _RELATIONS[link.relation],
            view.read_scalar(left).expr,
            view.read_scalar(link.operand).expr,
        )


def _with_unknowns(
    scope: Scope, known: Assumptions, words: _Words, node: tree.Node, equated: bool
) -> Assumptions:
    """Names that nothing defines are numbers; so are quantified ones, and C in C > 1."""
    lone = tree.key(node)
    for part in tree.walk(node):
        key = tree.key(part)
        if key is None or known.is_met(key) or not isinstance(part, tree.Name):
            continue
        each = words.all or (words.how == "for" and not equated)
        if scope.latest(key) is not None and not (each and key == lone):
            if key != lone and not words.all and words.how != "whenever":
                continue
            known = known.opened(f"{key} has a value here")
        number = _may_be_number(part) or (not equated and key == lone and part.font == "")
        if number and key not in ("e", "pi"):
            known = known.also(_unknown(key, Scalar(symbol(key))))
    return known


def _value(scope: Scope, known: Assumptions, chain: tree.Chain) -> Assumptions:
    """The value of a name for the moment: "at x = 1", "if v = c" for an open letter c."""
    key = _key(chain.first)
    try:
        value = known.view(reader(scope)).read(chain.links[0].operand)
    except MeaningError as obstacle:
        if obstacle.kind is not Kind.UNDEFINED:
            raise
        value = known.view(reader(scope, open_names=True)).read(chain.links[0].operand)
    if not isinstance(value, (Scalar, Array)):
        raise unclear(chain)
    values: dict[str, Value] = {key: value}
    if isinstance(value, Array) and value.is_vector:
        entries = [Scalar(c.expr) for c in value.cells()]
        values |= {f"{key}_{i}": cell for i, cell in enumerate(entries, 1)}
    return Assumptions(values, relations=(chain,), words=(plain(chain),))

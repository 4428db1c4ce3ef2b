r"""Variables whose law is told: `X \sim \mathcal{U}(-1, 1)`, `w_i \sim \mathcal{N}(0, s^2)`.

Also those said to be uniform on a finite set ("X ∈ {1, 3} uniform"), and those of which only the
mean and the variance are given, as long as the same formula goes on. What is said of w_i holds of
each member of the family.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.chances.events import MOMENTS, may_be_moment
from symnn.documents.judging.names.letters.unsaid import with_deviation
from symnn.documents.judging.placing import Place, State
from symnn.documents.regions import Formula
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    exp,
    mul,
    negative,
    power,
    quotient,
    rational,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader

_UNIFORM: Final = frozenset({"U", "Unif", "Uniform", "unif", "uniform"})
_NORMAL: Final = frozenset({"N", "Normal", "normal"})
_INDICES: Final = frozenset("ijkl")
#: Names for means inside of means.
INNER: Final = "symnnmean"
_WORDS: Final = frozenset({"independent", "iid", "all", "each", "entries", "weights"})
_EVENLY: Final = regex(r"\bunif(?:orm(?:ly)?)?\b")
_APART: Final = regex(r"(?<!not )\bindependent|\bi\.?\s?i\.?\s?d\b")
_TOGETHER: Final = regex(r"correlat|(?<!in)dependent|covarian|\\rho\b|\bcov\b|\bjoint")
#: Words with which a uniform variable may have whole values only.
WHOLE: Final = regex(
    r"\b(?:die|dice|discrete|integers?|whole numbers?|natural numbers?"
    r"|equally likely (?:values|outcomes))\b"
    r"|\buniform\w*(?: \w+){0,3} (?:on|over|in|from|among) (?:the )?"
    r"(?:set |numbers |values )?\$?\\\{"
)
_SQUARES: Final = regex(r"\\sigma\s?\^|\bvarianc")


@final
@dataclass(frozen=True, slots=True)
class Law:
    """How a variable is distributed.

    `kind` is uniform, normal, values or moments, with its `parts` as they were written; `version`
    is that of the names it was said at, `chain` the relation that says it.
    """

    key: str
    kind: str
    parts: tuple[tree.Node, ...]
    section: tuple[str, ...]
    version: int
    chain: tree.Chain

    @property
    def is_local(self) -> bool:
        """Whether it holds in its formula alone."""
        return self.kind == "moments"


@final
@dataclass(slots=True)
class Laws:
    """The laws told so far, the latest last, and what indices run over: i = 1, …, n."""

    known: list[Law] = field(default_factory=list)
    counts: dict[str, tuple[tree.Node, tree.Node]] = field(default_factory=dict)

    def copy(self) -> Laws:
        """As they are now."""
        return Laws(list(self.known), dict(self.counts))


def note_laws(
    state: State, formula: Formula, statements: Sequence[tree.Statement | tree.Unreadable]
) -> None:
    """Keep the laws that a formula tells."""
    if state.chances.told is None:
        state.chances.told = Laws()
    plain = [s for s in statements if isinstance(s, tree.Statement)]
    words = " ".join(q.words for s in plain for q in s.qualifiers)
    evenly = _EVENLY.search(words.lower()) is not None
    before: tuple[tree.Node, ...] = ()
    for statement in plain:
        for chain in _told(statement.body):
            for law in _of(chain, before, formula, state, evenly):
                state.chances.told.known.append(law)
        before = _listed(statement)
        _note_count(state, statement.body)


def _told(body: tree.Node) -> Iterator[tree.Chain]:
    """The chains of a statement that may tell a law: itself, or what an arrow goes out from."""
    if isinstance(body, tree.Chain):
        inner = body.first if body.links[0].relation == "⇒" else body
        if isinstance(inner, tree.Chain) and len(inner.links) == 1:
            yield inner


def _listed(statement: tree.Statement) -> tuple[tree.Node, ...]:
    """The names before the last one of a list: X of "X, Y ∼ … independent"."""
    body = statement.body
    items = body.items if isinstance(body, tree.Group) and body.fence == "" else (body,)
    plain = all(isinstance(item, (tree.Name, tree.Dots)) for item in items)
    return items if plain and not statement.qualifiers else ()


def _of(
    chain: tree.Chain,
    before: tuple[tree.Node, ...],
    formula: Formula,
    state: State,
    evenly: bool,
) -> Iterator[Law]:
    (link,) = chain.links
    place = formula.headings, state.scope.version, chain
    if link.relation == "~":
        kind, parts = _by_name(link.operand)
        if kind and not any(map(_may_be_array, parts)):
            yield from (Law(key, kind, parts, *place) for key in _keys(chain.first, before))
    elif link.relation == "∈" and evenly and isinstance(link.operand, tree.Group):
        if link.operand.fence == "{}" and all(map(_is_number, link.operand.items)):
            items = link.operand.items
            yield from (Law(key, "values", items, *place) for key in _keys(chain.first))
    elif link.relation == "=" and (told := _of_moment(chain.first)) is not None:
        head, key = told
        known = law_of(state.chances.told, key, formula.headings, state.scope.version)
        if known is None or known.is_local:
            old = known.parts if known is not None else (tree.Empty(), tree.Empty())
            new = (link.operand, old[1]) if head == "E" else (old[0], link.operand)
            yield Law(key, "moments", new, *place)


def _by_name(node: tree.Node) -> tuple[str, tuple[tree.Node, ...]]:
    r"""\mathcal{U}(a, b), \mathrm{Unif}[a, b], N(\mu, \sigma^2)."""
    group: tree.Node | None = None
    head: tree.Node | None = None
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        head, group = node.factors
    elif isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        head, group = node.function, node.argument
    if not isinstance(head, tree.Name) or not isinstance(group, tree.Group) or head.subscript:
        return "", ()
    items = group.items
    if head.base in _UNIFORM and group.fence == "{}" and all(map(_is_number, items)):
        return "values", items
    if len(items) != 2 or set(group.separators or ()) != {","}:
        return "", ()
    if head.base in _UNIFORM and group.fence in ("()", "[]"):
        return "uniform", items
    return ("normal", items) if head.base in _NORMAL and group.fence == "()" else ("", ())


def _may_be_array(part: tree.Node) -> bool:
    r"""N(0, \sigma^2 I), N(\mathbf{m}, \Sigma)."""
    names = [node for node in tree.walk(part) if isinstance(node, tree.Name)]
    return any(name.font or name.base in ("I", "Sigma") for name in names)


def _is_number(node: tree.Node) -> bool:
    bare = node.operand if isinstance(node, tree.Neg) else node
    return isinstance(bare, tree.Number)


def _keys(node: tree.Node, before: tuple[tree.Node, ...] = ()) -> Iterator[str]:
    """The names that are distributed so: X, Y of X, Y ∼ …, behind a word such as independent.

    X_1, …, X_n is the family X_i.
    """
    if isinstance(node, tree.Product) and tree.key(node.factors[0]) in _WORDS:
        node = node.factors[-1]
    items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
    items = (*before, *items)
    if any(isinstance(item, tree.Dots) for item in items):
        bases = {item.base for item in items if isinstance(item, tree.Name) and item.subscript}
        yield from (f"{base}_i" for base in bases)
        return
    yield from (key for item in items if (key := tree.key(item)) is not None)


def _of_moment(node: tree.Node) -> tuple[str, str] | None:
    """The head and the variable of E[X] or Var(X)."""
    from symnn.documents.judging.chances.moments import parts_of, regrouped

    head, arguments = parts_of(regrouped(node))
    if head is None or head.base not in ("E", "Var", "var") or len(arguments) != 1:
        return None
    key = tree.key(arguments[0])
    return None if key is None or head.base not in MOMENTS else (head.base.title()[:1], key)


def _note_count(state: State, body: tree.Node) -> None:
    """i = 1, …, n, also behind names: x_i, i = 1, …, n."""
    if not isinstance(body, tree.Chain) or len(body.links) != 1 or body.links[0].relation != "=":
        return
    first, group = body.first, body.links[0].operand
    letter = first.items[-1] if isinstance(first, tree.Group) and not first.fence else first
    key = tree.key(letter)
    if key in _INDICES and isinstance(group, tree.Group) and len(group.items) == 3:
        start, dots, end = group.items
        if isinstance(dots, tree.Dots):
            state.chances.told.counts[key or ""] = (start, end)


def law_of(laws: Laws, key: str, section: tuple[str, ...], since: int) -> Law | None:
    """The law of a variable: told of it, or of each member of its family, the latest."""
    base, _, index = key.partition("_")
    for law in reversed(laws.known):
        if law.section != section or (law.is_local and law.version < since):
            continue
        named, _, letter = law.key.partition("_")
        member = index.isalnum() and letter in _INDICES and named == base
        if law.key == key or member:
            return law
    return None


def with_means(chain: tree.Chain, place: Place) -> tree.Chain:
    r"""The chain with \mathbb{E}[\hat y] for the name \bar f that was given as it."""
    scope = place.state.scope

    def visit(node: tree.Node) -> tree.Node:
        known = scope.latest(tree.key(node) or "")
        if known is None or known.parameters is not None:
            return tree.map_children(node, visit)
        if not any(map(may_be_moment, tree.walk(known.body))):
            return node
        return tree.Group("()", (known.body,), span=node.span)

    if tree.key(chain.first) is not None and scope.latest(tree.key(chain.first) or "") is None:
        return chain  # what it gives a value
    found = visit(chain)
    return found if isinstance(found, tree.Chain) else chain


def are_independent(place: Place) -> bool:
    """Whether the text says so up to here."""
    text = place.state.source.text[: place.formula.outer_end].lower()
    return _APART.search(text) is not None and _TOGETHER.search(text) is None


def is_in_doubt(law: Law, place: Place) -> bool:
    """Whether the second number of a normal law may be its deviation, or a uniform one discrete."""
    text = place.state.source.text.lower()
    if law.kind == "uniform":
        return WHOLE.search(text) is not None
    if law.kind != "normal" or _SQUARES.search(text) is not None:
        return False
    spread = law.parts[-1]
    squared = isinstance(spread, tree.Power) and tree.key(spread.exponent) is None
    return not squared and not (isinstance(spread, tree.Number) and spread.value in (0, 1))


# --- moments --------------------------------------------------------------------------


def moment(law: Law, degree: int, view: Reader) -> Expr | None:
    """E[X^k]; None where the law does not settle it."""
    if degree == 0:
        return ONE
    if law.kind == "moments" and (degree > 2 or _is_open(law, degree)):
        return None
    parts = _parts(law, view)
    if law.kind == "values":
        powers = [_raised(part, degree) for part in parts]
        return quotient(add(*powers), rational(len(parts)))
    if law.kind == "uniform":
        low, high = parts
        terms = [mul(_raised(low, k), _raised(high, degree - k)) for k in range(degree + 1)]
        return quotient(add(*terms), rational(degree + 1))
    if law.kind == "normal":
        return _of_normal(parts[0], parts[1], degree)
    mean = parts[0]
    return mean if degree == 1 else add(parts[1], power(mean, rational(2)))


def _parts(law: Law, view: Reader) -> list[Expr]:
    """What the law was told with; a bare σ is a number."""
    given = [part for part in law.parts if not isinstance(part, tree.Empty)]
    view = with_deviation(view, *given)
    return [view.read_scalar(part).expr for part in given]


def _is_open(law: Law, degree: int) -> bool:
    return any(isinstance(part, tree.Empty) for part in law.parts[:degree])


def _of_normal(mean: Expr, variance: Expr, degree: int) -> Expr:
    """m E[X^{k-1}] + (k - 1) v E[X^{k-2}], by Stein's lemma."""
    found = [ONE, mean]
    for k in range(2, degree + 1):
        found.append(add(mul(mean, found[-1]), mul(rational(k - 1), variance, found[-2])))
    return found[degree]


def _raised(base: Expr, exponent: int) -> Expr:
    return ONE if exponent == 0 else power(base, rational(exponent))


def waves(law: Law, rate: Expr, shift: Expr, view: Reader) -> dict[str, Expr]:
    """E[sin(tX + s)], E[cos(tX + s)] and E[exp(tX + s)], of a uniform or normal variable."""
    if law.kind not in ("uniform", "normal"):
        return {}
    one, other = _parts(law, view)
    if law.kind == "normal":
        half = quotient(mul(power(rate, rational(2)), other), rational(2))
        angle = add(mul(rate, one), shift)
        damped = exp(negative(half))
        return {
            "sin": mul(damped, apply("sin", angle)),
            "cos": mul(damped, apply("cos", angle)),
            "exp": exp(add(angle, half)),
        }
    low, high = (add(mul(rate, end), shift) for end in (one, other))
    width = add(high, negative(low))
    areas = {
        "sin": add(apply("cos", low), negative(apply("cos", high))),
        "cos": add(apply("sin", high), negative(apply("sin", low))),
        "exp": add(exp(high), negative(exp(low))),
    }
    return {name: quotient(area, width) for name, area in areas.items()}

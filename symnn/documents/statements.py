"""From the statements of a formula to entries: definitions, claims, and what is neither."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, final

from flint import fmpq

from symnn.documents import rules
from symnn.documents.definitions import Target, computed, target
from symnn.documents.model import Entry, Kind, Outcome
from symnn.documents.regions import Formula
from symnn.documents.relations import RELATIONS, Judgement, Side, judge, soften
from symnn.documents.source import Source
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning import obstacles
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.softness import Softness
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value, value_text
from symnn.latex.parser import parse

_MAX_READING: Final = 240

#: Words before a formula that leave it a plain assertion.
_HARMLESS_LEADS: Final = frozenset(
    {"let", "so", "then", "thus", "hence", "therefore", "and", "where", "with", "we", "get"}
    | {"have", "now", "i.e.", "is", "that", "gives", "or"}
)

_DECLARATIONS: Final = {
    "∈": "says where a name lives",
    "∉": "says where a name does not live",
    ":": "says what kind of thing a name is",
    "→": "an arrow gives data or a map; no value is claimed",
    "↦": "an arrow gives data or a map; no value is claimed",
    "←": "an update",
    "~": "says how something is distributed",
    "∝": "says only that two things are proportional",
}


@final
@dataclass(slots=True)
class State:
    """What a document has said so far."""

    source: Source
    scope: Scope = field(default_factory=Scope)
    last: tree.Node | None = None
    last_paragraph: int = -2


@final
@dataclass(frozen=True, slots=True)
class _Place:
    """A formula in its document."""

    state: State
    formula: Formula
    latex: str

    def entry(self, start: int, end: int, **fields: Any) -> Entry:
        """An entry that covers a piece of the formula."""
        first, last = self.formula.span(start, max(end, start))
        begin, stop = self.state.source.position(first), self.state.source.position(last)
        return Entry(
            line=begin.line,
            column=begin.column,
            end_line=stop.line,
            end_column=stop.column,
            latex=self.latex[start:end],
            **fields,
        )


def judge_formula(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of one formula, in its order."""
    parsed = parse(formula.latex)
    place = _Place(state, formula, formula.latex)
    for statement in parsed.statements:
        if isinstance(statement, tree.Unreadable):
            yield _unreadable(place, statement)
        else:
            yield from _statement(place, statement)
    state.last_paragraph = formula.paragraph


def _unreadable(place: _Place, node: tree.Unreadable) -> Entry:
    return place.entry(
        *node.span,
        rule=rules.NOT_UNDERSTOOD.id,
        kind="not-a-claim",
        relation="",
        reason=node.message,
    )


def _statement(place: _Place, statement: tree.Statement) -> Iterator[Entry]:
    body = statement.body
    if isinstance(body, tree.System):
        for row in body.rows:
            yield from _statement(place, replace(statement, body=row))
        return
    if not isinstance(body, tree.Chain):
        return
    if _is_open_condition(statement):
        yield from _neither(place, body, "a condition, or words that are not understood")
        return
    yield from _chain(place, body, bool(statement.qualifiers))


def _is_open_condition(statement: tree.Statement) -> bool:
    if statement.lead is None:
        return False
    words = statement.lead.text.lower().replace(",", " ").split()
    return any(word not in _HARMLESS_LEADS for word in words)


def _neither(place: _Place, chain: tree.Chain, reason: str) -> Iterator[Entry]:
    for left, link in chain.pairs():
        yield _entry(place, left, link, "not-a-claim", reason=reason)


def _chain(place: _Place, chain: tree.Chain, qualified: bool) -> Iterator[Entry]:
    """A definition first, if the left side is one; every further link is a claim."""
    state = place.state
    first = chain.first
    pairs = list(chain.pairs())
    if isinstance(first, tree.Empty):
        if state.last is None or place.formula.paragraph - state.last_paragraph > 1:
            yield from _neither(place, chain, "it goes on from a formula that is not known")
            return
        pairs[0] = (state.last, pairs[0][1])
    else:
        defined = target(first, pairs[0][1].relation, state.scope)
        if defined is not None:
            taken = yield from _definition(place, chain, defined)
            if taken:
                pairs = pairs[1:]
    for left, link in pairs:
        yield _claim(place, left, link, qualified)
    state.last = chain.links[-1].operand


def _definition(place: _Place, chain: tree.Chain, defined: Target) -> Generator[Entry, None, bool]:
    """Bind the name if this is a definition; yields the entry and returns whether it was one."""
    link = chain.links[0]
    again = defined.known is not None and defined.parameters is None
    if again and defined.known is not None and link.relation not in ("←", ":="):
        found = _restated(place, chain.first, link, defined.known)
        if found is not None:
            yield found
            _note_shown(place.state, defined.key, chain)
            return True
    body = _best_body(place.state, chain)
    reading = _reading_of(place, defined, body)
    _bind(place, defined, body)
    _note_shown(place.state, defined.key, chain)
    yield _entry(place, chain.first, link, "definition", reading=reading)
    return True


def _restated(place: _Place, left: tree.Node, link: tree.Link, known: Binding) -> Entry | None:
    """A name that has a meaning is given again: a claim if it holds, or if it was computed."""
    try:
        judgement, reading = _judged(place, left, link)
    except MeaningError:
        return None
    if judgement.outcome == "proved":
        return _judged_entry(place, left, link, judgement, reading)
    same_section = known.section == place.formula.headings
    plain = isinstance(link.operand, (tree.Number, tree.Neg, tree.Quotient))
    firm = known.computed and same_section and plain and not computed(link.operand)
    if judgement.outcome == "refuted" and firm:
        return _judged_entry(place, left, link, judgement, reading)
    return None


def _note_shown(state: State, key: str, chain: tree.Chain) -> None:
    """Remember the last printed decimals of a chain: later lines may go on from them."""
    last = chain.links[-1].operand
    known = state.scope.latest(key)
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(last))
    if decimals and not computed(last) and known is not None and known.computed:
        state.scope.show(key, last)


def _best_body(state: State, chain: tree.Chain) -> tree.Node:
    """The first operand of a chain that has a value; else the first."""
    for link in chain.links:
        try:
            reader(state.scope).value(link.operand)
        except MeaningError:
            continue
        return link.operand
    return chain.links[0].operand


def _bind(place: _Place, defined: Target, body: tree.Node) -> None:
    state = place.state
    line = state.source.position(place.formula.start).line
    state.scope.bind(
        Binding(
            defined.key,
            body,
            state.scope.version + 1,
            defined.parameters,
            computed(body),
            line,
            place.formula.headings,
        )
    )


def _reading_of(place: _Place, defined: Target, body: tree.Node) -> str:
    if defined.parameters is not None:
        return f"{defined.key} is a function of {', '.join(defined.parameters)}"
    try:
        return _cut(f"{defined.key} is {_text(reader(place.state.scope).value(body))}")
    except MeaningError as obstacle:
        return f"{defined.key} is a formula ({obstacle.message})"


def _text(value: Value) -> str:
    if isinstance(value, (Builtin, Defined)):
        return f"the function {value.name}"
    return value_text(value)


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_READING else text[: _MAX_READING - 1] + "…"


def _claim(place: _Place, left: tree.Node, link: tree.Link, qualified: bool) -> Entry:
    """The entry of one relation that defines nothing."""
    relation = link.relation
    if relation not in RELATIONS:
        reason = _DECLARATIONS.get(relation, f"the relation {relation} is not judged")
        return _entry(place, left, link, "not-a-claim", reason=reason)
    try:
        judgement, reading = _judged(place, left, link)
    except MeaningError as obstacle:
        return _obstructed(place, left, link, obstacle)
    if qualified and judgement.outcome == "refuted":
        judgement = Judgement("undecided", reason="words beside the formula may restrict it")
    return _judged_entry(place, left, link, judgement, reading)


def _judged(place: _Place, left: tree.Node, link: tree.Link) -> tuple[Judgement, str]:
    """Judge a relation with the names in force; with unknowns only identities count."""
    scope = place.state.scope
    strict = reader(scope)
    try:
        sides = Side(strict.value(left), left), Side(strict.value(link.operand), link.operand)
    except MeaningError as obstacle:
        if obstacle.kind is not obstacles.Kind.UNDEFINED:
            raise
        return _identity(scope, left, link, obstacle)
    _check_defined(sides, link)
    reading = _reading(sides, link.relation)
    found = judge(link.relation, *sides)
    if found.outcome == "refuted" and RELATIONS[link.relation] in ("=", "≈"):
        if _may_be_posed(place, left, link):
            text = "it may be an equation to solve: its names may be unknown again here"
            return Judgement("undecided", reason=text), reading
        if not _exact_as_written(sides):
            found = _softened(scope, found, left, link)
    return found, reading


def _softened(scope: Scope, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """A refutation stands only if no unrounded decimals would make the relation true."""
    soft = Softness()
    try:
        a, b = reader(scope, soft=soft).value(left), _soft_right(scope, soft, link.operand)
    except MeaningError:
        return found
    return soften(found, a, b, soft.boxes)


def _soft_right(scope: Scope, soft: Softness, node: tree.Node) -> Value:
    """The right side: a printed result is a rounded one however few its digits."""
    before, soft.least = soft.least, 1 if _is_literal(node) else soft.least
    try:
        return reader(scope, soft=soft).value(node)
    finally:
        soft.least = before


def _is_literal(node: tree.Node) -> bool:
    return not any(
        isinstance(n, (tree.Product, tree.Sum, tree.Quotient, tree.Power, tree.Name))
        for n in tree.walk(node)
    )


def _exact_as_written(sides: tuple[Side, Side]) -> bool:
    """Plain arithmetic on short decimals whose exact result fits the printed digits.

    Then the author would have printed it, so another number there is an error.
    """
    left, right = sides[0].value, sides[1].value
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        return False
    if right.decimals is None or not _is_arithmetic(sides[0].node):
        return False
    exact = exact_value(left.expr)
    return exact.is_rational and (exact.as_fmpq() * fmpq(10) ** right.decimals).q == 1


def _is_arithmetic(node: tree.Node) -> bool:
    """Numbers with at most four decimals, and + - * / only."""
    kinds = (tree.Number, tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Group)
    return all(
        isinstance(part, kinds) and not (isinstance(part, tree.Number) and (part.decimals or 0) > 4)
        for part in tree.walk(node)
    )


def _may_be_posed(place: _Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a false equation may be one to solve, its names unknown again.

    So it may be if a name in it was simply given, in another section or as the only name here,
    and no numbers are put in.
    """
    both = [*tree.walk(left), *tree.walk(link.operand)]
    if any(isinstance(n, (tree.Matrix, tree.Group)) and _has_numbers(n) for n in both):
        return False
    here, given = place.formula.headings, {}
    for node in both:
        key = tree.key(node)
        known = place.state.scope.latest(key) if key is not None else None
        if known is not None and known.parameters is None:
            given[known.key] = known
    if len(given) == 1 and not any(k.computed for k in given.values()):
        return not any(isinstance(n, tree.Number) and n.decimals for n in both)
    return any(not k.computed and k.section != here[: len(k.section)] for k in given.values())


def _has_numbers(node: tree.Matrix | tree.Group) -> bool:
    cells = node.items if isinstance(node, tree.Group) else [c for row in node.rows for c in row]
    return len(cells) > 1 and any(isinstance(n, tree.Number) for n in tree.walk(node))


def _check_defined(sides: tuple[Side, Side], link: tree.Link) -> None:
    for side in sides:
        if isinstance(side.value, (Builtin, Defined)):
            text = "functions are not compared here"
            raise MeaningError(obstacles.Kind.UNSUPPORTED, text, link.operand.span)


def _reading(sides: tuple[Side, Side], relation: str) -> str:
    return _cut(f"{_text(sides[0].value)} {relation} {_text(sides[1].value)}")


def _identity(
    scope: Scope, left: tree.Node, link: tree.Link, obstacle: MeaningError
) -> tuple[Judgement, str]:
    """An equation with undefined lower-case letters counts if it holds for all real values."""
    wide = reader(scope, open_names=True)
    try:
        sides = Side(wide.value(left), left), Side(wide.value(link.operand), link.operand)
    except MeaningError:
        raise obstacle from None
    found = judge(link.relation, *sides)
    names = sorted(_unknowns(sides))
    if found.outcome == "proved":
        note = f"for all real {', '.join(names)}"
        return replace(found, notes=(*found.notes, note)), _reading(sides, link.relation)
    if found.outcome == "refuted" and _is_derivative(left):
        return found, _reading(sides, link.relation)
    verb = "is" if len(names) == 1 else "are"
    text = (
        f"{', '.join(names)} {verb} not defined, and it does not hold for all real numbers: "
        "a general formula, a condition, or an equation to solve"
    )
    message = text if found.outcome == "refuted" else obstacle.message
    raise MeaningError(obstacles.Kind.UNDEFINED, message, obstacle.span, obstacle.names)


def _is_derivative(node: tree.Node) -> bool:
    """f′(x) of a known function: nobody poses that as an equation to solve."""
    head = getattr(node, "head", None) or getattr(node, "function", None)
    return isinstance(head, tree.Prime)


def _unknowns(sides: tuple[Side, Side]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    for side in sides:
        if isinstance(side.value, Scalar):
            names |= free_symbols(side.value.expr)
        elif isinstance(side.value, Array):
            names |= free_symbols(*(c.expr for c in side.value.cells()))
    return names


def _obstructed(place: _Place, left: tree.Node, link: tree.Link, obstacle: MeaningError) -> Entry:
    """Ambiguity and shapes leave a claim undecided; anything else makes it no claim for us."""
    undecided = obstacle.kind in (
        obstacles.Kind.AMBIGUOUS,
        obstacles.Kind.SHAPE,
        obstacles.Kind.VALUE,
        obstacles.Kind.SIZE,
    )
    if undecided:
        shape = obstacle.kind is obstacles.Kind.SHAPE
        rule = rules.SHAPES if shape else rules.UNDECIDED
        return _entry(
            place, left, link, "claim", "undecided", rule=rule.id, reason=obstacle.message
        )
    unread = obstacle.kind in (obstacles.Kind.UNREADABLE, obstacles.Kind.UNSUPPORTED)
    rule = rules.NOT_UNDERSTOOD if unread else rules.NOT_A_CLAIM
    return _entry(place, left, link, "not-a-claim", rule=rule.id, reason=obstacle.message)


def _judged_entry(
    place: _Place, left: tree.Node, link: tree.Link, found: Judgement, reading: str
) -> Entry:
    return _entry(
        place,
        left,
        link,
        "claim",
        found.outcome,
        rule=_rule(found, link.relation),
        rounding=found.rounding,
        reading=reading,
        right_value=found.right,
        counterexample=found.counterexample,
        evidence=found.method,
        reason=found.reason,
        notes=found.notes,
    )


def _rule(found: Judgement, relation: str) -> str:
    if found.outcome == "proved":
        plain = found.rounding in (None, "rounded")
        return (rules.PROVED if plain else rules.NOT_ROUNDED).id
    if found.outcome == "undecided":
        return (rules.SHAPES if found.shapes else rules.UNDECIDED).id
    if found.counterexample:
        return rules.NOT_FOR_ALL.id
    if relation == "≈":
        return rules.FALSE_DECIMAL.id
    return (rules.FALSE_EQUATION if relation in ("=", ":=", "≡") else rules.FALSE_INEQUALITY).id


_DEFAULT_RULE: Final = {"definition": rules.DEFINITION.id, "not-a-claim": rules.NOT_A_CLAIM.id}


def _entry(
    place: _Place,
    left: tree.Node,
    link: tree.Link,
    kind: Kind,
    verdict: Outcome | None = None,
    **fields: Any,
) -> Entry:
    inside = left is not place.state.last or isinstance(left, tree.Empty)
    start = left.span.start if inside else link.relation_span.start
    fields.setdefault("rule", _DEFAULT_RULE.get(kind, rules.UNDECIDED.id))
    return place.entry(
        start, link.operand.span.end, kind=kind, verdict=verdict, relation=link.relation, **fields
    )

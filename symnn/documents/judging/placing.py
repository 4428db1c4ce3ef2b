"""Where a relation stands in its document, and the entry that says what was found there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any, Final, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.documents import rules
from symnn.documents.judging.chances.facts import Facts
from symnn.documents.judging.equations.posed import Posed
from symnn.documents.judging.equations.updates import Row
from symnn.documents.judging.matrices.declared import Declared
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.matrices.words import NOTHING_SAID, Words
from symnn.documents.judging.names.reaching.frames import Frame
from symnn.documents.judging.notations.members.layers import Layers
from symnn.documents.judging.notations.respellings import Respellings
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.model import Entry, Kind, Outcome, RightValue
from symnn.documents.regions import Formula
from symnn.documents.source import Source
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import LAYOUTS
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind as Obstacle
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.softness import Softness
from symnn.latex.rewriting import Rewriting

_DEFAULT_RULE: Final = {"definition": rules.DEFINITION.id, "not-a-claim": rules.NOT_A_CLAIM.id}
#: So many words between two displays, such as "and so", leave the second to go on from the first.
FEW: Final = 3
#: So many lines further down, or fewer words of prose, a vector that was given is still at hand.
NEAR: Final = 8
SOME: Final = 12


@final
@dataclass(slots=True)
class State:
    """What a document has said so far.

    `doubtful` names may mean something else, or what was `stated` of them; `rivals` are functions
    with a formula before; `told` values of functions not understood; `moments` are names with
    values at steps; `operations` the author's signs; `slopes` headings with derivatives below.
    `words` counts the prose so far, `spoken` what it was at each version, `ends` where each version
    ended; `layers` names whose superscripts count, `entries` arrays with a stated entry, and
    whether it was right; `nearly` what stood behind a last ≈ for a name; `rounded` are results,
    `sought` names with version and line of their latest system; `absurd` where something is false;
    `taken` decimals put for √2; `ranges` are beside definitions, `supposed` alone; `confirmed` are
    functions with another formula proved; `settings` names set before a colon, `open_arity` many
    arguments, `counts` of nouns, `cases` with labels; `iterates` are compositions if raised.
    """

    source: Source
    scope: Scope = field(default_factory=Scope)
    last: tree.Node | None = None
    last_key: str | None = None
    last_paragraph: int = -2
    is_last_alone: bool = True
    is_last_near: bool = False
    doubtful: dict[tuple[str, int], str] = field(default_factory=dict)
    stated: dict[tuple[str, int], tuple[tree.Node, ...]] = field(default_factory=dict)
    rivals: dict[tuple[str, int], Binding] = field(default_factory=dict)
    told: dict[tree.Node, int] = field(default_factory=dict)
    row: Row | None = None
    moments: set[str] = field(default_factory=set)
    operations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    slopes: set[tuple[str, ...]] = field(default_factory=set)
    posed: list[Posed] = field(default_factory=list)
    statements: int = 0
    frame: Frame = field(default_factory=Frame)
    frames: dict[int, tuple[int, ...]] = field(default_factory=dict)
    read_to: int = 0
    joined: bool = False
    declared: Declared = field(default_factory=Declared)
    words: int = 0
    spoken: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    layers: Layers = field(default_factory=Layers)
    entries: dict[tuple[str, tuple[str, ...]], bool] = field(default_factory=dict)
    nearly: dict[str, tuple[int, tree.Node]] = field(default_factory=dict)
    called: str = ""
    described: list[Any] = field(default_factory=list)
    chances: Facts = field(default_factory=Facts)
    since: int = 0
    layouts: frozenset[str] = frozenset(LAYOUTS)
    has_told_sigma: bool = False
    rounded: set[tuple[fmpq, int]] = field(default_factory=set)
    sought: dict[str, tuple[int, int]] = field(default_factory=dict)
    absurd: set[tuple[tuple[str, ...], int, int]] = field(default_factory=set)
    taken: dict[tree.Node, tree.Node] = field(default_factory=dict)
    ranges: list[Any] = field(default_factory=list)
    supposed: list[Any] = field(default_factory=list)
    confirmed: set[tuple[str, int]] = field(default_factory=set)
    runs: frozenset[str] = frozenset()
    settings: dict[str, int] = field(default_factory=dict)
    asides: Any = None
    open_arity: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)
    operators: dict[str, Any] = field(default_factory=dict)
    updates: dict[tree.Node, Any] = field(default_factory=dict)
    arrays: Any = None
    cases: Any = None
    families: Any = None
    spellings: Respellings = field(default_factory=Respellings)
    iterates: Any = None
    parities: Any = None

    def copy(self) -> State:
        """As it is now; what is said to one of the two is unknown to the other."""
        return replace(
            self,
            scope=self.scope.copy(),
            doubtful=dict(self.doubtful),
            stated=dict(self.stated),
            rivals=dict(self.rivals),
            told=dict(self.told),
            moments=set(self.moments),
            operations=dict(self.operations),
            slopes=set(self.slopes),
            posed=list(self.posed),
            frames=dict(self.frames),
            declared=self.declared.copy(),
            spoken=dict(self.spoken),
            ends=dict(self.ends),
            nearly=dict(self.nearly),
            chances=self.chances.copy(),
            rounded=set(self.rounded),
            sought=dict(self.sought),
            absurd=set(self.absurd),
            taken=dict(self.taken),
            ranges=list(self.ranges),
            supposed=list(self.supposed),
            confirmed=set(self.confirmed),
            settings=dict(self.settings),
        )

    def enter(self, formula: Formula) -> None:
        """Go on to a formula: the frames that ended on the way are left."""
        between = self.source.text[self.read_to : formula.outer_start]
        first, last = (self.source.position(k).cell for k in (self.read_to, formula.outer_start))
        near = first is None or last is None or last - first <= 1  # else code stands between
        self.frame = self.frame.entered(formula.headings, between)
        self.read_to = formula.outer_end
        self.since = self.scope.version
        self.words += len(between.split())
        self.joined = near and len(between.split()) <= FEW and not formula.before.strip()

    def is_at_hand(self, known: Binding, line: int) -> bool:
        """Whether a definition stands a few lines above this one, or a few words of prose."""
        since = self.words - self.spoken.get(known.version, -SOME)
        return line - known.line <= NEAR or since < SOME

    def is_in_force(self, known: Binding, user: Binding | None = None) -> bool:
        """Whether a definition was made in a frame that has not ended.

        A function is in force everywhere, unless it was that of an example; so is what it is made
        from, for the function that uses it.
        """
        path = self.frames.get(known.version, ())
        here = self.frame.path if user is None else self.frames.get(user.version, self.frame.path)
        if here[: len(path)] == path:
            return True
        function = known.parameters is not None or user is not None
        return function and not self.frame.examples & (set(path) - set(here))

    def go_on(self, part: tree.Node) -> None:
        """Take a display such as `+ 3 + 4` as the end of the sum in the display before."""
        if self.last is not None:
            terms = (n.terms if isinstance(n, tree.Sum) else (n,) for n in (self.last, part))
            self.last = tree.Sum(tuple(term for side in terms for term in side))

    def doubt(self, key: str, line: int, stated: tree.Node) -> None:
        """Note that the latest value of a name was given with a false equation, and its other."""
        place = key, known.version if (known := self.scope.latest(key)) is not None else 0
        if known is None or (known.parameters is not None and place in self.confirmed):
            return  # where another formula of a function was proved, the false one is a claim
        self.suspect(key, f"{key} was given with a false equation in line {line}")
        self.stated[place] = (*self.stated.get(place, ()), stated)

    def suspect(self, key: str, reason: str) -> None:
        """Note why what a name was given as last may be no definition of it."""
        known = self.scope.latest(key)
        if known is not None:
            self.doubtful.setdefault((key, known.version), reason)


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A formula in its document, and what is read of it.

    `seen` is the version it sees, if not the latest; `assumed` what the words beside it let hold;
    `rewrites` tells that an identity in open letters stands before it in the same chain;
    `standing` that it is a "setting" before a colon, or a "premise".
    """

    state: State
    formula: Formula
    rewriting: Rewriting
    seen: int | None = None
    concluded: bool = False
    knowledge: Knowledge | None = None
    said: Words = NOTHING_SAID
    assumed: Assumptions = NOTHING
    rewrites: bool = False
    standing: str = ""

    def view(self, soft: Softness | None = None, log_base: Expr | None = None) -> Reader:
        """The names as the relation sees them, under what is assumed beside it."""
        scope = self.state.scope
        return self.assumed.view(reader(scope, soft=soft, log_base=log_base, version=self.seen))

    @property
    def latex(self) -> str:
        """The text that the spans of the parsed formula are about."""
        return self.rewriting.text

    def entry(self, start: int, end: int, **fields: Any) -> Entry:
        """An entry that covers a piece of the formula, as it is written."""
        start, end = self.rewriting.span(start, max(end, start))
        first, last = self.formula.span(start, end)
        begin, stop = self.state.source.position(first), self.state.source.position(last)
        return Entry(
            line=begin.line,
            column=begin.column,
            end_line=stop.line,
            end_column=stop.column,
            cell=begin.cell,
            path=begin.path,
            latex=self.formula.written(start, end),
            **fields,
        )


def unreadable(place: Place, node: tree.Unreadable) -> Entry:
    """The entry of what could not be read."""
    return place.entry(
        *node.span,
        rule=rules.NOT_UNDERSTOOD.id,
        kind="not-a-claim",
        relation="",
        reason=node.message,
    )


def words_inside(place: Place, statement: tree.Statement) -> Iterator[Entry]:
    """A relation behind words in a formula, such as a unit, is not lost without a word."""
    for qualifier in statement.qualifiers:
        if isinstance(qualifier.body, tree.Unreadable):
            yield unreadable(place, qualifier.body)


def obstructed(place: Place, left: tree.Node, link: tree.Link, obstacle: MeaningError) -> Entry:
    """Ambiguity and shapes leave a claim undecided; anything else makes it no claim for us."""
    open_ones = (Obstacle.AMBIGUOUS, Obstacle.SHAPE, Obstacle.VALUE, Obstacle.SIZE)
    if obstacle.kind in open_ones:
        shape = obstacle.kind is Obstacle.SHAPE
        rule = rules.SHAPES if shape else rules.UNDECIDED
        return relation_entry(
            place, left, link, "claim", "undecided", rule=rule.id, reason=obstacle.message
        )
    unread = obstacle.kind in (Obstacle.UNREADABLE, Obstacle.UNSUPPORTED, Obstacle.MISFIT)
    rule = rules.NOT_UNDERSTOOD if unread else rules.NOT_A_CLAIM
    return relation_entry(place, left, link, "not-a-claim", rule=rule.id, reason=obstacle.message)


def judged_entry(
    place: Place, left: tree.Node, link: tree.Link, found: Judgement, reading: str
) -> Entry:
    """The entry of a relation that was judged."""
    doubt = None
    if hidden := _hidden(place.state.scope, left, link, found):
        doubt = f"{hidden} may stand for something that the function depends on"
    elif found.outcome == "refuted" and r"\int" in place.latex and _is_negative(found):
        doubt = "the letters beside the variable may be meant to be positive"
    elif found.outcome == "refuted":
        doubt = _labels(place, left, link.operand)
        doubt = doubt or held_at_distance(place.formula, place.state.source.text)
    elif found.outcome == "proved" and found.notes:
        from symnn.documents.judging.doubts.arrays.small_sizes import size_doubt

        doubt = size_doubt(link, found.notes, place.state.source.text)
    derived = r"\partial" in place.latex or place.state.scope.latest("d") is not None
    if found.outcome == "proved" and (place.latex.count("(") > 1 or derived):
        from symnn.documents.judging.doubts.meanings.letters import doubt_of_proof

        doubt = doubt or doubt_of_proof(left, link.operand, place.state)
    found = found if doubt is None else Judgement("undecided", reason=doubt)
    return relation_entry(
        place,
        left,
        link,
        "claim",
        found.outcome,
        rule=_rule(found, link.relation),
        rounding=found.rounding,
        reading=reading,
        right_value=None if _has_inner_names(found.right) else found.right,
        counterexample=found.counterexample,
        evidence=found.method,
        reason=found.reason,
        notes=found.notes,
    )


def _labels(place: Place, left: tree.Node, right: tree.Node) -> str | None:
    """Why a false relation may be one of labels or sequences, and no claim about numbers."""
    groups = isinstance(left, tree.Group) or isinstance(right, tree.Group)
    kinds = (tree.Derivative, tree.Differential)
    derived = (isinstance(n, kinds) for side in (left, right) for n in tree.walk(side))
    if not groups and not any(derived) and "d" not in place.latex:
        return None
    from symnn.documents.judging.doubts.meanings.letters import label_doubt

    return label_doubt(left, right, place.state)


def _has_inner_names(right: RightValue | None) -> bool:
    """Whether a value is written in names of our own, which say nothing to the author."""
    return right is not None and "′" in right.latex


def _is_negative(found: Judgement) -> bool:
    """Whether a counterexample gives a parameter, no variable, a negative value."""
    values = found.counterexample or ()
    return any(name in "abcdkmnpr" and value.startswith("-") for name, value in values)


def _hidden(scope: Scope, left: tree.Node, link: tree.Link, found: Judgement) -> str:
    """Names that a refutation gives a value, and that hide what a function depends on.

    f(x, z) = b x^2: the b must stand for something in z, which the words around it say.
    """
    if found.outcome != "refuted" or not found.counterexample:
        return ""
    shown = {tree.key(n) for side in (left, link.operand) for n in tree.walk(side)}
    known = [scope.latest(name) for name in shown if name]
    functions = [binding for binding in known if binding and binding.parameters]
    lists = {p for b in functions for p in b.parameters or () if _is_list_in(p, b.body)}
    if lists & {name for name, _ in found.counterexample}:
        return ", ".join(sorted(lists))
    if any("′" in name for name, _ in found.counterexample):
        return ""  # members of families: all formulas are written out to the last of them
    from symnn.documents.judging.doubts.values.behind_values import used

    if not any(set(b.parameters or ()) - used(scope, b.body) for b in functions):
        return ""
    return ", ".join(name for name, _ in found.counterexample if name not in shown)


def _is_list_in(name: str, body: tree.Node) -> bool:
    """Whether only entries of a name stand in a formula: x_1^2 + x_2^2 of x."""
    keys = {key for n in tree.walk(body) if (key := tree.key(n)) is not None}
    return name not in keys and any(key.startswith(f"{name}_") for key in keys)


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


def relation_entry(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    kind: Kind,
    verdict: Outcome | None = None,
    **fields: Any,
) -> Entry:
    """The entry of one relation; a side that stands in an earlier formula is left out."""
    inside = left is not place.state.last or isinstance(left, tree.Empty)
    inside = inside and left.span.end <= len(place.latex)
    start = left.span.start if inside else link.relation_span.start
    fields.setdefault("rule", _DEFAULT_RULE.get(kind, rules.UNDECIDED.id))
    return place.entry(
        start, link.operand.span.end, kind=kind, verdict=verdict, relation=link.relation, **fields
    )

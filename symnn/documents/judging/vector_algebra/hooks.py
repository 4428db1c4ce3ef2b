"""The entries of claims about vectors of open length that nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.doubts.withheld import has_words_around
from symnn.documents.judging.open_arrays.derivatives import names_slope
from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.hooks import doubted, is_stated, scope_of
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.open_arrays.memory import Function, Memory, names_of
from symnn.documents.judging.open_arrays.said import note_kind, said_of
from symnn.documents.judging.open_arrays.sizes import UnreadError
from symnn.documents.judging.open_arrays.spaces import is_nothing
from symnn.documents.judging.placing import Place, State, judged_entry
from symnn.documents.judging.vector_algebra.answering import answer, is_extreme
from symnn.documents.judging.vector_algebra.named_places import (
    is_surely_claimed,
    place_of,
)
from symnn.documents.judging.vector_algebra.question import Premise, Question
from symnn.documents.judging.vector_algebra.reading import Notation, Scope
from symnn.documents.judging.vector_algebra.told_slopes import tells_slope
from symnn.documents.judging.vector_algebra.unknown import primes_transpose, unknown_functions
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.plain import plain

_LONGEST: Final = 240
#: Reasons of what is undecided that say no more than that nothing was found.
_NO_DOUBTS: Final = (
    "neither proved",
    "the condition beside it is not understood",
    "the time limit was reached",
)
_RELATIONS: Final = frozenset({"=", "<", "≤", ">", "≥"})


def with_vectors(
    place: Place, clause: Clause, entries: Iterable[Entry], before: Mapping[str, Function]
) -> Iterator[Entry]:
    """The entries of a statement, decided where they were not and vectors are spoken of.

    Args:
        place: where it stands.
        clause: the statement.
        entries: what was found so far.
        before: the functions as they were before the statement.
    """
    listed = list(entries)
    _note_beside(place, clause, listed)
    for (premises, left, link), entry in _related(clause, listed):
        if entry.verdict in ("proved", "refuted"):
            continue
        found = judged(place, clause.conditions, premises, left, link, entry, before)
        if found is not None:
            listed[listed.index(entry)] = found
            if entry.kind == "definition" and found.verdict in ("proved", "refuted"):
                _keep_formula(place.state, left)
    yield from listed


def _keep_formula(state: State, left: tree.Node) -> None:
    """Let a name have the formula that it had: what is proved of it is no new one."""
    bindings = state.scope.history.get(tree.key(left) or "", [])
    if len(bindings) > 1 and bindings[-1].version > state.since:
        state.scope.history[bindings[-1].key] = bindings[:-1]
        state.scope.values.clear()


def _note_beside(place: Place, clause: Clause, listed: Sequence[Entry]) -> None:
    r"""Keep in mind what a formula supposes before a colon, such as \|u\| = 3."""
    memory, at = memory_of(place.state), place.formula.start
    if memory.beside[0] != at:
        memory.beside = at, ()
    body = clause.statement.body if isinstance(clause.statement, tree.Statement) else None
    if place.standing != "setting" or not isinstance(body, tree.Chain) or not _relates(body):
        return
    if all(entry.verdict is None for entry in listed):
        memory.beside = at, (*memory.beside[1], body)


def _related(
    clause: Clause, listed: Sequence[Entry]
) -> Iterator[tuple[tuple[tuple[Premise, ...], tree.Node, tree.Link], Entry]]:
    """The relations of a statement with what they suppose, each with its entry."""
    statement = clause.statement
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or clause.is_condition:
        return
    if {link.relation for link in body.links} == {"⇒"} and len(body.links) == 1:
        premise, conclusion = body.first, body.links[0].operand
        if not isinstance(premise, tree.Chain) or not isinstance(conclusion, tree.Chain):
            return
        supposed = tuple(Premise(a, b.relation, b.operand) for a, b in premise.pairs())
        pairs = list(conclusion.pairs())
        if len(listed) >= len(pairs):
            for (left, link), entry in zip(pairs, listed[len(listed) - len(pairs) :], strict=True):
                yield (supposed, left, link), entry
        return
    pairs = list(body.pairs())
    if len(pairs) == len(listed):
        for (left, link), entry in zip(pairs, listed, strict=True):
            yield ((), left, link), entry


def _holds_entries(*nodes: tree.Node) -> bool:
    """Whether the same letter stands with a number below it, and without any."""
    names = [part for node in nodes for part in tree.walk(node) if isinstance(part, tree.Name)]
    numbered = {name.base for name in names if isinstance(name.subscript, tree.Number)}
    return any(name.subscript is None and name.base in numbered for name in names)


def _derives_entries(place: Place, *sides: tree.Node) -> bool:
    r"""Whether it is about slopes of entries: A_{ij} of a known A is no letter of its own."""
    slopes = (
        part for side in sides for part in tree.walk(side) if isinstance(part, tree.Derivative)
    )
    names = (
        n for slope in slopes for n in (slope.operand, *slope.variables) if isinstance(n, tree.Name)
    )
    bare = (replace(n, subscript=None) for n in names if n.subscript is not None)
    known = (place.state.scope.latest(tree.key(name) or "") for name in bare)
    return any(found is not None and found.parameters is None for found in known)


def _has_stranger(place: Place, left: tree.Node, link: tree.Link) -> bool:
    from symnn.documents.judging.doubts.arrays.strangers import has_stranger

    return has_stranger(place, left, link)


def judged(
    place: Place,
    conditions: Sequence[Condition],
    premises: tuple[Premise, ...],
    left: tree.Node,
    link: tree.Link,
    entry: Entry,
    before: Mapping[str, Function],
) -> Entry | None:
    """The entry of one relation; None if nothing is found."""
    memory = memory_of(place.state)
    if names_slope(left, link.operand) or _derives_entries(place, left, link.operand):
        return None
    try:
        scope = scope_of(place, memory)
        if entry.kind == "definition":
            memory = _as_before(memory, before, left)
            scope = _before(memory, scope, left)
        memory = _with_told_functions(place, memory)
        question = _question(place, memory, scope, conditions, premises, left, link)
        named = place_of(memory, left, link)
        found = answer(question, named or left, link, place.state)
    except (SymnnError, ArithmeticError, RecursionError, KeyError):
        return None
    if found is not None and found.outcome == "refuted" and _holds_entries(left, link.operand):
        return None  # x_1 and x are not as free as two letters are
    again = entry.kind == "definition" and not question.premises
    again = again and (named is None or not is_surely_claimed(place))
    if found is None or (again and found.outcome != "proved"):
        return None
    if found.outcome == "refuted" and (_is_withheld(entry) or _is_of_law(place, left, link)):
        return None
    if found.outcome == "refuted" and tells_slope(place, left, link.operand):
        return None
    prose = not place.formula.display and has_words_around(place.formula)
    if found.outcome == "refuted" and prose and not question.said.general:
        return None
    if found.outcome == "refuted" and (
        _is_restricted(place, left, link)
        or _derives_unknown(place, memory, left, link)
        or _has_stranger(place, left, link)
    ):
        return None
    found = doubted(place, found, left, link)
    if found.outcome == "undecided" or _is_laid_out(place, left):
        return None
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return judged_entry(place, left, link, found, cut)


def _derives_unknown(place: Place, memory: Memory, left: tree.Node, link: tree.Link) -> bool:
    from symnn.documents.judging.vector_algebra.underived import derives_unknown

    def is_known(key: str) -> bool:
        told = key in memory.functions or key in memory.bodies
        return told or place.state.scope.latest(key) is not None

    return derives_unknown(is_known, left, link.operand)


def _is_restricted(place: Place, left: tree.Node, link: tree.Link) -> bool:
    from symnn.documents.judging.doubts.values.told_equations import told_equation

    return told_equation(place, left, link.operand) is not None


def _is_laid_out(place: Place, left: tree.Node) -> bool:
    """Whether it is a derivative in a document that says how they are laid out."""
    if not any(isinstance(part, tree.Derivative) for part in tree.walk(left)):
        return False
    from symnn.documents.judging.doubts.arrays.layouts import stated

    return len(stated(place.state.source.text)) == 1


def _is_withheld(entry: Entry) -> bool:
    """Whether something speaks against calling a relation false: a doubt that was found before."""
    known = (entry.reason or "").startswith(_NO_DOUBTS)
    return entry.verdict == "undecided" and not known


def _is_of_law(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether it is about an extreme over the parameter of a chance, which is no free number."""
    sides = (left, link.operand)
    if not any(map(is_extreme, sides)):
        return False
    from symnn.documents.judging.calculus.extrema import extremum_of, is_of_law

    found = [extremum for side in sides if (extremum := extremum_of(side)) is not None]
    keys = {key for extremum in found for key in extremum.keys}
    return any(is_of_law(place.state.source.text, key) for key in keys)


def _as_before(memory: Memory, before: Mapping[str, Function], left: tree.Node) -> Memory:
    """The memory with what a function was before it is given another formula.

    Raises:
        UnreadError: nothing was known of it.
    """
    called = head_of(left)
    if called is None and name_key(left) in memory.bodies:
        return memory
    if called is None or called[0] not in before:
        raise UnreadError("this defines a name")
    return replace(memory, functions={**memory.functions, called[0]: before[called[0]]})


def _with_told_functions(place: Place, memory: Memory) -> Memory:
    """The memory without functions that have several formulas, or one for one claim alone."""
    kept = {}
    for key, function in memory.functions.items():
        binding = place.state.scope.latest(plain_name(key))
        now = binding is not None and binding.version > place.state.since
        try:
            told = memory.formula(key)
        except UnreadError:
            continue
        if now or told == function.body:
            kept[key] = function
        elif key in memory.first and memory.first[key].body == told:
            kept[key] = memory.first[key]
    return replace(memory, functions=kept)


def _before(memory: Memory, scope: Scope, left: tree.Node) -> Scope:
    """The formulas of names as they were before a name is given its value again."""
    again = name_key(left)
    body = None if again is None else memory.bodies.get(again)
    return scope if body is None else lambda key: body if key == again else scope(key)


def _question(
    place: Place,
    memory: Memory,
    scope: Scope,
    conditions: Sequence[Condition],
    premises: tuple[Premise, ...],
    left: tree.Node,
    link: tree.Link,
) -> Question:
    text = place.state.source.text
    doubtful = set[str]()
    unknown = unknown_functions(text, memory, scope, (left, link.operand))
    scope = _with_conditional(place, memory, scope, doubtful)
    plainly, supposed, nonzero = _sorted(conditions)
    said = said_of(plainly)
    premises = (*supposed, *premises)
    told = [p for p in premises if p.relation == "=" and note_kind(said, p.left, p.right)]
    premises = tuple(p for p in premises if p not in told)
    if said.general:
        said.quantified |= nonzero | {name for name, *_ in said.bounds}
    given = scope

    def scope_beside(key: str) -> tree.Node | None:
        return None if key in said.quantified else given(key)

    scope = scope_beside
    here = {key for key, section in memory.nonzero.items() if section == place.formula.headings}
    notation = Notation(
        unknown,
        primes_transpose(text),
        memory.functions,
        doubtful,
    )
    return Question(
        memory,
        said,
        scope,
        notation,
        (*_beside(place, memory), *premises),
        frozenset(here | nonzero),
        said.understood and is_stated(memory, said, scope, left, link.operand),
        doubtful,
    )


def _with_conditional(place: Place, memory: Memory, scope: Scope, doubtful: set[str]) -> Scope:
    """The formulas of names, and those that are given where something is not 0."""

    def found(key: str) -> tree.Node | None:
        body = scope(key)
        binding = place.state.scope.latest(plain_name(key))
        if binding is None:
            return body
        if body is not None and (binding.version > place.state.since or not binding.version):
            return body
        if body is not None:
            return _as_told(memory, key, body, doubtful)
        if isinstance(binding.body, tree.Unreadable) and key in memory.parted:
            return memory.bodies.get(key)
        doubtful.add(key)
        return None

    return found


def _as_told(memory: Memory, key: str, body: tree.Node, doubtful: set[str]) -> tree.Node | None:
    """A formula that still holds; None for a value that a name was given for one claim alone.

    Raises:
        UnreadError: the name was given two formulas.
    """
    told = memory.formula(key)
    if told is None:
        doubtful.add(key)
        return None
    if told != body:
        raise UnreadError("a name with two formulas")
    return body


def _beside(place: Place, memory: Memory) -> tuple[Premise, ...]:
    if memory.beside[0] != place.formula.start or place.standing == "setting":
        return ()
    pairs = (pair for chain in memory.beside[1] for pair in chain.pairs())
    return tuple(Premise(left, link.relation, link.operand) for left, link in pairs)


def _sorted(
    conditions: Sequence[Condition],
) -> tuple[list[Condition], tuple[Premise, ...], set[str]]:
    """The conditions that say what names are, those that relate numbers, and what is not 0."""
    plainly: list[Condition] = []
    supposed: list[Premise] = []
    nonzero: set[str] = set()
    for one in conditions:
        body = one.body
        while isinstance(body, tree.Group) and len(body.items) == 1 and body.fence == "()":
            body = body.items[0]
        apart = isinstance(body, tree.Chain) and body.links[0].relation == "≠"
        if apart and isinstance(body, tree.Chain) and is_nothing(body.links[0].operand):
            nonzero |= set(names_of(body.first))
        if isinstance(body, tree.Chain) and _relates(body):
            supposed += [Premise(a, b.relation, b.operand) for a, b in body.pairs()]
            plainly.append(Condition(one.words, None))
        else:
            plainly.append(one)
    return plainly, tuple(supposed), nonzero


def _relates(body: tree.Chain) -> bool:
    if not {link.relation for link in body.links} <= _RELATIONS:
        return False
    return name_key(body.first) is None and not isinstance(body.first, tree.Group)

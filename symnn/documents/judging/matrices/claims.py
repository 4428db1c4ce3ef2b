"""Where claims about matrices of open sizes stand in a formula, and what is found about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from symnn.claims.provers import matrices as prover
from symnn.deferred import regex
from symnn.documents.judging.heard import Heard
from symnn.documents.judging.matrices.declared import Declaration, declarations, space
from symnn.documents.judging.matrices.equations import judge_equation
from symnn.documents.judging.matrices.kept_shapes import (
    ANY_LETTERS,
    LETTERS,
    has_columns_beside_columns,
    with_bodies,
    without_kept_shapes,
)
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.matrices.words import Words
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.signs import BEHIND_VALUES, OF_ALL_ARRAYS, OF_NETWORKS
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name, used_as_numbers
from symnn.latex.matrices.sizes import NUMBER, Shape, UnreadError
from symnn.latex.matrices.statement import Known, Sized, parts_of, settled, sized
from symnn.latex.meaning.families import member
from symnn.latex.meaning.letters import may_be_a_number

if TYPE_CHECKING:
    from symnn.documents.judging.placing import Place, State
    from symnn.documents.judging.wording.clauses import Clause
    from symnn.documents.model import Entry
    from symnn.documents.regions import Formula

_EQUATIONS: Final = frozenset({"=", ":=", "≡"})
#: What sentences about the number of entries speak of.
_COUNTS: Final = regex(r"\b(?:number of|entries|parameters|elements|components)\b")
#: A space of arrays, of which at least one side is a letter or there are two.
_SPACE: Final = regex(
    r"\\(?:mathbb|mathbf|bb|Bbb)\s*\{?\s*R\s*\}?\s*\^\s*(?:\{[^{}]*(?:\\times|[A-Za-z])|[A-Za-z])"
    r"|\\R\b\s*\^\s*(?:\{[^{}]*(?:\\times|[A-Za-z])|[A-Za-z])"
)
_KINDS: Final = regex(r"orthogonal|orthonormal|symmetric|idempotent|permutation|rotation|definite")
_BESIDE: Final = 60
#: Lengths, inner products, slopes, transposes, places of least values: of open vectors, perhaps.
_OF_VECTORS: Final = regex(
    r"\\\||\\[lr]?Vert|\\langle|\\nabla|\^\s*(?:\{\s*)?(?:\\top|\\mathsf|T\b)|\\m(?:in|ax)_"
    r"|arg\s*(?:\\[,;!])*\s*\\?m(?:in|ax)|\\cos\s*(?:\\left)?\(\s*[^(),]{1,24},"
    r"|I\}?\s*(?:\\right\s*)?[)\]]\s*\^\s*\{\s*-\s*1"
)


def local_declarations(
    statements: Iterable[tree.Statement | tree.Unreadable],
) -> tuple[Declaration, ...]:
    """The shapes that a formula gives to names, in its order."""
    return tuple(d for statement in statements for d in declarations(statement))


def declares(body: tree.Node) -> bool:
    """Whether a statement only says where names live."""
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return False
    return body.links[0].relation == "∈" and space(body.links[0].operand) is not None


def equation(
    knowledge: Knowledge, left: tree.Node, link: tree.Link, said: Words, worked: bool
) -> Judgement | None:
    """What is found about a relation between matrices; None if it is none."""
    if link.relation not in _EQUATIONS or isinstance(left, tree.Empty):
        return None
    parts = (*tree.walk(left), *tree.walk(link.operand))
    if any(_is_differential(part, knowledge) for part in parts):
        return None
    return judge_equation(knowledge, left, link.operand, said, worked)


def _is_differential(node: tree.Node, knowledge: Knowledge) -> bool:
    """Whether it may be the d of a differential: of no meaning, and before brackets or a name."""
    names: tuple[tree.Node, ...] = ()
    if isinstance(node, tree.Call):
        names = (node.head,)
    elif isinstance(node, tree.Product):
        names = node.factors[:-1]
    lone = (n for n in names if isinstance(n, tree.Name) and n.base == "d" and n.subscript is None)
    known = knowledge.scope.latest("d") is not None
    return any(not known and not knowledge.choices(name_key(n) or "", 0) for n in lone)


def needs_shapes(left: tree.Node, right: tree.Node, knowledge: Knowledge) -> bool:
    """Whether a relation must not be read with its open letters as numbers.

    So it is if a letter without a meaning is transposed, in a norm or in an inner product.
    """
    for node in (*tree.walk(left), *tree.walk(right)):
        if isinstance(node, (tree.Transpose, tree.Norm)) and _is_open(node.operand, knowledge):
            return True
        if isinstance(node, tree.Group) and node.fence == "⟨⟩":
            return True
    return False


def _is_open(node: tree.Node, knowledge: Knowledge) -> bool:
    """Whether a name in it has no meaning; the index of one that has needs none."""
    if isinstance(node, (tree.Matrix, tree.Group)) and _is_of_numbers(node):
        return False
    if not isinstance(node, tree.Name):
        return any(_is_open(part, knowledge) for part in tree.children(node))
    scope = knowledge.scope
    return scope.latest(tree.key(node) or "") is None and member(node, scope) is None


def _is_of_numbers(node: tree.Matrix | tree.Group) -> bool:
    """Whether several cells are written out in lower-case letters and numbers."""
    names = [part for part in tree.walk(node) if isinstance(part, tree.Name)]
    plain = all(may_be_a_number(name) or name.base in ("e", "pi") for name in names)
    if isinstance(node, tree.Group):
        return plain and node.fence in ("()", "[]") and len(node.items) > 1
    return plain and sum(len(row) for row in node.rows) > 1


def settled_shapes(knowledge: Knowledge, left: tree.Name, right: tree.Node) -> dict[str, Shape]:
    """The shapes that the definition of a name of known shape settles."""
    key = name_key(left) or ""
    if not knowledge.choices(key, left.span.start):
        return {}
    try:
        keys = frozenset({key, *_names(right, Known(body=knowledge.body))})
    except UnreadError:
        return {}
    known = next(knowledge.views(keys, left.span.start, Words()), None)
    return {} if known is None else settled(left, right, known)


# --- sizes ----------------------------------------------------------------------------


def membership(
    knowledge: Knowledge, left: tree.Node, link: tree.Link, said: Words
) -> Judgement | None:
    """What is found about `expression ∈ R^{m×n}`; None for a lone name that it declares.

    A name that was defined by other names, and whose shape was not given, is what it was defined
    as: then its shape follows, or is refuted where the words beside it keep sizes apart.
    """
    found = space(link.operand)
    key = name_key(left)
    if link.relation != "∈" or found is None:
        return None
    wanted, vector = found
    turned = (wanted[1], wanted[0]) if vector else wanted
    if key is None:
        return _sizes(knowledge, left, (wanted, turned), said)
    body = knowledge.body(key)
    numbers = body is not None and knowledge.is_fresh(key) and _in_numbers(knowledge, body, wanted)
    if body is None or (knowledge.declared.latest(key) and not (said.unequal or numbers)):
        return None
    told = _sizes(knowledge, body, (wanted, turned), said)
    certain = told is not None and (told.outcome == "proved" or said.unequal or numbers)
    return told if certain else None


def _in_numbers(knowledge: Knowledge, body: tree.Node, wanted: Shape) -> bool:
    """Whether the shapes of all names in a formula are given once, by numbers alone."""
    keys = {name_key(n) for n in tree.walk(body) if isinstance(n, tree.Name)} - {None}
    shapes = [{d.shape for d in knowledge.choices(key or "", body.span.start)} for key in keys]
    known = [wanted, *(shape for found in shapes for shape in found)]
    once = all(len(found) == 1 for found in shapes)
    return once and all(size.isdigit() for shape in known for size in shape)


def defined(knowledge: Knowledge, node: tree.Node, said: Words) -> Judgement | None:
    """What is found about words that say that an expression is defined, or that it is not."""
    found = _sizes(knowledge, node, None, said)
    if found is None or said.defined is not False:
        return found
    outcome = {"proved": "refuted", "refuted": "proved"}.get(found.outcome)
    if outcome == "proved":
        return Judgement("proved", found.method, notes=found.notes)
    if outcome == "refuted":
        return Judgement("refuted", found.method, notes=found.notes)
    return found


def _sizes(
    knowledge: Knowledge, node: tree.Node, wanted: tuple[Shape, Shape] | None, said: Words
) -> Judgement | None:
    """By the first shapes known under which all readings agree.

    Letters that may be activations are taken for such where the sizes fit then, and not else.
    """
    found = _by_shapes(knowledge, node, wanted, said, LETTERS)
    if found is not None and found.outcome != "undecided":
        return found
    again = _by_shapes(knowledge, node, wanted, said, ANY_LETTERS)
    return again if again is not None and again.outcome == "proved" else found


def _by_shapes(
    knowledge: Knowledge,
    node: tree.Node,
    wanted: tuple[Shape, Shape] | None,
    said: Words,
    letters: frozenset[str],
) -> Judgement | None:
    node = without_kept_shapes(with_bodies(node, knowledge.scope, letters=letters))
    try:
        parts = parts_of(node, Known(body=knowledge.body))
    except UnreadError:
        return None
    keys = frozenset(key for part in parts if (key := name_key(part)) is not None)
    wanting = keys - used_as_numbers(parts)
    first: Judgement | None = None
    for known in knowledge.views(keys, node.span.start, said):
        known = replace(known, body=_bare(knowledge, letters))
        try:
            readings = sized(node, None if wanted is None else wanted[0], known)
        except UnreadError:
            return None
        certain = all(key in known.shapes for key in wanting if _is_needed(key, readings))
        firm = all(knowledge.is_firm(key, node.span.start) for key in keys if key in known.shapes)
        found = _told(readings, wanted, said, certain=certain, firm=firm)
        if found is not None and found.outcome == "proved":
            return None if has_columns_beside_columns(node, known) else found
        first = first or found
    return first


def _bare(knowledge: Knowledge, letters: frozenset[str]) -> Callable[[str], tree.Node | None]:
    """The definitions of names, for their sizes alone."""

    def body(key: str) -> tree.Node | None:
        found = knowledge.body(key)
        if found is None:
            return None
        return without_kept_shapes(with_bodies(found, knowledge.scope, letters=letters))

    return body


def _names(node: tree.Node, known: Known) -> Iterator[str]:
    for part in parts_of(node, known):
        key = name_key(part)
        if key is not None:
            yield key


def _is_needed(key: str, readings: list[Sized]) -> bool:
    return any(key in r.statement["names"] for r in readings)


def _told(
    readings: list[Sized],
    wanted: tuple[Shape, Shape] | None,
    said: Words,
    certain: bool,
    firm: bool,
) -> Judgement | None:
    fitting = [r for r in readings if r.shape is not None]
    least = min((r.cost for r in fitting), default=0)
    best = [r for r in fitting if r.cost == least]
    names = readings[0].statement["names"]
    shapes = ", ".join(f"{plain_name(n)}: {v['rows']}×{v['columns']}" for n, v in names.items())
    if not said.understood:
        return Judgement("undecided", reason="words beside the formula may restrict it")
    right = [r for r in best if wanted is None or r.shape == wanted[0]]
    if best and len(right) == len(best):
        if not certain or prover.prove(best[0].statement) is None:
            return None
        return Judgement("proved", prover.METHOD, notes=(f"by its sizes: {shapes}",))
    either = wanted is not None and any(r.shape in wanted or r.open for r in fitting)
    if either or (fitting and not certain):
        return None
    text = _why(readings, wanted)
    points = [prover.refute(r.statement) for r in readings]
    letters = [s for v in names.values() for s in (v["rows"], v["columns"])]
    compound = any(s.startswith("(") for s in letters)
    stated = firm or said.unequal or said.general
    if stated and not compound and all(p is not None for p in points):
        point = points[0]
        shown = () if point is None else tuple((n, str(s)) for n, s in point[1].sizes.items())
        return Judgement("refuted", prover.METHOD, counterexample=shown, notes=(text, shapes))
    return Judgement("undecided", reason=text, shapes=True)


def _why(readings: list[Sized], wanted: tuple[Shape, Shape] | None) -> str:
    misfit = next((r.misfit for r in readings if r.misfit is not None), None)
    shape = next((r.shape for r in readings if r.shape is not None), None)
    if shape is None or wanted is None:
        return misfit or "its sizes do not fit"
    texts = ["a number" if s == NUMBER else f"{s[0]}×{s[1]}" for s in (shape, wanted[0])]
    return f"it is {texts[0]}, not {texts[1]}"


# --- arrays of open sizes ---------------------------------------------------------------


def note_arrays(
    state: State,
    formula: Formula,
    statements: Sequence[tree.Statement | tree.Unreadable],
    said: Sequence[Entry],
) -> None:
    """Keep in mind what a formula says of arrays, if it or one before it speaks of them."""
    state.arrays = heard = state.arrays or Heard()
    decided = any(entry.verdict in ("proved", "refuted") for entry in said)
    if any(e.relation == "∈" and e.verdict in ("refuted", "undecided") for e in said):
        return  # a shape that was found to be false declares nothing
    beside = "" if formula.display else formula.before[-_BESIDE:] + formula.after[:_BESIDE]
    spoken = _SPACE.search(formula.latex) or _KINDS.search(beside)
    heard.spaces = heard.spaces or spoken is not None
    if state.asides or state.settings:
        from symnn.documents.judging.names.reaching.asides import without_namesakes

        heard.asides += [(formula, one) for one in statements]
        statements = without_namesakes(state, statements)
    heard.before.append((formula, statements, decided))
    if heard.memory is not None or heard.spaces:
        from symnn.documents.judging.open_arrays.learning import take_up

        take_up(state)


def _has_arrays(state: State) -> bool:
    heard = state.arrays
    return heard is not None and heard.memory is not None and heard.spaces


def _wake(place: Place, clause: Clause) -> None:
    """Take up what was heard before the first claim that something lies in a space of arrays."""
    heard, body = place.state.arrays, getattr(clause.statement, "body", None)
    member = isinstance(body, tree.Chain) and body.links[0].relation == "∈"
    if not member or heard is None or heard.memory is not None or not heard.before:
        return
    if _SPACE.search(place.latex) is not None:
        from symnn.documents.judging.open_arrays.learning import take_up

        heard.spaces = True
        take_up(place.state)


def told_arrays(place: Place, clause: Clause) -> tuple[Entry, ...]:
    """The entry of an expression in arrays of open sizes of which words say what it is."""
    if not _has_arrays(place.state) and OF_ALL_ARRAYS.search(place.latex) is None:
        return ()
    from symnn.documents.judging.open_arrays.hooks import told

    return tuple(told(place, clause))


def counted_or(
    place: Place,
    statements: Sequence[tree.Statement | tree.Unreadable],
    others: Iterator[Entry],
) -> Iterator[Entry]:
    """The entry of a sentence that counts what arrays or networks hold, or the others."""
    if _has_arrays(place.state) and _COUNTS.search(place.latex) is not None:
        from symnn.documents.judging.open_arrays.hooks import counted

        found = tuple(counted(place, statements))
        others = iter(found) if found else others
    if not place.formula.display:
        return others
    if BEHIND_VALUES.search(place.latex) is not None:
        from symnn.documents.judging.architectures.size_formulas import with_sizes

        others = with_sizes(place, statements, others)
    if OF_NETWORKS.search(place.latex) is None:
        return others
    from symnn.documents.judging.architectures.hooks import with_networks

    return with_networks(place, tuple(others))


def with_arrays(place: Place, clause: Clause, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a statement, decided by arrays of open sizes where nothing else decides."""
    _wake(place, clause)
    spoken = _has_arrays(place.state) or (clause.conditions and _SPACE.search(place.latex))
    if not spoken and _OF_VECTORS.search(place.latex) is None:
        return entries
    found = None if spoken else [*entries]
    if found is not None and all(entry.verdict in ("proved", "refuted") for entry in found):
        return iter(found)
    from symnn.documents.judging.open_arrays.hooks import with_open_arrays
    from symnn.documents.judging.open_arrays.learning import begin, memory_of

    place.state.arrays = place.state.arrays or Heard()
    begin(place.state, place.formula.headings)
    functions = dict(memory_of(place.state).functions)
    found = [*with_open_arrays(place, clause, entries)] if found is None else found
    if all(entry.verdict in ("proved", "refuted") for entry in found):
        return iter(found)
    from symnn.documents.judging.vector_algebra.hooks import with_vectors

    return with_vectors(place, clause, found, functions)

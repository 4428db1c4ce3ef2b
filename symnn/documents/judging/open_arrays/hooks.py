"""The entries of claims about arrays of open sizes that nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.doubts.arrays.free_sizes import TEXT as TIED
from symnn.documents.judging.doubts.arrays.free_sizes import are_free, is_of_sizes, unless_tied
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, withhold_general
from symnn.documents.judging.links import cut
from symnn.documents.judging.matrices.block_rows import as_column, as_rows, with_products_as_rows
from symnn.documents.judging.open_arrays import judge
from symnn.documents.judging.open_arrays.derivatives import names_slope
from symnn.documents.judging.open_arrays.inverses import is_with_inverse
from symnn.documents.judging.open_arrays.laws_stated import core, is_law
from symnn.documents.judging.open_arrays.learning import memory_of, take_up
from symnn.documents.judging.open_arrays.memory import KIND_WORDS, Function, Memory
from symnn.documents.judging.open_arrays.nearby import around
from symnn.documents.judging.open_arrays.parted import under_sizes
from symnn.documents.judging.open_arrays.said import Said, is_squared_length, said_of
from symnn.documents.judging.open_arrays.shape_claims import is_led_to, is_of_lists, shape_claim
from symnn.documents.judging.open_arrays.sizes import ONE, Shape
from symnn.documents.judging.open_arrays.spaces import is_nothing, shape_of_product, shape_of_space
from symnn.documents.judging.open_arrays.stacks import is_stack_of_unnamed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.plain import plain

_SUPPOSES: Final = regex(
    r"\b(commut\w*|suppos\w+|assum\w+|special case|approximat\w*|independent|normali[sz]\w+"
    r"|length 1|perpendicular|symmetric|orthogonal|orthonormal|diagonal|unit vectors?|permutation"
    r"|skew\w*|positive definite|invariant|centered|whitened|spherical|isotropic)\b"
)
#: More that is told of an array where it is declared: B ∈ ℝ^{3×3} "with diagonal (1, 3, 6)".
_TOLD: Final = regex(
    r"(?<![A-Za-z\\])([A-Za-z])\}?(?:_\w)?\s*\\in\b(?:(?!\\text|\\mbox|[;$])[\s\S]){0,80}"
    r"\\(?:text|mbox)\s*\{\s*(?:(?:with|having|whose|that|which) [a-z]|of (?:rank|trace|det))"
)
_LONGEST: Final = 240
_SHAPE_WORDS: Final = regex(
    r"(?:then |so |also )?(?:is(?: an?| again an?)?|has(?: the)? (?:shape|size|dimensions?)(?: of)?"
    r"|is (?:an? (?:matrix|array) )?of (?:shape|size|dimensions?)|lives? in|is in)"
)
_KIND_CLAIM: Final = regex(
    r"is (?:always |again |also |an? )*"
    r"(?P<kind>symmetric|skew-symmetric|antisymmetric|orthogonal|idempotent)(?: matrix)?"
    r"(?P<rest> for (?:all|every|any|each)(?: (?:real|square|symmetric|orthogonal|invertible"
    r"|diagonal))*(?: (?:matrix|matrices|vectors?))?)?"
)


def with_open_arrays(place: Place, clause: Clause, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, decided where they were not and arrays of open sizes are spoken of."""
    statement = clause.statement
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or clause.is_condition:
        yield from entries
        return
    from symnn.documents.judging.open_arrays.outside import within_shapes

    pairs = list(body.pairs())
    sides = (body.first, *(link.operand for link in body.links))
    listed = list(within_shapes(place, sides, entries))
    if len(listed) != len(pairs):
        yield from listed
        return
    for (left, link), entry in zip(pairs, listed, strict=True):
        settled = entry.verdict in ("proved", "refuted") or entry.kind == "definition"
        settled = settled or ("layout" in (entry.reason or "") and not _is_layout_told(place))
        found = None if settled else judged(place, clause.conditions, left, link)
        if not settled and link.relation == "∈":
            found = _told_elsewhere(place, clause, left, link, found)
        if found is not None and (r"\otimes" in place.latex or "⊗" in place.latex):
            from symnn.documents.judging.notations.arrays.told_tensor_signs import of_told_product

            found = of_told_product(place.state.source.text, found)
        yield entry if found is None else found


def _told_elsewhere(
    place: Place, clause: Clause, left: tree.Node, link: tree.Link, before: Entry | None
) -> Entry | None:
    """The entry of a membership by everything that the document tells of its names."""
    from symnn.documents.judging.memberships.hooks import lives_in, unless_anew

    if before is not None:
        return unless_anew(place, left, before)
    if (found := lives_in(place, clause, left, link)) is None:
        return None
    doubt = doubted(place, found, left, link, ties=False)
    return judged_entry(place, left, link, doubt, plain(left))


def _is_layout_told(place: Place) -> bool:
    from symnn.documents.judging.doubts.arrays.told_layouts import told_by_entries

    return told_by_entries(place.state.source.text) is not None


def judged(
    place: Place, conditions: Sequence[Condition], left: tree.Node, link: tree.Link
) -> Entry | None:
    """The entry of one relation; None if nothing is found."""
    memory = memory_of(place.state)
    said = said_of(conditions)
    if names_slope(left, link.operand):
        return None
    try:
        found = _found(place, memory, said, left, link)
        if found is not None and found.outcome == "refuted" and link.relation != "∈":
            from symnn.documents.judging.doubts.arrays.read_otherwise import unless_otherwise

            again = partial(_found, place, memory, said)
            found = unless_otherwise(found, place.state.scope, left, link, again)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    if found is None:
        return None
    found = doubted(place, found, left, link)
    if found.reason == TIED and link.relation == "∈":
        return None  # all that is told of sizes may decide it
    if link.relation == "∈" and found.outcome == "proved" and isinstance(left, tree.Derivative):
        from symnn.documents.judging.doubts.arrays.laid_out import REASON, is_told_turned

        if is_told_turned(place, left, link):
            found = Judgement("undecided", reason=REASON)
    if found.layouts and any(isinstance(n, tree.Derivative) for n in tree.walk(left)):
        from symnn.documents.judging.doubts.arrays.layouts import in_one_layout

        found = in_one_layout(place, found, link)
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    return judged_entry(place, left, link, found, cut(text))


def _found(
    place: Place, memory: Memory, said: Said, left: tree.Node, link: tree.Link
) -> Judgement | None:
    scope = scope_of(place, memory, (left, link.operand))
    if link.relation == "∈":
        wanted = shape_of_space(link.operand)
        if wanted is None:
            return None
        key = name_key(left)
        if key is not None and scope(key) is None and key not in memory.shapes:
            return _by_formulas(place, memory, said, scope, left, wanted)
        if key is not None and key in memory.shapes and memory.is_near(key):
            again = _by_all(place, memory.without(key), said, left, wanted)
            if again is None or again.outcome == "proved":
                return again
            return Judgement("undecided", reason=" ".join(again.notes))
        if key is not None and (scope(key) is None or key in memory.shapes):
            return None
        vector = not _is_by_two(link.operand)
        found = _of_shape(memory, said, scope, left, wanted, vector)
        return found or (None if key is not None else _by_all(place, memory, said, left, wanted))
    if link.relation not in ("=", "≡", ":="):
        return None
    stated = is_stated(memory, said, scope, left, link.operand)
    found = judge.equation(memory, said, scope, left, link.operand, stated and said.understood)
    anew = {key for key in said.shapes if scope(key) is not None}
    if found is not None or not anew:
        return found
    from symnn.documents.judging.open_arrays.anew import of_all

    return of_all(memory, said, scope, anew, left, link)


def _of_shape(
    memory: Memory, said: Said, scope: judge.Scope, left: tree.Node, wanted: Shape, vector: bool
) -> Judgement | None:
    """A claim about a shape; [A b] may be a product, and a row of two blocks."""
    left = as_rows(left)
    found = shape_claim(memory, said, scope, left, wanted, vector)
    if found is not None and found.outcome == "refuted" and (stacked := as_column(left)) != left:
        again = shape_claim(memory, said, scope, stacked, wanted, vector)
        return again if again is not None and again.outcome == "proved" else found
    if found is not None and found.outcome == "refuted" and is_of_lists(memory, left):
        return None
    row = with_products_as_rows(left)
    if row == left or (found is not None and found.outcome == "proved"):
        return found
    other = shape_claim(memory, said, scope, row, wanted, vector)
    false = found is not None and other is not None and other.outcome == "refuted"
    return found if false else None


def _by_all(
    place: Place, memory: Memory, said: Said, node: tree.Node, wanted: Shape
) -> Judgement | None:
    """The shape that all definitions together force."""
    from symnn.documents.judging.open_arrays.needed_shapes import membership

    return membership(memory, place.state.source.text, said.understood, node, wanted)


def is_stated(
    memory: Memory, said: Said, scope: judge.Scope, left: tree.Node, right: tree.Node
) -> bool:
    """Whether an equation is said of all arrays, and is neither a condition nor to be solved."""
    sought = is_nothing(right) or (isinstance(left, tree.Norm) and isinstance(right, tree.Number))
    law = is_law(left) or _is_of_defined(left, scope, memory)
    stated = said.general or bool(said.settings or said.apart)
    stated = stated or (bool(said.kinds) and is_squared_length(left))
    stated = stated or (is_with_inverse((left, right)) and not sought)
    return stated or (law and not sought and core(left) != core(right))


def _by_formulas(
    place: Place, memory: Memory, said: Said, scope: judge.Scope, node: tree.Node, wanted: Shape
) -> Judgement | None:
    """The shape of a name that is not declared, as the formulas before it need it."""
    from symnn.documents.judging.open_arrays.counts import shape_of
    from symnn.documents.judging.open_arrays.equal_sizes import differ, holds

    try:
        found = shape_of(memory, said, scope, name_key(node) or "")
    except SymnnError:
        return _by_all(place, memory, said, node, wanted)
    text = f"the formulas that it stands in need {found[0]}×{found[1]}"
    if all(holds("=", a, b) for a, b in zip(found, wanted, strict=True)):
        return Judgement("proved", judge.SIZE_METHOD, notes=(text,))
    if any(s.letters for shape in (found, wanted) for s in shape):
        return None
    other = [found[at] for at in (0, 1) if differ(found[at], wanted[at], {})]
    by_letter = other == [ONE] and ONE not in wanted  # a small letter was taken for a vector
    if other and not by_letter and said.understood:
        return Judgement("refuted", judge.SIZE_METHOD, notes=(text,))
    return None


def counted(place: Place, statements: Sequence[object]) -> Iterator[Entry]:
    """The entry of a sentence that counts the entries of arrays."""
    from symnn.documents.judging.open_arrays.counts import counted as count

    memory = memory_of(place.state)
    try:
        found = count(memory, scope_of(place, memory), statements)
    except (SymnnError, ArithmeticError, RecursionError):
        return
    if found is not None:
        yield _entry(place, unless_tied(place, found[0]), found[1])


def _entry(place: Place, found: Judgement, span: tree.Span) -> Entry:
    from symnn.documents.judging.sentence_entries import sentence_entry

    return sentence_entry(place, found, span=span, false=rules.SHAPES, unknown=rules.SHAPES)


def _is_by_two(space: tree.Node) -> bool:
    exponent = space.exponent if isinstance(space, tree.Power) else space
    return isinstance(exponent, tree.Product) and "×" in exponent.operators


def scope_of(
    place: Place, memory: Memory, spoken: Sequence[tree.Node] = ()
) -> Callable[[str], tree.Node | None]:
    """The definitions of names at a place; functions are taken up into the memory."""
    known_names = place.state.scope
    for key in known_names.history:
        binding = known_names.latest(key)
        if binding is not None and binding.parameters is not None:
            used = {*memory.shapes, *_names(binding.body)} if binding.parameters else {}
            names = tuple(_as_in(used, name) for name in binding.parameters)
            memory.functions[key] = Function(names, under_sizes(memory, binding.body))

    def scope(key: str) -> tree.Node | None:
        binding = known_names.latest(plain_name(key))
        if binding is None:
            return memory.bodies.get(key) if key not in memory.shapes else None
        if binding.parameters is not None or isinstance(binding.body, tree.Unreadable):
            return None
        listed = key in memory.shapes and (
            any(isinstance(part, tree.Dots) for part in tree.walk(binding.body))
            or is_stack_of_unnamed(known_names, key, binding.body, spoken)
        )
        return None if listed or key in set(_names(binding.body)) else binding.body

    return scope


def _names(node: tree.Node) -> Iterator[str | None]:
    """The names in an expression; what stands in an index, as the Q of W_Q, is none of them."""
    if isinstance(node, tree.Name):
        yield name_key(node)
        return
    for part in tree.children(node):
        yield from _names(part)


def _as_in(used: Container[str | None], name: str) -> str:
    """The parameter as it is used: bold, if so it was declared, or stands in the formula."""
    return bold if (bold := f"bold {name}") in used else name


def _is_of_defined(node: tree.Node, scope: judge.Scope, memory: Memory) -> bool:
    """A trace, determinant or norm of a name that a formula in declared arrays gives."""
    inner = node.argument if isinstance(node, tree.Apply) else getattr(node, "operand", None)
    if not isinstance(node, (tree.Apply, tree.Norm)) or inner is None:
        return False
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    key = name_key(inner)
    body = None if key is None else scope(key)
    return body is not None and set(_names(body)) - {"I"} <= memory.shapes.keys()


def doubted(
    place: Place, found: Judgement, left: tree.Node, link: tree.Link, ties: bool = True
) -> Judgement:
    """A refutation is withheld where the words around it may suppose more.

    With `ties` it is, too, where sizes may depend on each other, which it did not ask for.
    """
    if found.outcome != "refuted":
        return found
    beside = around(place, [left, link.operand])
    told = _TOLD.findall(place.state.source.text)
    letters = {
        n.base for m in (left, link.operand) for n in tree.walk(m) if isinstance(n, tree.Name)
    }
    if may_be_posed_in_words(place.formula) or _SUPPOSES.search(beside) or letters & {*told}:
        return Judgement("undecided", reason="the words around it may suppose more")
    by_sizes = is_of_sizes(link.relation, found.notes)
    asked = ties and not place.said.unequal
    if asked and not are_free(place, (left, link.operand), by_sizes):
        return Judgement("undecided", reason=TIED)
    return withhold_general(place, found, left, link)


# --- words ------------------------------------------------------------------------------


def told(place: Place, clause: Clause) -> Iterator[Entry]:
    """The entry of an expression of which words say its shape or its kind."""
    statement = clause.statement
    if not isinstance(statement, tree.Statement) or not is_led_to(statement.lead):
        return
    body = statement.body
    if isinstance(body, (tree.Chain, tree.Text, tree.Name)) or not clause.conditions:
        return
    first, rest = clause.conditions[0], clause.conditions[1:]
    words = " ".join(first.words.lower().split())
    if place.state.arrays is None or place.state.arrays.memory is None:
        from symnn.documents.judging.heard import Heard

        place.state.arrays = place.state.arrays or Heard()
        take_up(place.state)
    memory = memory_of(place.state)
    try:
        found = _told(place, memory, body, words, first, rest)
    except (SymnnError, ArithmeticError, RecursionError):
        return
    if found is None:
        return
    found = doubted(place, found, body, tree.Link("=", body))
    yield _entry(place, found, body.span)


def _told(
    place: Place,
    memory: Memory,
    body: tree.Node,
    words: str,
    first: Condition,
    rest: Sequence[Condition],
) -> Judgement | None:
    scope = scope_of(place, memory)
    kind = _KIND_CLAIM.fullmatch(words)
    if kind is not None:
        general = kind["rest"] is not None
        if (first.body is None) == general:
            return None
        more = [Condition(kind["rest"] or "", first.body)] if general else []
        said = said_of([*more, *rest])
        stated = said.understood and not isinstance(body, tree.Name)
        return judge.kind_claim(memory, said, scope, body, KIND_WORDS[kind["kind"]], stated)
    if "definite" in words or "singular" in words or "invertible" in words or "rank" in words:
        from symnn.documents.judging.open_arrays.invertible import invertible_claim

        near = around(place, [body])
        return invertible_claim(memory, scope, body, (first, *rest), near)
    if first.body is None or _SHAPE_WORDS.fullmatch(words) is None:
        return None
    shape = shape_of_product(first.body) or shape_of_space(first.body)
    if shape is None:
        return None
    if rest and rest[0].body is None and rest[0].words.strip() in ("matrix", "array"):
        rest = rest[1:]
    return shape_claim(memory, said_of(rest), scope, body, shape)

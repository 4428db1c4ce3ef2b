"""The entries of claims about matrices of open sizes, at their places in a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, withhold_general
from symnn.documents.judging.matrices import claims
from symnn.documents.judging.matrices.declared import (
    Declaration,
    is_anew,
    numbers_of_claims,
    space,
    stated_layouts,
)
from symnn.documents.judging.matrices.gradients import with_variables
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.matrices.products import judge_sizes
from symnn.documents.judging.matrices.shape_words import shaped
from symnn.documents.judging.matrices.words import Words, has_open_inverse, words_of
from symnn.documents.judging.placing import Place, State, judged_entry, relation_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.standing import DECLARATIONS
from symnn.documents.model import Entry
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import LAYOUTS
from symnn.latex.matrices.names import is_identity, name_key
from symnn.latex.matrices.sizes import NUMBER, ONE, Shape
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.plain import plain

_ASSUMES: Final = regex(
    r"\b(symmetric|commut\w*|orthogonal|orthonormal|diagonal|suppos\w+|assum\w+|special case"
    r"|approximat\w*|independent|unit vectors?|normali[sz]\w+|length 1|perpendicular)\b"
)
#: Words, and commands: what is left of a line are its letters.
_WORDS: Final = regex(r"\\?[A-Za-z]{2,}|\ba\b(?! *[=_^+*/-])|\bI\b(?= [a-z])")
_PARAGRAPHS: Final = regex(r"\n[ \t]*\n")
_LETTER: Final = regex(r"[A-Za-z]")
_LONGEST: Final = 240
#: So many characters before a formula what authors suppose is still meant.
_NEAR: Final = 1600


def knowledge_of(
    state: State, formula: Formula, statements: Sequence[tree.Statement | tree.Unreadable]
) -> Knowledge:
    """What is known of the names at a formula; its own declarations are known to the state, too."""
    section = formula.headings
    line = state.source.position(formula.start).line
    found = claims.local_declarations(statements)
    anew = any(d.key in state.declared.known for d in found) and is_anew(formula)
    local = [replace(d, section=section, line=line, anew=anew) for d in found]
    if r"\partial" in formula.latex:
        _note_layouts(state, statements, local, section)
    layouts = state.declared.layouts.get(section, LAYOUTS)
    before = Knowledge(state.scope, state.declared.copy(), tuple(local), section, layouts=layouts)
    passing = set(numbers_of_claims(statements)) if local else set()
    for declaration in local:
        if declaration.at not in passing:
            state.declared.add(declaration)
    return before


def _note_layouts(
    state: State,
    statements: Sequence[tree.Statement | tree.Unreadable],
    local: Sequence[Declaration],
    section: tuple[str, ...],
) -> None:
    """Keep in mind how derivatives are laid out, if the shape of one is declared."""
    bodies = [
        body
        for statement in statements
        if isinstance(statement, tree.Statement)
        for body in (statement.body, *(q.body for q in statement.qualifiers))
        if isinstance(body, tree.Chain)
    ]
    shapes = _shapes(state) | {d.key: d.shape for d in local}
    for body in bodies:
        found, key = space(body.links[-1].operand), name_key(body.first)
        if body.links[-1].relation == "∈" and found is not None and key is not None:
            shapes[key] = found[0]  # also that of Y = XW ∈ ℝ^{n×m}
    for body in bodies:
        layouts = stated_layouts(body, shapes)
        if layouts != LAYOUTS:
            state.declared.layouts[section] = layouts


def _shapes(state: State) -> dict[str, Shape]:
    return {key: found[-1].shape for key, found in state.declared.known.items()}


def words_beside(clause: Clause, later: Sequence[Clause]) -> Words:
    """The words beside a statement, and beside the declarations that go on from them."""
    found = list(clause.conditions)
    for other in later:
        statement = other.statement
        if not isinstance(statement, tree.Statement) or statement.separator not in (",", "and"):
            break
        if _keeps_apart(statement):
            found.append(Condition("with", statement.body))
            continue
        if not claims.declares(statement.body):
            break
        found += other.conditions
    return words_of(found)


def _keeps_apart(statement: tree.Statement) -> bool:
    """m ≠ n behind "for A ∈ R^{m×n},": two letters of sizes that differ."""
    body = statement.body
    if not isinstance(body, tree.Chain) or statement.lead is not None or statement.qualifiers:
        return False
    nodes = (body.first, *(link.operand for link in body.links))
    apart = {link.relation for link in body.links} == {"≠"}
    return apart and all(isinstance(node, tree.Name) for node in nodes)


def told_sizes(place: Place, clause: Clause) -> Iterator[Entry]:
    """The entry of a statement whose words say that it is defined, or what it makes."""
    statement, said = clause.statement, place.said
    if not isinstance(statement, tree.Statement) or place.knowledge is None:
        return
    words = shaped(statement, clause.conditions, place.knowledge)
    if words is not None:
        link = tree.Link("∈", words.space)
        beside = words_of(words.rest)
        told = claims.membership(place.knowledge, statement.body, link, beside)
        if told is not None:
            withheld = doubted(replace(place, said=beside), told, statement.body, link)
            yield judged_entry(place, statement.body, link, withheld, "")
    elif said.claim is not None:
        (left, link), *more = said.claim.pairs()
        found = None if more else claims.membership(place.knowledge, left, link, said)
        if found is not None:
            yield judged_entry(place, left, link, doubted(place, found, left, link), "")
    elif said.defined is not None:
        yield from _defined(place, statement.body, said)


def _defined(place: Place, body: tree.Node, said: Words) -> Iterator[Entry]:
    knowledge = place.knowledge
    chain = body if isinstance(body, tree.Chain) and len(body.links) == 1 else None
    node = body if chain is None else chain.links[0].operand
    if knowledge is None or isinstance(node, (tree.Chain, tree.Name, tree.Text)):
        return
    found = claims.defined(knowledge, node, said)
    if found is None or (not said.unequal and has_open_inverse(node, place.state.source.text)):
        return
    misfit = (found.outcome == "proved") == (said.defined is False)
    found = _unless_tied(place, found, node, tree.Link("∈", tree.Empty())) if misfit else found
    if chain is not None:
        link = chain.links[0]
        yield judged_entry(place, chain.first, link, doubted(place, found, node, link), "")
        return
    from symnn.documents.judging.sentence_entries import sentence_entry

    yield sentence_entry(place, found, span=node.span, false=rules.SHAPES, unknown=rules.SHAPES)


def declared(place: Place, left: tree.Node, link: tree.Link, judge: Callable[..., Entry]) -> Entry:
    """The entry of a relation that claims no equality and no order; a membership may be one.

    Args:
        place: where it stands.
        left, link: the relation.
        judge: the entry of a relation between numbers, by its place, its left side and its link.
    """
    if link.relation in "→~" and (step := _row_step(place, left, link)) is not None:
        return step
    found = membership(place, left, link)
    if found is None and link.relation == "∈" and isinstance(link.operand, tree.Group):
        from symnn.documents.judging.sets.within import within

        found = within(place, left, link, judge)
    reason = DECLARATIONS.get(link.relation, f"the relation {link.relation} is not judged")
    return found or relation_entry(place, left, link, "not-a-claim", reason=reason)


def _row_step(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a step of elimination; None for any other arrow."""
    from symnn.documents.judging.matrices.row_steps import row_step

    found = row_step(place, left, link.operand)
    return found and judged_entry(place, left, link, found, _text(left, link))


def membership(place: Place, left: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of `expression ∈ R^{m×n}`; None for what declares a name."""
    if place.knowledge is None:
        return None
    told = None
    if isinstance(left, tree.Derivative):
        from symnn.documents.judging.doubts.arrays.laid_out import rows_for_outputs

        told = rows_for_outputs(place, left, link)
    found = claims.membership(place.knowledge, left, told or link, place.said)
    if found is None:
        return None
    from symnn.documents.judging.doubts.arrays.laid_out import as_laid_out, turned_space

    if found.outcome == "refuted" and isinstance(left, tree.Derivative) and told is None:
        turned = claims.membership(place.knowledge, left, turned_space(link), place.said)
        if turned is not None and turned.outcome == "proved":
            return None  # it says how derivatives are laid out
    found = as_laid_out(place, place.knowledge, found, left, link)
    if found is None:
        return None
    number = space(link.operand) == (NUMBER, False)
    if found.outcome == "refuted" and number and _is_function(place.knowledge, left):
        return None  # f(x) ∈ ℝ says what f is, whatever else has that name
    return judged_entry(place, left, link, doubted(place, found, left, link), _text(left, link))


def _is_function(knowledge: Knowledge, node: tree.Node) -> bool:
    """Whether it is a letter before brackets that no declaration makes a matrix."""
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Name):
        return False
    shapes = (d.shape for d in knowledge.choices(name_key(node.head) or "", node.span.start))
    return not any(ONE not in shape for shape in shapes)


def equation(place: Place, left: tree.Node, link: tree.Link, worked: bool) -> Entry | None:
    """The entry of an equation of matrices; None if nothing is found about it."""
    if place.knowledge is None:
        return None
    from symnn.documents.judging.doubts.arrays.arbitrary import as_arbitrary
    from symnn.documents.judging.doubts.arrays.layouts import in_one_layout
    from symnn.documents.judging.doubts.arrays.rows_of_slopes import unless_in_rows

    plain, derived = (with_variables(n, place.state.scope) for n in (left, link.operand))
    said, derived_link = as_arbitrary(place, left, link.operand), replace(link, operand=derived)
    judge = partial(claims.equation, said=said, worked=worked)
    found = judge(place.knowledge, plain, derived_link)
    found = unless_in_rows(found, place.knowledge, plain, derived_link, judge)
    if found is None:
        return None
    found = in_one_layout(place, doubted(place, found, left, link), link)
    return judged_entry(place, left, link, found, _text(left, link))


def before_numbers(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions = NOTHING
) -> Entry | None:
    """The entry of an equation whose open letters must not be read as numbers; None for others.

    Letters that the words beside it let stand for all vectors of ℝⁿ are known by their entries.
    """
    sizes = judge_sizes(left, link.operand) if link.relation == "=" else None
    if sizes is not None:
        found = doubted(place, sizes, left, link)
        return judged_entry(place, left, link, found, _text(left, link))
    knowledge = place.knowledge
    if knowledge is None or not claims.needs_shapes(left, link.operand, knowledge):
        return None
    if _have_values(place, left, link.operand) or _are_arguments(place, left, link.operand):
        return None
    entry = equation(place, left, link, worked)
    if entry is not None:
        return entry
    from symnn.documents.judging.matrices.gram import judge_lengths

    lengths = judge_lengths(place, left, link, assumed)
    if lengths is not None:
        return judged_entry(place, left, link, *lengths)
    if (
        assumed.universal
        and assumed.unread is None
        and _have_values(place, left, link.operand, assumed=assumed)
    ):
        return None
    text = "a vector or matrix in it is open, and it is not proved for all of them"
    return relation_entry(place, left, link, "not-a-claim", reason=text)


def _have_values(place: Place, *sides: tree.Node, assumed: Assumptions = NOTHING) -> bool:
    """Whether nothing in the sides is open: all of it has a value."""
    view = assumed.view(reader(place.state.scope, version=place.seen))
    try:
        for side in sides:
            view.read(side)
    except MeaningError as obstacle:
        return obstacle.kind is Kind.SHAPE
    return True


def _are_arguments(place: Place, *sides: tree.Node) -> bool:
    r"""Whether open letters stand in arguments alone: \|p(t)\| of a p(t) given by its entries."""
    scope = place.state.scope
    calls, stack = 0, list(sides)
    while stack:
        part = stack.pop()
        head = part.head if isinstance(part, tree.Call) else getattr(part, "function", None)
        known = scope.latest(tree.key(head) or "") if head is not None else None
        if known is not None and known.parameters is not None:
            calls += 1
            continue
        if isinstance(part, tree.Apply) and isinstance(head, tree.Name) and head.base in SPELLINGS:
            continue
        if isinstance(part, tree.Name):
            if scope.latest(tree.key(part) or "") is None and not is_identity(part):
                return False
            continue
        stack.extend(tree.children(part))
    return calls > 0


def learn(place: Place, left: tree.Node, link: tree.Link) -> None:
    """Note the shapes that a definition settles for the names in it."""
    if place.knowledge is None or not isinstance(left, tree.Name):
        return
    line = place.state.source.position(place.formula.start).line
    for key, shape in claims.settled_shapes(place.knowledge, left, link.operand).items():
        found = Declaration(key, shape, vector=False, section=place.formula.headings, line=line)
        place.state.declared.add(found)


def states_identity(place: Place, left: tree.Node, link: tree.Link, key: str) -> bool:
    """Whether `M = …` with M on both sides, or a derivative, is a claim and defines nothing."""
    knowledge = place.knowledge
    used = any(tree.key(n) == key for n in tree.walk(link.operand))
    used = used or isinstance(left, tree.Derivative)
    if knowledge is None or not used or link.relation not in ("=", "≡"):
        return False
    found = claims.equation(knowledge, left, link, place.said, worked=False)
    return found is not None


def doubted(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """A refutation is withheld where the words around it may suppose more."""
    if found.outcome != "refuted":
        return found
    if isinstance(left, tree.Number) and link.relation == "∈":
        return Judgement("undecided", reason="a number may stand for an array of it")
    parts = [part for side in (left, link.operand) for part in tree.walk(side)]
    squares = tree.walk(left) if link.relation == "∈" else parts
    if any("undefined" in note for note in found.notes) and any(map(_is_square, squares)):
        text = "the square of a vector may stand for its product with itself"
        return Judgement("undecided", reason=text)
    start, end = place.formula.outer_start, place.formula.outer_end
    around = _about(place.state.source.text[max(0, start - _NEAR) : end + _NEAR // 8], parts)
    if place.said.defined is not None or place.said.claim is not None:
        around = ""
    if may_be_posed_in_words(place.formula) or _ASSUMES.search(around):
        return Judgement("undecided", reason="the words around it may suppose more")
    if _are_restricted(place, parts):
        return Judgement("undecided", reason="an equation before it may be a condition on it")
    found = _unless_tied(place, found, left, link)
    return withhold_general(place, found, left, link) if found.outcome == "refuted" else found


def _unless_tied(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    from symnn.documents.judging.doubts.arrays.free_sizes import unless_related

    return unless_related(place, found, left, link)


def _are_restricted(place: Place, parts: Sequence[tree.Node]) -> bool:
    """Whether an equation beside a declaration says more of an array: W^T W = I."""
    if place.state.arrays is None:
        return False
    from symnn.documents.judging.open_arrays.learning import memory_of

    supposed = memory_of(place.state).supposed
    return any(name_key(part) in supposed for part in parts)


def _about(text: str, parts: Sequence[tree.Node]) -> str:
    """The paragraphs of a text, in lower case, but for those that speak of other letters alone."""
    letters = {n.base for n in parts if isinstance(n, tree.Name)}
    kept = []
    for paragraph in _PARAGRAPHS.split(text):
        named = set(_LETTER.findall(_WORDS.sub(" ", paragraph)))
        if not named or named & letters:
            kept.append(paragraph.lower())
    return "\n".join(kept)


def _is_square(node: tree.Node) -> bool:
    if not isinstance(node, tree.Power) or isinstance(node.base, tree.Norm):
        return False
    return isinstance(node.exponent, tree.Number)


def _text(left: tree.Node, link: tree.Link) -> str:
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

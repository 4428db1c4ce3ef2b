"""The entries of relations between probabilities: given, or following from those that are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from symnn.deferred import regex
from symnn.documents.judging.chances.events import HEADS, Query, may_be_moment, query_of
from symnn.documents.judging.chances.facts import Fact, example_of, fact_at, settled
from symnn.documents.judging.identities.stated import unknowns
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.names.letters.unsaid import with_deviation
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry, relation_entry
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.documents.judging.wording.besides import assumed_of, ranged_over
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.standing import is_said_again
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

#: What a formula has of which something may be said of all chances or distributions.
_MAY_BE_GENERAL: Final = regex(
    r"(?<![A-Za-z]{2})(?:[Pp]|Prob|Pr)\}{0,2}\s*(?:\\left|\\[bB]igl?)?\s*[(\[{]"
    r"|KL|JS|TV|CE|\b[HD][_(\[\\{]"
)
#: What a formula with means, variances, entropies or tables of chances has in it.
_MAY_BE_RANDOM: Final = regex(
    r"\\mathbb\s*\{?[EVHI]|\b[HD]_|JS|TV|Var|var\}|Cov|cov|[Cc]orr?[\[(}]|\\(?:sigma|mu|rho)(?:\^2)?_|\bSE\b|\b[Ss]td|\b[sS][dD]\b"
    r"|(?:deviation|error|variance|mean|expectation|expected value|bias) of\b"
    r"|recision|ecall|ccuracy|F_?1|pecificity|ensitivity|[FT][PN]R|MSE|[bB]ias|\b[EHhI]\s*(?:\\left|\\big)?\s*[(\[]|KL|PPL|erplexity|\b[pP]_|\bP(?:r|rob)?\}?\s*(?:\\left)?\("
)


def told(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of a chain with probabilities in it; None for any other chain."""
    if _MAY_BE_RANDOM.search(place.latex) is None:
        return _by_chances(place, chain, clause) or _of_all(place, chain, clause)
    from symnn.documents.judging.randomness.hooks import Asking

    asking = Asking.of(place, chain, clause)
    found = None if asking is None else asking.entries()
    if found is not None and asking is not None and not asking.is_open:
        from symnn.documents.judging.chances.law_first import law_first

        return law_first(found, lambda: _by_chances(place, chain, clause))
    other = _by_chances(place, chain, clause) or _of_all(place, chain, clause)
    return other if other is not None or asking is None else found or asking.unsettled()


def _of_all(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of what is said of all chances, or of all distributions."""
    if _MAY_BE_GENERAL.search(place.latex) is None:
        return None
    from symnn.documents.judging.chances.general import of_all

    return of_all(place, chain, clause)


def _by_chances(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    if chain.links[0].relation == "⇒":
        return _concluded(place, chain, clause)
    tells = tells_law(place, chain)
    if place.state.chances.told is not None:
        chain = _with_means(chain, place)
    if not any(map(_may_be, tree.walk(chain))):
        return None
    from symnn.documents.judging.chances.moments import regrouped
    from symnn.documents.judging.chances.through_formulas import with_variables

    chain = with_variables(chain)
    if any(link.relation not in RELATIONS for link in chain.links):
        return None
    if tells and Asked(place, by_laws=False).value(regrouped(chain.first)) is None:
        return None
    apart = tuple(c for c in clause.conditions if not _says_law(place, c))
    clause = replace(clause, conditions=apart)
    assumed = assumed_of(place, chain, clause) if clause.conditions else NOTHING
    scope = place.state.scope
    asked = Asked(place, assumed)
    nodes = tree.walk(regrouped(chain))
    if not any(query_of(n, scope) or asked.value(n) is not None for n in nodes):
        return None
    if clause.conditions and (not asked.by_law or _is_narrowed(place, assumed)):
        return None
    found = list(_entries(place, chain, assumed))
    if found:
        place.state.last = chain.links[-1].operand
    return iter(found) if found else None


def _with_means(chain: tree.Chain, place: Place) -> tree.Chain:
    r"""The chain with \mathbb{E}[\hat y] for the name \bar f that was given as it."""
    from symnn.documents.judging.chances.laws import with_means

    return with_means(chain, place)


def _is_narrowed(place: Place, assumed: Assumptions) -> bool:
    """Whether words are not understood, or are about a variable itself: "given X > 0"."""
    if assumed.unread is not None or assumed.is_closed:
        return True
    variables = {law.key for law in place.state.chances.told.known}
    parts = (part for chain in assumed.relations for part in tree.walk(chain))
    return any(tree.key(part) in variables for part in parts)


def _says_law(place: Place, condition: Condition) -> bool:
    return isinstance(condition.body, tree.Chain) and tells_law(place, condition.body)


def _concluded(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of what follows from how something is distributed: X ∼ U(0, 1) ⇒ E[X] = 1/2."""
    premise, conclusion = chain.first, chain.links[0].operand
    if not (isinstance(premise, tree.Chain) and isinstance(conclusion, tree.Chain)):
        return None
    if len(chain.links) > 1 or not tells_law(place, premise):
        return None
    found = told(place, conclusion, clause)
    reason = "says how something is distributed"
    given = [relation_entry(place, a, b, "not-a-claim", reason=reason) for a, b in premise.pairs()]
    open_ = "what follows from what is not judged"
    rest = (relation_entry(place, *p, "not-a-claim", reason=open_) for p in conclusion.pairs())
    return iter([*given, *(rest if found is None else found)])


def tells_law(place: Place, chain: tree.Chain) -> bool:
    """Whether a relation is known to say how something is distributed."""
    told = place.state.chances.told
    return told is not None and any(law.chain == chain for law in told.known)


def at_hand(place: Place) -> list[Fact]:
    """The chances given above."""
    from symnn.documents.judging.chances.at_hand import at_hand as found

    return found(place)


def _may_be(node: tree.Node) -> bool:
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    return (isinstance(head, tree.Name) and head.base in HEADS) or may_be_moment(node)


def _is_by_scores(place: Place, node: tree.Node) -> bool:
    """Whether a formula for every class gives this chance."""
    from symnn.latex.meaning.opaque import by_pattern

    return by_pattern(node, place.state.scope.patterns) is not None


def _entries(place: Place, chain: tree.Chain, assumed: Assumptions) -> Iterator[Entry]:
    pairs = list(chain.pairs())
    (left, link), *_ = pairs
    if place.state.scope.patterns and _is_by_scores(place, left):
        return
    given = _given(place, left, chain) if link.relation in ("=", ":=") else None
    if given is not None:
        place.state.chances.give(given)
        if len(pairs) > 1:
            return  # what it is worked out from is claimed as anywhere else
        yield relation_entry(place, left, link, "definition", reading=_text(left, link))
        return
    if alike := _given_alike(place, chain):
        yield from alike
        return
    for left, link in pairs:
        entry = _claim(place, left, link, assumed)
        if entry is None:
            return
        if entry.verdict == "proved" and link.relation == "=":
            _confirm(place, left, link)
        yield entry


def _given_alike(place: Place, chain: tree.Chain) -> list[Entry]:
    """P(U = 1) = P(U = 2) = 1/2, where neither is given before."""
    scope = place.state.scope
    *parts, last = [chain.first, *(link.operand for link in chain.links)]
    queries = [query_of(part, scope) for part in parts]
    value = _closed(place, last)
    plain_links = all(link.relation == "=" for link in chain.links)
    if len(parts) < 2 or None in queries or value is None or not plain_links:
        return []
    known = at_hand(place)
    if any(q is not None and settled(known, q) is not None for q in queries):
        return []
    for query in queries:
        if query is not None:
            place.state.chances.give(fact_at(place.state.source, place.formula, query, value))
    return [relation_entry(place, *p, "definition", reading=_text(*p)) for p in chain.pairs()]


def _confirm(place: Place, left: tree.Node, link: tree.Link) -> None:
    """Keep a chance that was stated and follows: with the others it may be all that there is."""
    query, value = query_of(left, place.state.scope), _closed(place, link.operand)
    if query is None or value is None:
        return
    place.state.chances.found.append(fact_at(place.state.source, place.formula, query, value))


def _given(place: Place, left: tree.Node, chain: tree.Chain) -> Fact | None:
    """The fact, if a probability that nothing settles is said to be a closed number."""
    query = query_of(left, place.state.scope)
    first, operand = chain.links[0].operand, chain.links[-1].operand
    if query is None or any(query_of(n, place.state.scope) for n in tree.walk(operand)):
        return None
    if len(chain.links) > 1 and computed(chain.links[0].operand):
        return None
    known = at_hand(place)
    again = place.state.chances.given(query, place.formula.headings)
    if again is None and _is_settled(place, known, left, chain.links[0]):
        return None
    value = _closed(place, chain.links[0].operand)
    value = _open(place, chain, query) if value is None else value
    if value is None or (again is not None and is_said_again(again.value, value, first)):
        return None
    return fact_at(place.state.source, place.formula, query, value)


def _is_settled(place: Place, known: Sequence[Fact], left: tree.Node, link: tree.Link) -> bool:
    """Whether a probability has a value, and is not that of one value among several to come."""
    query = query_of(left, place.state.scope)
    if query is None or Asked(place).value(left) is not None:
        return query is not None
    from symnn.documents.judging.chances.more_values import more_values

    return settled(known, query) is not None and more_values(place, left, link) is None


def _closed(place: Place, node: tree.Node) -> Expr | None:
    try:
        found = reader(place.state.scope, version=place.seen).read(node)
    except SymnnError:
        return None
    if not isinstance(found, Scalar) or free_symbols(found.expr):
        return None
    return found.expr


def _open(place: Place, chain: tree.Chain, query: Query) -> Expr | None:
    """p or 1 - p as the chance of one value of a variable."""
    mentions = query.event.mentions
    if len(chain.links) > 1 or query.given is not None or len(mentions) != 1:
        return None
    try:
        view = reader(place.state.scope, version=place.seen, open_names=True)
        found = view.read(chain.links[0].operand)
    except SymnnError:
        return None
    return found.expr if isinstance(found, Scalar) and len(free_symbols(found.expr)) == 1 else None


class Asked:
    """What is asked about variables with chances, by the facts at hand and the words above."""

    def __init__(self, place: Place, assumed: Assumptions = NOTHING, by_laws: bool = True) -> None:
        self.place = place
        self.by_laws = by_laws
        self.assumed = assumed
        self.by_law = False
        self.known: dict[tuple[str, ...], Sequence[Any] | None] = {}

    def cells(self, names: tuple[str, ...]) -> Sequence[Any] | None:
        """All values of some variables with their chances."""
        if names and names not in self.known:
            from symnn.documents.judging.chances.moments import table_of

            facts, headings = at_hand(self.place), example_of(self.place.formula.headings)
            shown = [f for f in self.place.state.chances.found if f.section == headings]
            found = table_of(facts, names) or table_of([*facts, *shown], names)
            if found is None and len(names) == 1:
                from symnn.documents.judging.chances.by_name import cells_by_name

                found = cells_by_name(self.place, names[0])
            self.known[names] = found
        return self.known.get(names)

    def value(self, node: tree.Node) -> Expr | None:
        """The mean, variance or chance that an expression is; None for any other."""
        if not _may_be(node):
            return None
        from symnn.documents.judging.chances.moments import moment_of
        from symnn.documents.judging.chances.through_formulas import through_formulas

        place = self.place
        scope = place.state.scope
        view = self.assumed.view(reader(scope, version=place.seen, open_names=True))
        try:
            through = through_formulas(node, scope, self.cells)
            found = moment_of(through or node, view, self.cells)
        except (MeaningError, SymnnError):
            found = None
        if found is None and self.by_laws and place.state.chances.told is not None:
            from symnn.documents.judging.chances.expansions import moment_by_law

            found = moment_by_law(node, place, view)
            self.by_law = self.by_law or found is not None
        return found


def _claim(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions = NOTHING
) -> Entry | None:
    """The entry of a relation in which every probability is settled; None if one is not."""
    from symnn.documents.judging.chances.moments import regrouped

    known = at_hand(place)
    values: dict[str, Value] = {}
    read: dict[tuple[str, str, str], str] = {}
    open_: list[tree.Node] = []
    asked = Asked(place, assumed)

    def visit(node: tree.Node) -> tree.Node:
        query = query_of(node, place.state.scope)
        value = asked.value(node) if query is None else None
        if query is None and value is None:
            return tree.map_children(node, visit)
        key = query.key if query is not None else ("", plain(node), "")
        if query is not None and key not in read:
            given = place.state.chances.given(query, place.formula.headings)
            value = given.value if given is not None else settled(known, query)
            value = asked.value(node) if value is None else value
        if key not in read:
            if value is None:
                open_.append(node)
                return node
            read[key] = f"symnnchance{len(read) + 1}"
            values[read[key]] = Scalar(value)
        return tree.Name(read[key], span=node.span)

    bare, operand = visit(regrouped(left)), visit(regrouped(link.operand))
    if open_:
        return None
    assumed = assumed.also(Assumptions(values))
    whole = replace(link, operand=operand)
    found: Judgement | None = None
    if not (asked.by_law and any(map(_is_open, values.values()))):  # it may be what is wanted
        try:
            found, _ = judged_by_custom(place, bare, whole, True, assumed)
        except MeaningError:
            found = None
    found = found or _in_letters(place, bare, whole, assumed)
    if found is None:
        return None
    facts = "; ".join(dict.fromkeys(f"line {f.line}" for f in known))
    notes = (f"by the probabilities given in {facts}",) if values and facts else ()
    found = _said(replace(found, notes=(*found.notes, *notes)))
    from symnn.documents.judging.chances.at_hand import doubt_of_words
    from symnn.documents.judging.chances.more_values import ANEW, more_values

    doubt = doubt_of_words(place, left, link) or more_values(place, left, link)
    if doubt is not None and (found.outcome == "refuted" or doubt.endswith(ANEW)):
        found = Judgement("undecided", reason=doubt)
    return judged_entry(place, left, link, found, _text(left, link))


def _is_open(value: Value) -> bool:
    return isinstance(value, Scalar) and bool(free_symbols(value.expr))


def _in_letters(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Judgement | None:
    """E[X] = p, of chances p and 1 - p: proved, or false in the same letters."""
    view = assumed.view(reader(place.state.scope, version=place.seen, open_names=True))
    view = with_deviation(view, left, link.operand)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    used = [unknowns(side.value) for side in sides]
    found = judge_over(link.relation, *sides, ranged_over(place, left, link, assumed) or assumed)
    false = found.outcome == "refuted" and used[0] == used[1] and bool(used[0])
    if false and link.relation != "=":
        found = Judgement("undecided", reason="the range of its letters may be told elsewhere")
    return found if found.outcome == "proved" or false else None


def _said(found: Judgement) -> Judgement:
    """Without names of its own in what it shows."""
    if found.counterexample and any("symnnchance" in name for name, _ in found.counterexample):
        return replace(found, counterexample=None)
    return found


def _text(left: tree.Node, link: tree.Link) -> str:
    return f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]

"""What stands beside a chain, for the statement it belongs to: conditions, premises, remarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from symnn.claims.formula import sides
from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.model import Entry
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, column

#: Words at the end of a formula that go on to the next one.
_DANGLING: Final = frozenset({"with", "where", "and", "in which", "here", "with parameters"})
_PREDICATE: Final = regex(
    r"\s*(?:is|are|has|have) (?:the |an? )?(?!only |not |if |when |valid |true |defined |positive"
    r"|negative |non|zero|even|odd)[a-z]"
)
#: … is the receptive field if n > 3.
_TELLS_WHEN: Final = regex(r"\b(?:if|when|whenever|unless|except|until|only|provided)\b[a-z ]*$")
#: It is said which values these have.
_INPUTS: Final = regex(
    r"[ ,(]*(?:for|on|at) (?:all|every|each|any)"
    r"(?: of the| two| four| eight| binary)* inputs?[ ,.)]*"
)
_COLUMNS: Final = regex(r"(?:for|with|where these are) the (?:columns|rows) of(?: the matrix)?")


def gives_value(chain: tree.Chain) -> bool:
    """Whether it says that a name is a number."""
    name = isinstance(chain.first, tree.Name) and all(li.relation == "=" for li in chain.links)
    return name and not any(computed(link.operand) for link in chain.links)


def solves(chain: tree.Chain) -> bool:
    """x = 3 behind an arrow: the solution of an equation."""
    return tree.key(chain.first) is not None and chain.links[0].relation in ("=", "≈")


def assumed_of(place: Place, chain: tree.Chain, clause: Clause) -> Assumptions:
    """What the words and ranges beside a chain let hold."""
    if not clause.conditions:
        return NOTHING
    clause = replace(
        clause, conditions=tuple(c for c in clause.conditions if not _is_reason(place, chain, c))
    )
    if place.state.ranges and any(c.body is None for c in clause.conditions):
        from symnn.documents.judging.names.letters.few_values import with_members

        clause = with_members(place, chain, clause)
        kept = tuple(c for c in clause.conditions if not _INPUTS.fullmatch(c.words.lower()))
        clause = replace(clause, conditions=kept)
    if not clause.conditions:
        return NOTHING
    listed = [c for c in clause.conditions if _COLUMNS.fullmatch(c.words.lower().strip())]
    plain_figures = not any(computed(n) for n in (chain.first, *(li.operand for li in chain.links)))
    apart = [c for c in clause.conditions if plain_figures and _says_what_for(c)]
    others = [c for c in clause.conditions if c not in listed and c not in apart]
    from symnn.documents.judging.wording.letters import listed as in_lists
    from symnn.documents.judging.wording.letters import meant

    others = in_lists(place.state.scope, others)
    if len(others) > 1 or any(isinstance(c.body, tree.Logic) for c in others):
        from symnn.documents.judging.wording.alternatives import alternatives

        others = alternatives(others)
    invertible: list[str] = []
    if any("matri" in c.words or "invertible" in c.words or "singular" in c.words for c in others):
        from symnn.documents.judging.wording.matrix_kinds import without_kinds

        others, invertible = without_kinds(others)
    found = assumptions(place.state.scope, [meant(place.state.scope, chain, c) for c in others])
    if invertible:
        from symnn.documents.judging.wording.matrix_kinds import of_kinds

        found = of_kinds(found, invertible)
    for condition in listed:
        found = found.also(_columns(place, chain, condition))
    bounded = free_symbols(*(e for f in found.domain for e in sides(f)))
    capitals = {name for name in found.universal - bounded if name[:1].isupper()}
    if capitals and any(isinstance(found.values.get(name), Array) for name in capitals):
        from symnn.documents.judging.wording.matrix_kinds import of_said_shapes

        capitals -= of_said_shapes(found)
    if capitals and not _counts(chain):
        return NOTHING.opened(f"what {min(capitals)} may be is not said")
    if clause.is_weak and not _is_about_function(place, chain):
        return found.opened("the range beside it may be one more condition of a system")
    return found


def _is_reason(place: Place, chain: tree.Chain, condition: Condition) -> bool:
    """Whether "f(x) = …, for f(x) f(y) = …" says why: what f is was not said before."""
    head = tree.key(chain.first.head) if isinstance(chain.first, tree.Call) else None
    if head is None or place.state.scope.latest(head) is not None or condition.body is None:
        return False
    called = (n for n in tree.walk(condition.body) if isinstance(n, tree.Call))
    return isinstance(condition.body, tree.Chain) and any(tree.key(n.head) == head for n in called)


def _says_what_for(condition: Condition) -> bool:
    r"""The name that plain numbers are given for: \frac{1}{1 - 0.9} = 10 for \beta."""
    named = condition.body is not None and tree.key(condition.body) is not None
    return named and condition.words.lower().strip(" ,(") in ("for", "for the")


def _columns(place: Place, chain: tree.Chain, condition: Condition) -> Assumptions:
    """b_1 and b_2 "for the columns of" a matrix: one letter, with the number of each column."""
    words = condition.words.lower()
    unread = NOTHING.opened("which columns are meant is not certain")
    names = {tree.key(n): n for n in tree.walk(chain) if isinstance(n, tree.Name)}
    numbered = [n for n in names.values() if isinstance(n.subscript, tree.Number)]
    free = [n for n in numbered if place.state.scope.latest(tree.key(n) or "") is None]
    try:
        found = reader(place.state.scope).read(condition.body) if condition.body else None
    except MeaningError:
        return unread
    if not isinstance(found, Array) or len({n.base for n in free}) != 1 or "of" not in words:
        return unread
    lines = found.rows if "rows" in words else tuple(zip(*found.rows, strict=True))
    places = {tree.key(n) or "": _number(n) for n in free}
    if not all(0 < place <= len(lines) for place in places.values()):
        return unread
    values = {key: column(tuple(lines[place - 1])) for key, place in places.items()}
    return Assumptions(values, words=(f"{', '.join(sorted(values))} are {words.split()[2]}",))


def _number(name: tree.Name) -> int:
    index = name.subscript
    whole = isinstance(index, tree.Number) and index.value.denominator == 1
    return int(index.value) if whole and isinstance(index, tree.Number) else 0


def _counts(chain: tree.Chain) -> bool:
    """Whether it adds whole numbers or counts choices, so that its capitals are no matrices."""
    parts = list(tree.walk(chain))
    sums = (t for n in parts if isinstance(n, tree.Sum) for t in n.terms)
    return any(isinstance(t, tree.Number) for t in sums) or any(
        isinstance(n, (tree.Binomial, tree.Factorial)) for n in parts
    )


def _is_about_function(place: Place, chain: tree.Chain) -> bool:
    """f(x) = 2x of a function f that is known: behind it, a range of x is where it holds."""
    head = chain.first.head if isinstance(chain.first, tree.Call) else None
    known = place.state.scope.latest(tree.key(head) or "") if head is not None else None
    names = {tree.key(n) for n in tree.walk(chain.first)} - {tree.key(head) if head else None}
    used = {tree.key(n) for link in chain.links for n in tree.walk(link.operand)} - {None}
    return known is not None and bool(names & used)


def restricts(clause: Clause, assumed: Assumptions) -> bool:
    """Whether the words give more than names that stand for all values of a kind."""
    unread = assumed.unread is not None and not clause.is_weak
    unread = unread and not _remarks(clause) and not _says_what_it_is(clause)
    if unread and not assumed.domain:
        from symnn.documents.judging.wording.kinds import describes, says_kinds

        unread = not says_kinds(clause) and not describes(clause)
    return bool(assumed.domain) or unread


#: Words before a condition at the end of others: "… is the number of units if n > 10".
_LEADS_ON: Final = regex(r"\b(?:if|when|whenever|where|unless|provided|as long as|for)\s*$")


def _is_led_to(condition: Condition) -> bool:
    told = isinstance(condition.body, tree.Chain)
    return told and _LEADS_ON.search(condition.words.lower()) is not None


def _says_what_it_is(clause: Clause) -> bool:
    """Whether the words go on with a verb, as b = 2 "is an eigenvalue of" C, or lead elsewhere."""
    return all(
        (_PREDICATE.match(c.words.lower()) and not (_is_led_to(c) or (c.body and _tells_when(c))))
        or (c.body is None and c.words.lower().strip(" ,.:;") in _DANGLING)
        for c in clause.conditions
    )


def _tells_when(condition: Condition) -> bool:
    """Whether it is told where the formula holds: "is the number of pairs if n > 3"."""
    orders = isinstance(condition.body, tree.Chain) and any(
        link.relation in ("<", ">", "≤", "≥") for link in condition.body.links
    )
    return orders or _TELLS_WHEN.search(condition.words.lower()) is not None


def _remarks(clause: Clause) -> bool:
    """Whether all words beside it are a remark in brackets."""
    texts = [c.words.strip() for c in clause.conditions if c.body is None]
    remarks = all(t.startswith("(") and t.endswith((")", ").")) for t in texts)
    return len(texts) == len(clause.conditions) and remarks


def as_said(found: Judgement, assumed: Assumptions) -> Judgement:
    """The judgement, as far as the words beside it are understood."""
    if found.rounding is not None and "exact" in (assumed.unread or ""):
        return Judgement("undecided", reason="it is right when rounded, and said to be exact")
    if assumed.is_closed or (assumed.unread is not None and found.outcome == "refuted"):
        return Judgement("undecided", reason=assumed.unread)
    return found


def is_set_anew(place: Place, known: Binding) -> bool:
    """Whether a name is only given a value for what is said behind it, whatever it had before."""
    again = place.state.settings.get(known.key) == known.version
    return place.standing == "premise" or (place.standing == "setting" and again)


def condition_of(place: Place, premise: tree.Chain, conclusion: tree.Chain) -> Condition | None:
    """A premise as a condition: equations, orders, places; x = 3 of an x that is open behind it.

    None for one that gives a name its value, or the solution of which is concluded.
    """
    if gives_value(premise) or puts_in(place, premise, conclusion):
        key = tree.key(premise.first) or ""
        open_ = gives_value(premise) and place.state.scope.latest(key) is None
        used = any(tree.key(part) == key for part in tree.walk(conclusion.first))
        alone = tree.key(conclusion.first) is not None
        return Condition("at", premise) if open_ and used and not alone else None
    known = all(
        link.relation in RELATIONS
        or (link.relation == "∈" and isinstance(link.operand, (tree.Group, tree.Name)))
        for link in premise.links
    )
    formula = place.state.scope.latest(tree.key(conclusion.first) or "")
    given = formula is not None and formula.computed and formula.version <= place.state.since
    return Condition("if", premise) if known and (given or not solves(conclusion)) else None


def puts_in(place: Place, premise: tree.Chain, conclusion: tree.Chain) -> bool:
    """Whether a premise gives a letter of the formula that is concluded: p = (k-1)/2 ⇒ o = n."""
    from symnn.documents.judging.names.of_functions.at_sizes import gives_letter

    return gives_letter(premise, conclusion, place.state.scope)


def ranged_over(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> Assumptions | None:
    """What is assumed with the ranges of the letters in it; None where none has one."""
    if not place.state.ranges:
        return None
    from symnn.documents.judging.names.letters.ranges import with_ranges

    return with_ranges(place, (left, link.operand), assumed)


def in_ranges(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
    judge: Callable[[Place, Assumptions], Entry],
) -> Entry:
    """The entry of a claim, with the ranges that the document gave its letters.

    What fails for numbers that its letters may not be is undecided, wherever that was said.

    Args:
        place: where it stands.
        left, link: the claim.
        assumed: what the words beside it say.
        judge: its entry at a place, with what is assumed.
    """
    if place.state.supposed:
        from symnn.documents.judging.names.letters.supposed import with_supposed

        found = with_supposed(place, left, link, assumed, partial(_in_given, left, link, judge))
    else:
        found = _in_given(left, link, judge, place, assumed)
    if found.verdict in ("proved", "refuted") or not assumed.universal:
        return found
    from symnn.documents.judging.identities.at_whole_points import refuted_at_whole

    false = refuted_at_whole(place, left, link, assumed)
    return found if false is None else judged_entry(place, left, link, false, "")


def _in_given(
    left: tree.Node,
    link: tree.Link,
    judge: Callable[[Place, Assumptions], Entry],
    place: Place,
    assumed: Assumptions,
) -> Entry:
    if not place.state.ranges:
        return judge(place, assumed)
    from symnn.documents.judging.names.letters.ranges import with_ranges

    here = with_ranges(place, (left, link.operand), assumed)
    within: Entry | None = None
    if here is not None:
        within = judge(replace(place, state=place.state.copy()), here)
        if within.verdict in ("proved", "refuted"):
            return within
    found = judge(place, assumed)
    wide = here or with_ranges(place, (left, link.operand), assumed, anywhere=True)
    if found.verdict != "refuted" or wide is None:
        return found
    bounded = free_symbols(*(e for f in wide.domain for e in sides(f)))
    if found.counterexample and not bounded & {name for name, _ in found.counterexample}:
        return found
    within = within or judge(replace(place, state=place.state.copy()), wide)
    if within.verdict == "refuted":
        return found
    text = "its letters may be numbers of a smaller range, and for those it is not decided"
    return judged_entry(place, left, link, Judgement("undecided", reason=text), "")

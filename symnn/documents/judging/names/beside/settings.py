r"""Values that are given for one claim: "a = 1, b = 2: L = 5" is about these, and no others.

What stands before a colon is a setting of what stands behind it. The values that its names had
before are not meant there, and the bare name of a function is its value at the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from flint import fmpq

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.elsewhere import behind, under, without_names
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.documents.model import Entry
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.passing import parameter_name
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.parser import parse

#: A colon with spaces of any kind behind it, then perhaps other claims, but no words.
_COLON: Final = regex(
    r"(?s).*:(?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z])|\\\\|\{\})*"
    r"(?:(?:(?!\\text|\\mbox|:).)*[,;](?:\s|~|\\[ ,;:!]|\\q?quad(?![A-Za-z])|\\\\|\{\})*)?"
)

#: What bare functions stand in where their values are meant.
_ARITHMETIC: Final = (
    *(tree.Sum, tree.Product, tree.Quotient, tree.Neg, tree.Power, tree.Group),
    *(tree.Abs, tree.Root, tree.Chain),
)

#: Letters that stand for all members of a few: the others are what they were set to.
_FOR_ALL: Final = regex(
    r"\\forall(?![a-z])|\bfor (?:all|every|each|any)\b[^=]*\\in\s*\\(?:left\\)?\{"
)
_ORDERS: Final = frozenset("<≤>≥")
#: A range before a colon, which says for which values it holds.
_RANGED: Final = regex(r"^[^:=]*(?:[<>≤≥]|\\[lg](?:eq?|eqslant|t)(?![a-z]))[^:=]*:")


def is_behind_colon(before: str) -> bool:
    r"""Whether a colon ends what stands before, and none of words as in \text{example: }."""
    if not _COLON.fullmatch(before):
        return False
    words = before[: before.rindex(":")]
    start = words.rfind("\\text{")
    return start < 0 or words.count("{", start) <= words.count("}", start)


def given_here(place: Place, node: tree.Node) -> frozenset[str]:
    """The names that get values or formulas here, before the colon that an expression follows."""
    scope, since = place.state.scope, place.state.since
    if ":" not in place.latex or scope.version == since:
        return frozenset()
    if not is_behind_colon(place.latex[: node.span.start]):
        return frozenset()
    latest = ((key, scope.latest(key)) for key in scope.history)
    return frozenset(key for key, held in latest if held is not None and held.version > since)


def named_before(place: Place, node: tree.Node) -> frozenset[str]:
    """The names that values stand beside, before the colon that an expression follows."""
    before = place.latex[: node.span.start]
    if not is_behind_colon(before):
        return frozenset()
    bodies = (s.body for s in parse(before).statements if isinstance(s, tree.Statement))
    firsts = [body.first for body in bodies if isinstance(body, tree.Chain)]
    return frozenset(tree.key(part) or "" for first in firsts for part in tree.walk(first)) - {""}


def at_settings(place: Place, node: tree.Node) -> tree.Node | None:
    """L behind "a = 1, b = 2:" as L(a, b), if L is a function of a and b, or of their vector.

    So is an L that was given a formula in an a without a value: it is what that says at a = 1.
    """
    scope = place.state.scope
    known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    if known is None or known.version > place.state.since:
        return None
    given = given_here(place, node)
    if known.parameters is None:
        return node if known.computed and _is_new_in(place, known.body, given) else None
    stems = given | {key.partition("_")[0] for key in given}
    if not given or not set(known.parameters) <= stems:
        return None
    arguments = tuple(parameter_name(name, node) for name in known.parameters)
    commas = (",",) * (len(arguments) - 1)
    return tree.Call(node, tree.Group("()", arguments, commas, span=node.span), span=node.span)


def functions_at_settings(
    place: Place, chain: tree.Chain, said: frozenset[str] = frozenset()
) -> tree.Chain:
    r"""CE/FL behind "p = 0.9:" as CE(p)/FL(p), which are functions of p and no numbers otherwise.

    `said` has the names of which words beside it say what they are: "CE/FL = 100 at p = 0.9".

    A bare name as a whole side of an equation is left: it may be the function that is meant.
    """
    before = given_here(place, chain.first) | named_before(place, chain.first)
    given = before | said
    if not given:
        return chain
    scope, since = place.state.scope, place.state.since

    def visit(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Neg):
            return node  # perhaps an inverse function
        if isinstance(node, _ARITHMETIC):
            return tree.map_children(node, visit)
        known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
        if known is None or not known.parameters or known.version > since:
            return node
        if known.key in given or not set(known.parameters) <= given:
            return node
        arguments = tuple(parameter_name(name, node) for name in known.parameters)
        commas = (",",) * (len(arguments) - 1)
        return tree.Call(node, tree.Group("()", arguments, commas, span=node.span), span=node.span)

    def at(side: tree.Node, relations: set[str]) -> tree.Node:
        return side if isinstance(side, tree.Name) and "=" in relations else visit(side)

    relations = {link.relation for link in chain.links}
    links = [replace(k, operand=at(k.operand, relations)) for k in chain.links]
    return replace(chain, first=at(chain.first, relations), links=tuple(links))


def decimals_before(place: Place, node: tree.Node) -> frozenset[tuple[fmpq, int]]:
    """The decimals that names get before a colon, with the number of their digits."""
    history = place.state.scope.history
    bodies = (history[key][-1].body for key in given_here(place, node))
    numbers = (part for body in bodies for part in tree.walk(body))
    return frozenset(
        (abs(fmpq(n.value.numerator, n.value.denominator)), n.decimals)
        for n in numbers
        if isinstance(n, tree.Number) and n.decimals
    )


def over_earlier(place: Place, chain: tree.Chain) -> Place | None:
    r"""The place with the values before the colon only, where a claim rests on older formulas.

    After r = u/v and a = log((1 - r)/r), "r = 0.3: a = 0.85" is what a is where r is 0.3, whatever
    u and v are; and what a formula before this one set a to is over. An older value that was a mere
    number belongs to an example, and may be meant.
    """
    scope, since = place.state.scope, place.state.since
    given = given_here(place, chain.first)
    if not given or tree.key(chain.first) in given:
        return None
    lapsed = _lapsed(place, given)
    anew_here = (key for key in given if _had_formula(scope.history[key], since))
    over = {**{key: [scope.history[key][-1]] for key in anew_here}, **lapsed}
    keys = {tree.key(part) for side in _sides(chain) for part in tree.walk(side)}
    rests = (b for b in behind(place, chain.first, chain.links[-1]) if b.version <= since)
    used = {tree.key(part) for b in rests for part in tree.walk(b.body)}
    if not (over.keys() & used or lapsed.keys() & keys):
        return None
    anew = scope.copy()
    anew.values.clear()
    anew.history.update(over)
    return under(place, anew)


def _sides(chain: tree.Chain) -> tuple[tree.Node, ...]:
    return chain.first, *(link.operand for link in chain.links)


def _lapsed(place: Place, given: frozenset[str]) -> dict[str, list[Binding]]:
    """The names that formulas before this one set before a colon, as they were: with formulas."""
    scope = place.state.scope
    found: dict[str, list[Binding]] = {}
    for key, version in place.state.settings.items():
        known = scope.latest(key)
        if key in given or known is None or known.version != version:
            continue
        before = scope.history[key][:-1]
        while before and not before[-1].computed:
            before.pop()
        if before and before[-1].parameters is None and version <= place.state.since:
            found[key] = before
    return found


def _had_formula(bindings: Sequence[Binding], since: int) -> bool:
    """Whether a name was a formula of others, before it got a value here."""
    older = [b for b in bindings if b.version <= since]
    return any(b.parameters is None and b.computed for b in older)


def _is_new_in(place: Place, body: tree.Node, given: frozenset[str]) -> bool:
    """Whether a formula has a letter that had no value before this one gave it."""
    used = {tree.key(part) or "" for part in tree.walk(body)} & given
    history = place.state.scope.history
    return any(history[key][0].version > place.state.since for key in used)


def note_settings(place: Place, statements: Sequence[tree.Statement | tree.Unreadable]) -> None:
    """Keep in mind which values this formula gave before a colon, as settings of what follows."""
    state, latex = place.state, place.latex
    starts = (s.span.start for s in statements[1:] if isinstance(s, tree.Statement))
    colon = next((start for start in starts if is_behind_colon(latex[:start])), None)
    if colon is None:
        return
    latest = (bindings[-1] for bindings in state.scope.history.values())
    given = (b for b in latest if b.version > state.since)
    state.settings.update({b.key: b.version for b in given if b.body.span.end <= colon})


def is_false_beyond(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    judge: Callable[[Place], Entry] | None = None,
) -> bool:
    """Whether an equation of formulas is false in general, though it may be true of an example.

    True if it has settings of earlier formulas in it, and fails without them: an equation between
    formulas in letters is meant of all their values, whatever the last example put in. A sum up to
    such a letter is judged by induction, if `judge` is there to do it.
    """
    state = place.state
    from symnn.documents.judging.names.reaching.asides import past_asides

    given = past_asides(state, place.formula, state.since) if state.settings or state.asides else {}
    if not given or link.relation != "=" or not _is_in_names(place, left, link.operand):
        return False
    if _RANGED.search(place.latex) is not None or _FOR_ALL.search(place.latex) is not None:
        return False
    mine = {b.key for b in behind(place, left, link) if given.get(b.key) == b.version}
    mine -= _ranged(place)
    open_ = without_names(place, mine) if mine else None
    if open_ is None:
        return False
    numbers: dict[str, Value] = {key: Scalar(symbol(key)) for key in mine}
    view = reader(open_.state.scope, open_names=True).varying(numbers)
    whole = _is_summed_to(mine, left, link.operand)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return whole and (judge is None or judge(open_).verdict != "proved")
    if not all(isinstance(side.value, Scalar) for side in sides):
        return False
    outcome = judge_over("=", *sides, NOTHING).outcome
    open_sum = whole and outcome != "proved"
    return outcome == "refuted" or (
        open_sum and (judge is None or judge(open_).verdict != "proved")
    )


def _ranged(place: Place) -> set[str]:
    """The names that words beside a relation let run: the x and y of "h = x for x > y"."""
    statements = [s for s in parse(place.latex).statements if isinstance(s, tree.Statement)]
    found: set[str] = set()
    for qualifier in (q for s in statements for q in s.qualifiers):
        chain = qualifier.body
        if not qualifier.words.strip().lower().startswith("for"):
            continue
        if isinstance(chain, tree.Chain) and {link.relation for link in chain.links} <= _ORDERS:
            sides = (chain.first, *(link.operand for link in chain.links))
            found |= {key for side in sides if (key := tree.key(side)) is not None}
    return found


def _is_summed_to(keys: set[str], left: tree.Node, right: tree.Node) -> bool:
    r"""Whether a sum up to n has a formula in n: \sum_{k=1}^n k^2 = n^2 + 1 after "for n = 2"."""
    sums = [part for part in tree.walk(left) if isinstance(part, tree.BigOperator)]
    ends = {tree.key(node) for part in sums for node in tree.walk(part)} & keys
    return bool(ends & {tree.key(node) for node in tree.walk(right)})


def _is_in_names(place: Place, *sides: tree.Node) -> bool:
    """Whether both sides have names in them that stand for something."""
    latest = place.state.scope.latest
    return all(any(latest(tree.key(p) or "") for p in tree.walk(side)) for side in sides)


def beyond_settings(
    place: Place, left: tree.Node, link: tree.Link, judge: Callable[[Place], Entry]
) -> Entry | None:
    """The entry of a formula that is decided whatever earlier settings were; None if it is not.

    What stood before the colon of an example is not meant by the general formulas below it.
    """
    state = place.state
    if not state.settings or ":" in place.latex:
        return None
    latest = {b.key: b.version for b in behind(place, left, link)}
    mine = {k for k, version in latest.items() if state.settings.get(k) == version <= state.since}
    open_ = without_names(place, mine)
    found = None if open_ is None else judge(open_)
    return found if found is not None and found.verdict in ("proved", "refuted") else None

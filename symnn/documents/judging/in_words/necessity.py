"""What some values reach, and what is necessary or sufficient for it.

"g(w, a) ≥ 1 for some a only if |w| ≥ 4" says of all w and a that the first implies the second;
"|w| > 1 suffices for g(w, a) ≥ 1 at some a" that each such w has an a. The latter is false if for
some w the first holds of no a at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    sides,
    substitute_formula,
)
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    SECONDS,
    Sentence,
    denied,
    formula_of,
    judged,
)
from symnn.documents.judging.in_words.systems import unconditioned
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sets.number_sets import of_kind, of_set
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    negative,
    postorder,
    quotient,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.values import Scalar

_SOME: Final = r"(?:for|at) (?:some|at least one|a suitable|an appropriate) (?:real |value of )?"
#: Words before "only if" that say no more: P "is possible only if" Q.
_MAY: Final = (
    r"(?:is (?:possible|true|attainable|reached|satisfied)|(?:can|may|could) (?:only )?"
    r"(?:hold|happen|occur|be true|be reached|be satisfied)|holds|happens|occurs)(?= only )"
)
_REACHED: Final = regex(
    rf"(?:there (?:is|exists) an? (?P<first>{PLACE}) (?:with|such that|for which) )?"
    rf"(?P<claim>{PLACE})"
    rf"(?: {_SOME}(?P<some>{PLACE}))?"
    rf"(?: {_MAY})?(?: only (?:if|when|for) (?P<only>{PLACE}))?"
)
_SUFFICES: Final = regex(
    rf"(?P<cause>{PLACE}) (?P<how>(?:suffices|is sufficient|is enough|is necessary|implies"
    rf"|is necessary and sufficient))(?: for)? (?P<claim>{PLACE})(?: {_SOME}(?P<some>{PLACE}))?"
)
#: Values that are tried for the letters of a condition, and for what is to exist.
_TRIED: Final = ("2", "3/2", "5", "3", "1", "5/4", "10", "0", "1/2", "-1", "-2", "7/2", "100")
_MOST: Final = 3


def judge_necessity(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on what some values reach; None for any other."""
    sentence = unconditioned(sentence)
    words = sentence.whole.words
    match = _SUFFICES.fullmatch(words)
    if match is not None:
        cause, claim, some = (match[k] for k in ("cause", "claim", "some"))
        return _of_cause(sentence, match["how"], cause, claim, some)
    match = _REACHED.fullmatch(words)
    if match is None:
        return None
    some = match["some"] or match["first"]
    if some is None and match["only"] is None:
        return None
    view, names, domain, narrow = _quantified(sentence, some)
    claim = formula_of(view.view, view.node(match["claim"]))
    if match["only"] is not None:
        only = formula_of(view.view, view.node(match["only"]))
        letters = free_symbols(*sides(only))
        if not letters or letters & names:
            return None  # a condition on values that are put in says nothing of others
        return _for_all_in(Compound("implies", (claim, only)), domain, narrow)
    if not free_symbols(*sides(claim)) <= names:
        return None
    nowhere = _for_all_in(Compound("not", (claim,)), domain, narrow)
    return None if nowhere is None else denied(nowhere)


def _quantified(
    sentence: Sentence, place: str | None
) -> tuple[Sentence, frozenset[str], tuple[Formula, ...], tuple[Formula, ...]]:
    """The sentence with the letters of which there are to be some as unknowns; their ranges.

    Raises:
        MeaningError: the set that they are to be in is not one of numbers.
    """
    ranges = _ranges(sentence)
    if place is None:
        return sentence, frozenset(), ranges, ()
    node = sentence.whole.part(place).node
    first = node.first if isinstance(node, tree.Chain) else node
    items = first.items if isinstance(first, tree.Group) and not first.fence else (first,)
    names = frozenset(key for item in items if item is not None and (key := tree.key(item)))
    unknown = {**sentence.view.varied, **{key: Scalar(symbol(key)) for key in names}}
    view = replace(sentence, view=sentence.view.varying(unknown), clause=sentence.whole)
    narrow: tuple[Formula, ...] = ()
    within = isinstance(node, tree.Chain) and [link.relation for link in node.links] == ["∈"]
    for name in names:
        if isinstance(node, tree.Chain) and within:
            wide, more = of_set(view.view, symbol(name), node.links[0].operand)
        else:
            wide, more = of_kind("", name)
        ranges, narrow = ranges + wide, narrow + more
    if isinstance(node, tree.Chain) and not within:
        ranges += (formula_of(view.view, node),)
    return view, names, ranges, narrow


def _ranges(sentence: Sentence) -> tuple[Formula, ...]:
    """The ranges that the document gives to the letters."""
    nodes = [part.node for part in sentence.whole.parts if part.node is not None]
    found = with_ranges(sentence.place, nodes, NOTHING, named=True)
    return () if found is None else found.domain


def _of_cause(
    sentence: Sentence, how: str, cause: str, claim: str, some: str | None
) -> Judgement | None:
    view, names, domain, narrow = _quantified(sentence, some)
    if domain or narrow:
        return None
    condition = formula_of(view.view, view.node(cause))
    if not free_symbols(*sides(condition)):
        return None
    reached = formula_of(view.view, view.node(claim))
    if free_symbols(*sides(condition)) & names:
        return None
    needed = _for_all(Compound("implies", (reached, condition)), ())
    if how == "is necessary":
        return needed
    enough = _enough(condition, reached, names)
    if how != "is necessary and sufficient":
        return enough
    both = [needed, enough]
    refuted = next((j for j in both if j is not None and j.outcome == "refuted"), None)
    proved = all(j is not None and j.outcome == "proved" for j in both)
    return refuted or (needed if proved else None)


def _enough(condition: Formula, reached: Formula, names: frozenset[str]) -> Judgement | None:
    """That each case of a condition reaches it at one of the places tried, or one nowhere."""
    if not names:
        return _for_all(Compound("implies", (condition, reached)), ())
    for place in _places(reached, names):
        there = substitute_formula(reached, place)
        found = _for_all(Compound("implies", (condition, there)), ())
        if found is not None and found.outcome == "proved":
            return found
    own = sorted(free_symbols(*sides(condition)))
    if len(own) != 1:
        return None
    for text in _TRIED:
        point = {own[0]: rational(Fraction(text))}
        if not decide(Claim(substitute_formula(condition, point)), seconds=1).proved:
            continue
        nowhere = _for_all(Compound("not", (substitute_formula(reached, point),)), ())
        if nowhere is not None and nowhere.outcome == "proved":
            return Judgement("refuted", nowhere.method, counterexample=((own[0], text),))
    return None


def _places(reached: Formula, names: frozenset[str]) -> Iterator[dict[str, Expr]]:
    """Where what is to exist may be: where an argument in it is 0, and at a few numbers."""
    if len(names) != 1:
        return
    (name,) = names
    for node in postorder(*sides(reached)):
        if node.op in ("apply", "derivative") and name in free_symbols(node):
            inside = node.args[-1]
            flat = substitute(inside, {name: ZERO})
            slope = add(substitute(inside, {name: rational(1)}), negative(flat))
            yield {name: negative(quotient(flat, slope))}
    for text in _TRIED[:_MOST]:
        yield {name: rational(Fraction(text))}


def _for_all_in(
    formula: Formula, wide: tuple[Formula, ...], narrow: tuple[Formula, ...]
) -> Judgement | None:
    """What is found for all values of a range; false is what fails under its narrowest reading."""
    found = _for_all(formula, wide)
    if found is None or found.outcome == "proved" or not narrow:
        return found
    strict = _for_all(formula, (*wide, *narrow))
    return strict if strict is not None and strict.outcome == "refuted" else None


def _for_all(formula: Formula, over: tuple[Formula, ...]) -> Judgement | None:
    """What is found about a formula for all values, with arguments that take all as letters."""
    formula = formula if over else shifted(formula)
    turned, bounds = bounded(formula)
    if bounds:
        soon = judged(turned, (*over, *bounds), seconds=SECONDS)
        if soon.outcome == "proved":
            return soon
    found = judged(formula, over, seconds=SECONDS)
    shown = tuple(pair for pair in found.counterexample or () if not pair[0].endswith("_all"))
    found = replace(found, counterexample=shown or None)
    return None if found.outcome == "undecided" else found


def bounded(formula: Formula) -> tuple[Formula, tuple[Formula, ...]]:
    """With a letter for each value in one symbol that stands nowhere else, and its bounds."""
    bounds: list[Formula] = []
    for name in sorted(free_symbols(*sides(formula))):
        own = [n for n in postorder(*sides(formula)) if free_symbols(n) == {name}]
        own = [n for n in own if n.op in ("apply", "derivative") and n.data not in ("abs", "sign")]
        if not own:
            continue
        turned, letter = replaced(formula, own[-1], symbol(f"{name}_value")), f"{name}_value"
        if name in free_symbols(*sides(turned)):
            continue
        found = [*_bounds(own[-1], symbol(letter))]
        if found:
            bounds += found
            formula = turned
    return formula, tuple(bounds)


def _bounds(value: Expr, letter: Expr) -> Iterator[Formula]:
    """The first proved of a few upper and lower bounds."""
    for relation, numbers in (("<=", ("1/4", "1/2", "1", "2")), (">=", ("1", "0", "-1"))):
        for text in numbers:
            bound = rational(Fraction(text))
            if decide(Claim(Atomic(relation, value, bound)), seconds=1).proved:
                yield Atomic(relation, letter, bound)
                break


def shifted(formula: Formula) -> Formula:
    """With a letter for w a + b where b stands nowhere else: it takes every value, as b does."""
    for name in sorted(free_symbols(*sides(formula))):
        own = {
            node
            for node in postorder(*sides(formula))
            if node.op == "add" and symbol(name) in node.args
        }
        if len(own) != 1:
            continue
        (node,) = own
        rest = [a for a in node.args if a != symbol(name)]
        if len(rest) != len(node.args) - 1 or name in free_symbols(*rest):
            continue
        turned = replaced(formula, node, symbol(f"{name}_all"))
        if name not in free_symbols(*sides(turned)):
            formula = turned
    return formula


def replaced(formula: Formula, old: Expr, new: Expr) -> Formula:
    """The formula with one expression for another."""
    if isinstance(formula, Compound):
        return replace(formula, parts=tuple(replaced(part, old, new) for part in formula.parts))
    done: dict[Expr, Expr] = {}
    for node in postorder(formula.left, formula.right):
        built = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = new if node == old else built
    return replace(formula, left=done[formula.left], right=done[formula.right])

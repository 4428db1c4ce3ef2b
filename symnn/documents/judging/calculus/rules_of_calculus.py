r"""Rules for unknown functions as claims: (fg)' = f'g + fg', \int u\,dv = uv - \int v\,du."""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.calculus.multiplied import multiplied
from symnn.documents.judging.calculus.unknown_functions import (
    Jets,
    integrals_differentiated,
    letters_at_hand,
    loses_slopes,
    unknown_functions,
)
from symnn.documents.judging.doubts.confirming import confirmed
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.stated import differentiated
from symnn.documents.judging.notations.spellings import spelling_doubt
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.behind import is_function, parts_behind
from symnn.latex.meaning.compositions import composed, taken_at
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.plain import plain

_SECONDS: Final = 4
_FRESH: Final = ("x", "t", "z", "τ")
#: Words that may say which function is meant by a letter.
_CERTAIN: Final = regex(
    r"(?i)sigmoid|logistic|tanh|hyperbolic|relu|rectif|softplus|activation|identity function"
    r"|exponential|\b(?:f|g|h|\\(?:var)?phi|\\psi)\s*'\s*="
)


def judge_rule(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a rule for unknown functions; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.is_closed:
        return None
    view = assumed.view(reader(place.state.scope, open_names=True))
    nodes = composed(left, _never), composed(link.operand, _never)
    functions = unknown_functions(nodes, view)
    if not functions:
        return None
    at = _letter(nodes, functions)
    if at is None:
        return None
    first, second = (taken_at(node, tree.Name(at), functions) for node in nodes)
    if (first, second) != nodes:
        found = _judged(place, (left, link), (first, second), at, assumed)
        product = _judged(place, (left, link), nodes, at, assumed)
        false = found is not None and found[0].outcome == "refuted"
        return None if false and product is not None and product[0].outcome == "proved" else found
    return _judged(place, (left, link), nodes, at, assumed)


def _judged(
    place: Place,
    relation: tuple[tree.Node, tree.Link],
    nodes: tuple[tree.Node, tree.Node],
    at: str,
    assumed: Assumptions,
) -> tuple[Judgement, str] | None:
    """The judgement of a rule whose compositions are written out, with a letter to take it at."""
    left, link = relation
    view = assumed.view(reader(place.state.scope, open_names=True))
    functions = unknown_functions(nodes, view)
    jets = Jets(view, functions, at, multiplied=multiplied(nodes, view))
    try:
        if _has_integrals(nodes):
            first, second = (integrals_differentiated(node, jets) for node in nodes)
        else:
            first, second = (jets.read(node) for node in nodes)
        formula = Atomic("=", first, second)
        found = confirmed(formula, decide(Claim(formula, assumed.domain), seconds=_SECONDS))
    except (MeaningError, SymnnError):
        return None
    if not free_symbols(first, second) & jets.known.keys():
        return None
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    names = ", ".join(sorted(functions))
    if found.proved:
        note = f"for all smooth functions {names}"
        return Judgement("proved", f"rules of differentiation; {found.method}", notes=(note,)), text
    if not found.refuted or assumed.unread is not None or may_be_posed_in_words(place.formula):
        return None
    if (doubt := spelling_doubt(place.latex, left, link)) is not None:
        return Judgement("undecided", reason=doubt), text
    behind = place.state.source.text[place.formula.outer_end :][:40].lstrip(" \n.,").lower()
    if _is_equation_of(nodes, functions):
        return None
    if not _is_stated(nodes, jets) or behind.startswith(("where", "with ", "if ")):
        return None
    if says(place.state.source.text, _CERTAIN) and loses_slopes(jets, first, second):
        return None
    note = f"not for all smooth functions {names}: their values and slopes at a point are free"
    return Judgement("refuted", f"rules of differentiation; {found.method}", notes=(note,)), text


def _is_equation_of(nodes: tuple[tree.Node, ...], functions: frozenset[str]) -> bool:
    """Whether it says how one function turns with its argument, and is no rule of calculus.

    F'(2x) = 2F'(x) holds of quadratic forms: it may be one that is looked for, or was told.
    """
    parts = [part for node in nodes for part in tree.walk(node)]
    operations = (tree.Derivative, tree.BigOperator)
    rules = any(isinstance(part, operations) for part in parts) or any(
        isinstance(part, tree.Prime) and tree.key(part.operand) not in functions for part in parts
    )
    return len(functions) == 1 and not rules


def _never(node: tree.Node) -> bool:
    """Unknown names are composed whatever they are."""
    del node
    return True


def _letter(nodes: tuple[tree.Node, ...], functions: frozenset[str]) -> str | None:
    """The letter that bare functions are taken at: the one in the claim, or a fresh one."""
    try:
        found = letters_at_hand(nodes, functions)
    except MeaningError:
        return None
    if found:
        return max(sorted(found), key=lambda key: found[key])
    used = {tree.key(part) for node in nodes for part in tree.walk(node)}
    return next((name for name in _FRESH if name not in used), None)


def _has_integrals(nodes: tuple[tree.Node, ...]) -> bool:
    return any(isinstance(part, tree.BigOperator) for node in nodes for part in tree.walk(node))


def _is_stated(nodes: tuple[tree.Node, ...], jets: Jets) -> bool:
    """Whether a false equation can only be meant as a rule, and sets no condition on functions.

    Its left side is the derivative of a compound in which every function of the right side stands,
    or it is about integrals; its right side is made of these functions.
    """
    left, right = nodes
    first, second = (_functions(node, jets) for node in nodes)
    if not second or not second <= first:
        return False
    if _has_integrals((left,)):
        return _has_integrals((right,))
    derived = differentiated(left)
    if derived is None and isinstance(left, tree.Product):
        slope = left.factors[0]
        bare = isinstance(slope, tree.Prime) and tree.key(slope.operand) is not None
        derived = slope if isinstance(slope, tree.Prime) and not bare else None
    if derived is None:
        return False
    heads = [p for p in tree.walk(left) if isinstance(p, (tree.Call, tree.Product, tree.Quotient))]
    compound = len(first) > 1 or any(isinstance(p, (tree.Product, tree.Quotient)) for p in heads)
    known = [jets.view.scope.latest(tree.key(part) or "") for part in tree.walk(derived)]
    return compound or any(k is not None and k.parameters is not None for k in known)


def _functions(node: tree.Node, jets: Jets) -> set[str]:
    """The unknown functions in a side, also in the formulas of known ones."""
    behind = parts_behind((node,), jets.view.scope.latest, is_function)
    return {key for part in behind if (key := tree.key(part)) in jets.functions and key}

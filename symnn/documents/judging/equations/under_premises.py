r"""What follows from premises: `w̃=\frac{h}{h-α}w^* ⟹ …`, "for a = b, D^* = 1/2", "if P then Q".

The letters are numbers. Proved is what holds for all that satisfy the premises and what is told of
them; refuted what fails at exact numbers that do, where nothing else is told of these letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from symnn.claims.check import decide
from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    sides,
    substitute_formula,
)
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, withhold_general
from symnn.documents.judging.equations.put_in import has_no_value
from symnn.documents.judging.in_words.sentence import formula_of
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols, rational, symbol
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_SECONDS: Final = 4
#: Words before premises, and before what follows.
_IF: Final = regex(
    r"(?:if|for|when|whenever|where|with|let|suppose|assume|in case|given)?(?: that)?"
)
_THEN: Final = regex(
    r"(?:then|so|hence|thus|we (?:have|get)|it (?:holds|follows) that|then we have)?"
    r"|(?:then )?the (?:[a-z-]+ ){1,3}(?:is|equals)"
)
_FORMULAS: Final = regex(r"(?s)\$\$(.+?)\$\$|\\\[(.+?)\\\]|(?<!\$)\$([^$]+)\$(?!\$)")
#: Words that say more of letters than formulas do.
_RESTRICTS: Final = regex(
    r"\b(?:positive|negative|non-?zero|integers?|natural|whole|odd|even|binary|unit|normali[sz]ed"
    r"|probabilit\w+|rates?|fractions?|distribution|between|at (?:least|most)|suppose\w*|assum\w+"
    r"|small|large|number of|counts?|sizes?|sums? to|independent|constant|weights?|symmetric)\b"
)
_OF_ARRAYS: Final = regex(r"(?i)\bmatri(?:x|ces)\b|\bvectors?\b|\bmathbb\{?\s?R\}?\s?\^")
#: So far back words may say that letters are arrays.
_NEAR: Final = 800
#: Letters that count.
_COUNTS: Final = frozenset("ijklmnNMKTDHLdt")
#: What is not read here: arrays, and slopes of names that a premise gives a formula.
_KINDS: Final = (
    *(tree.Norm, tree.Transpose, tree.Matrix, tree.Cases, tree.Unreadable, tree.Text),
    *(tree.Derivative, tree.Differential, tree.BigOperator, tree.Evaluated, tree.Dots),
)
_RELATIONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


class Parts(NamedTuple):
    """Premises, and the one relation that follows from them."""

    premises: tuple[tree.Chain, ...]
    conclusion: tree.Chain


def follows_from_premises(place: Place) -> Entry | None:
    """The entry of a formula that says what follows from premises; None where nothing is found."""
    parts = taken_apart(parse(place.latex).statements)
    if parts is None or len(parts.conclusion.links) != 1 or not _are_of_numbers(place, parts):
        return None
    if _speaks_of_indices(parts):
        return None
    (link,) = parts.conclusion.links
    try:
        found = _judged(place, parts)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    if found is None:
        return None
    left = parts.conclusion.first
    if found.outcome == "refuted":
        if may_be_posed_in_words(place.formula) or _is_solved(place, parts):
            return None
        found = withhold_general(place, found, left, link)
    text = f"{plain(left)} {link.relation} {plain(link.operand)}"
    return judged_entry(place, left, link, found, text)


def _speaks_of_indices(parts: Parts) -> bool:
    """Whether a premise is about an index of what is concluded: x_i > 0 for i ≠ 3."""
    names = (part for part in tree.walk(parts.conclusion) if isinstance(part, tree.Name))
    below = [name.subscript for name in names if name.subscript is not None]
    indices = {tree.key(part) for index in below for part in tree.walk(index)} - {None}
    return any(tree.key(part) in indices for c in parts.premises for part in tree.walk(c))


def _is_solved(place: Place, parts: Parts) -> bool:
    """Whether an open letter of the premises is given by what is concluded: y = x² ⟹ x = √y.

    Which of several solutions is meant, and what is not 0, goes without saying there.
    """
    key = tree.key(parts.conclusion.first)
    if key is None or place.state.scope.lookup(key, place.state.since) is not None:
        return False
    return any(tree.key(part) == key for chain in parts.premises for part in tree.walk(chain))


def taken_apart(statements: Sequence[tree.Statement | tree.Unreadable]) -> Parts | None:
    """The premises before an arrow, a colon or "then", and what stands behind; None for others."""
    listed = [s for s in statements if isinstance(s, tree.Statement)]
    if not listed or len(listed) != len(statements):
        return None
    *before, last = listed
    chains: list[tree.Node] = [s.body for s in before]
    body: tree.Node | None = last.body
    lead = _lead(last)
    arrow = isinstance(body, tree.Chain) and body.links[0].relation == "⇒"
    if arrow and isinstance(body, tree.Chain):
        chains.append(body.first)
        body = body.links[0].operand if len(body.links) == 1 else None
    elif not before and last.qualifiers:
        chains, body, lead = _by_words(last)
    elif not (last.separator == ":" or last.connective == "⇒" or (before and _lead(listed[0]))):
        return None
    if any(s.qualifiers for s in before) or (last.qualifiers and before):
        return None
    leads = [_lead(s) for s in before]
    if not all(map(_IF.fullmatch, leads)) or _THEN.fullmatch(lead) is None:
        return None
    if not chains or not isinstance(body, tree.Chain):
        return None
    premises = tuple(chain for chain in chains if isinstance(chain, tree.Chain))
    good = all(li.relation in _RELATIONS for c in (*premises, body) for li in c.links)
    return Parts(premises, body) if good and len(premises) == len(chains) else None


def _by_words(statement: tree.Statement) -> tuple[list[tree.Node], tree.Node | None, str]:
    """What "if P then Q" and "Q if P" suppose and claim."""
    (said, *more) = statement.qualifiers
    words, body = said.words.lower().strip(" ,"), said.body
    if more or body is None:
        return [], None, ""
    if words in ("then", "then also") and _lead(statement) in ("if", "when", "whenever"):
        return [statement.body], body, ""
    if words in ("if", "when", "whenever", "for") and not _lead(statement):
        return [body], statement.body, ""
    return [], None, ""


def _lead(statement: tree.Statement) -> str:
    return "" if statement.lead is None else statement.lead.text.lower().strip(" ,:")


def _are_of_numbers(place: Place, parts: Parts) -> bool:
    """Whether all letters are ones of numbers that keep their meaning from before."""
    for chain in (*parts.premises, parts.conclusion):
        for part in tree.walk(chain):
            if isinstance(part, _KINDS):
                return False
            if isinstance(part, tree.Name) and (
                part.font in ("bold", "cal") or part.accents == ("vec",)
            ):
                return False
            if isinstance(part, tree.Name) and part.base in ("nabla", "I", "0", "1"):
                return part.base == "I" and part.font == ""
    start = max(0, place.formula.outer_start - _NEAR)
    if _OF_ARRAYS.search(place.state.source.text, start, place.formula.outer_end) is not None:
        return False
    keys = {tree.key(part) for c in parts.premises for part in tree.walk(c)} - {None}
    for key in keys:
        known = place.state.scope.lookup(key or "", place.state.since)
        given = None if known is None or known.parameters is not None else known.body
        if isinstance(given, (tree.Number, tree.Name, tree.Neg, tree.Group)):
            return False  # perhaps another value than before
    heard = place.state.arrays
    spoken = heard is not None and heard.spaces
    return not (spoken and any(map(_is_capital, keys)))


def _is_capital(key: str | None) -> bool:
    return bool(key) and key is not None and key[:1].isupper()


def _judged(place: Place, parts: Parts) -> Judgement | None:
    view = _as_before(place, parts)
    if view is None:
        return None
    over = tuple(formula_of(view, chain) for chain in parts.premises)
    claim = formula_of(view, parts.conclusion)
    if all(not free_symbols(*sides(one)) for one in over):
        return None
    letters = _letters((claim, *over))
    told, complete = _told(place, view, letters)
    if view.track.plain_log or view.track.supposed:
        return None
    found = decide(_put_in(claim, (*over, *told)), seconds=_SECONDS)
    if found.proved and has_no_value(claim, over):
        return None
    if found.proved and "domain being empty" not in found.method:
        return Judgement("proved", found.method)
    if (
        not complete
        or _says_anew(claim, _letters(over))
        or _RESTRICTS.search(_prose(place)) is not None
    ):
        return None
    counted = tuple(
        Atomic(">=", symbol(name), rational(1)) for name in sorted(letters) if _counts(name)
    )
    found = decide(Claim(claim, (*over, *told, *counted)), seconds=_SECONDS)
    if found.status is not Status.REFUTED or not set(letters) <= set(found.point):
        return None
    shown = tuple((name, plain_value(value)) for name, value in sorted(found.point.items()))
    if any(_counts(name) and not value.isdigit() for name, value in shown):
        return None
    return Judgement("refuted", found.method, counterexample=shown)


def _put_in(claim: Formula, over: tuple[Formula, ...]) -> Claim:
    """The claim with what premises say that letters are: b for a, where a = b."""
    for one in over:
        parts = one.parts if isinstance(one, Compound) and one.connective == "and" else (one,)
        for atom in parts:
            if not isinstance(atom, Atomic) or atom.relation != "=":
                continue
            name, value = atom.left, atom.right
            if name.op != "symbol" or free_symbols(name) <= free_symbols(value):
                continue
            values = {str(name.data): value}
            rest = tuple(substitute_formula(other, values) for other in over if other is not one)
            rest += tuple(substitute_formula(other, values) for other in parts if other is not atom)
            return _put_in(substitute_formula(claim, values), rest)
    return Claim(claim, over)


def _is_number(chain: tree.Chain) -> bool:
    """Whether a letter is set to a number."""
    value = chain.links[-1].operand
    value = value.operand if isinstance(value, tree.Neg) else value
    equal = [link.relation for link in chain.links] == ["="]
    return equal and tree.key(chain.first) is not None and isinstance(value, tree.Number)


def is_told_more(place: Place) -> bool:
    """Whether an equation or a set before restricts the letters of premises: a + b = 1."""
    parts = taken_apart(parse(place.latex).statements)
    if parts is None:
        return False
    if all(_is_number(chain) for chain in parts.premises):
        return False  # values that are put in
    walked = [part for chain in parts.premises for part in tree.walk(chain)]
    heads = {tree.key(part.head) for part in walked if isinstance(part, tree.Call)}
    letters = frozenset(key for part in walked if (key := tree.key(part)) is not None) - heads
    for chain, _ in _relations_before(place):
        used = {tree.key(part) for part in tree.walk(chain)} & letters
        relations = {link.relation for link in chain.links}
        tied = relations == {"="} and len(used) > 1 and isinstance(chain.first, tree.Sum)
        members = chain.links[0].operand
        among = relations == {"∈"} and isinstance(members, tree.Group) and members.fence == "{}"
        if used and (tied or (among and tree.key(chain.first) in letters)):
            return True
    return False


def _as_before(place: Place, parts: Parts) -> Reader | None:
    """The names as they were before the formula; None where a function is new in it."""
    scope, since = place.state.scope, place.state.since
    own = {key for key, known in scope.history.items() if known[0].version > since}
    used = {tree.key(n) for c in (*parts.premises, parts.conclusion) for n in tree.walk(c)}
    if any(scope.history[key][0].parameters is not None for key in own & used):
        return None
    view = reader(scope, open_names=True, version=since)
    if not own:
        return view
    return replace(view.varying({key: Scalar(symbol(key)) for key in own}), open_names=True)


def _says_anew(claim: Formula, known: frozenset[str]) -> bool:
    """Whether one side is a name, or a power of one, of which no premise speaks."""
    for side in sides(claim):
        lone = side.args[0] if side.op == "power" else side
        if lone.op == "symbol" and not free_symbols(lone) <= known:
            return True
    return False


def _letters(formulas: Sequence[Formula]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for formula in formulas:
        found |= free_symbols(*sides(formula))
    return found


def _counts(name: str) -> bool:
    return name[:1] in _COUNTS and (len(name) == 1 or name[1:2] == "_")


def _prose(place: Place) -> str:
    """The words of a document before a formula, with those within formulas."""
    return place.state.source.text[: place.formula.outer_start].lower()


def _told(place: Place, view: Reader, letters: frozenset[str]) -> tuple[tuple[Formula, ...], bool]:
    """What formulas before tell of letters; whether that is all which restricts them."""
    found: list[Formula] = []
    complete = True
    for chain, lone in _relations_before(place):
        keys = {tree.key(part) for part in tree.walk(chain)}
        if not keys & letters:
            continue
        relations = {link.relation for link in chain.links}
        if relations <= _RELATIONS - {"="} and lone:
            try:
                found.append(formula_of(view, chain))
            except SymnnError:
                complete = False
        elif relations <= {"=", ":="} and _defines(chain, letters):
            continue
        else:
            complete = False
    return tuple(found), complete


def _defines(chain: tree.Chain, letters: frozenset[str]) -> bool:
    """Whether an equation says what a name or a function is, and restricts none of the letters."""
    first = chain.first
    if isinstance(first, tree.Call):
        return True
    if isinstance(first, tree.Power):
        first = first.base
    key = tree.key(first)
    return key is not None and key not in letters


def _relations_before(place: Place) -> Iterator[tuple[tree.Chain, bool]]:
    """The relations in the formulas before, each with whether it stands without words."""
    text = place.state.source.text[: place.formula.outer_start]
    for match in _FORMULAS.finditer(text):
        latex = next(part for part in match.groups() if part is not None)
        for statement in parse(latex).statements:
            if not isinstance(statement, tree.Statement):
                continue
            alone = statement.lead is None and not statement.qualifiers
            for body in (statement.body, *(q.body for q in statement.qualifiers)):
                if isinstance(body, tree.Chain):
                    yield body, alone

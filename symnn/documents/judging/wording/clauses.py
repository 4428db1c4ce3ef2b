r"""What each statement of a formula says, and which of its neighbours are its conditions.

`\forall x \in [0,1]: f(x) \le 1`, `f(x) \le 1, \quad 0 \le x \le 1` and `f(x) \le 1
\text{ for } x \ge 0` each hold one claim and one condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.openings import (
    ALL,
    BEFORE_COLON,
    RANGES,
    is_about_names,
    is_algebraic,
    is_new,
    led_by,
)
from symnn.documents.phrases.sentences import gives_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.scope import Scope

_LEADS: Final = regex(
    r"(?:also |and |then |hence |thus |so |moreover |bump: )?(?:for|for all|for every|for any"
    r"|for each|if|when|whenever|provided|provided that|assuming|assuming that|assume|suppose"
    r"|suppose that|given|given that|at)(?: (?:real|integers?|real numbers?|all real|any real"
    r"|every real|positive|all positive|positive integers?|all integers|numbers?|all))*"
)
_THEN: Final = regex(r",?\s*(?:then|we have|it holds that|one has|we get)(?: that)?,?:?")
_IN: Final = regex(r"(?:that (?:is|are) |taken )?(?:in|from)(?: the)?(?: set| interval)?")
_BESIDE: Final = regex(r"while|whereas|but|but also|and also|as well as|and even|while also")
_NARROWING: Final = frozenset({"with", "where", "such that", "and", "with also", "subject to"})
_WITH: Final = frozenset({"with", "where", "for", "at", "when", "given"})
_Statements: TypeAlias = "Sequence[tree.Statement | tree.Unreadable]"


@final
@dataclass(frozen=True, slots=True)
class Clause:
    """A statement with its conditions; `is_condition` if it is one of another statement.

    `is_weak` says that a condition stands there without words, behind a comma or a space: it may
    as well be one more equation or inequality of a system. What goes on from words behind an
    expression ("the minimum is at w = 0, b = 1/2") is `in_sentence`.
    """

    statement: tree.Statement | tree.Unreadable
    conditions: tuple[Condition, ...] = ()
    is_condition: bool = False
    is_weak: bool = False
    in_sentence: bool = False


def clauses(statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope) -> list[Clause]:
    """The statements in their order, each with what words and neighbours say about it."""
    statements = coordinated(_prepared(statements))
    found, listed = list[Clause](), list[Clause]()
    waiting: list[Condition] = []
    premises = _premises(statements)
    for place, statement in enumerate(statements):
        if isinstance(statement, tree.Unreadable):
            found.append(Clause(statement))
            continue
        waiting = [] if statement.separator == "row" else waiting
        if place in premises:
            again = premises[place] == BEFORE_COLON and not all(c.is_condition for c in found[-1:])
            waiting = [*([] if again else waiting), Condition(premises[place], statement.body)]
            found.append(Clause(statement, is_condition=True))
            continue
        rest = statements[place + 1 :]
        if _trails(found, statement, rest):
            trailing = (*found[-1].conditions, *_leading(statement))
            found[-1] = replace(found[-1], conditions=trailing)
            found.append(Clause(_without_words(statement), is_condition=True))
        elif _leads(statement) and (rest or _conclusion(statement) is not None):
            waiting += _leading(statement)
            found.append(Clause(_without_words(statement), is_condition=True))
            concluded = _conclusion(statement)
            if concluded is not None:
                found.append(_clause(concluded, waiting))
        elif found and (goes_on := _going_on(found[-1], statement)):
            found[-1] = replace(found[-1], conditions=(*found[-1].conditions, *goes_on))
        elif (owner := _joined(found, statement)) is not None:
            found[owner] = _with_one_more(found[owner], statement)
            found.append(Clause(statement, is_condition=True))
        elif found and (words := _more_values(found[-1], statement)):
            more = Condition(words, statement.body)
            found[-1] = replace(found[-1], conditions=(*found[-1].conditions, more))
            listed.append(Clause(statement))
        elif found and _is_range(found[-1], statement, scope):
            own = map(_of_qualifier, statement.qualifiers)
            conditions = (*found[-1].conditions, Condition(",", statement.body), *own)
            found[-1] = replace(found[-1], conditions=conditions, is_weak=True)
            found.append(Clause(replace(statement, qualifiers=()), is_condition=True))
        elif _is_one_more_range(found, statement, scope):
            conditions = (*found[-2].conditions, Condition(",", statement.body))
            found[-2] = replace(found[-2], conditions=conditions)
            found.append(Clause(statement, is_condition=True))
        else:
            begun = bool(found) and _is_in_sentence(found[-1], statement)
            within = begun and not is_new(statement, found[-1].statement, scope)
            found.append(replace(_clause(statement, waiting), in_sentence=within))
    return sorted([*found, *listed], key=lambda clause: clause.statement.span.start)


def _prepared(statements: _Statements) -> _Statements:
    said = [q for s in statements for q in getattr(s, "qualifiers", ())]
    if any(q.words.startswith("(") for q in said):
        from symnn.documents.judging.wording.glosses import without_glosses

        statements = without_glosses(statements)
    if any(isinstance(q.body, tree.Group) for q in said):
        from symnn.documents.judging.wording.index_ranges import with_ranges_apart

        statements = with_ranges_apart(statements)
    if any(isinstance(q.body, tree.Chain) and q.body.links[0].relation == "≠" for q in said):
        from symnn.documents.judging.wording.apart import with_numbers_apart

        statements = with_numbers_apart(statements)
    signs = _first_relations(statements)
    if "→" in signs:
        from symnn.documents.judging.wording.tending import with_limits

        statements = with_limits(statements)
    if "⇒" in signs or any(getattr(s, "separator", "") == "and" for s in statements):
        from symnn.documents.judging.wording.together import with_premises

        statements = with_premises(statements)
    return statements


def _premises(statements: _Statements) -> dict[int, str]:
    colon = any(getattr(s, "separator", "") == ":" for s in statements)
    if not statements[2:] and not colon and "⇒" not in _first_relations(statements[1:]):
        return {}
    from symnn.documents.judging.wording.premises import premises

    return premises(statements)


def _first_relations(statements: _Statements) -> set[str]:
    bodies = (s.body for s in statements if isinstance(s, tree.Statement))
    return {body.links[0].relation for body in bodies if isinstance(body, tree.Chain)}


def _trails(found: Sequence[Clause], statement: tree.Statement, rest: _Statements) -> bool:
    """A condition behind a comma, with nothing behind it: "f(x) = 1/x, for all x > 0"."""
    last = not rest or (isinstance(rest[0], tree.Statement) and rest[0].separator == "row")
    if not found or not last or statement.separator != "," or not _leads(statement):
        return False
    claim = isinstance(getattr(found[-1].statement, "body", None), tree.Chain)
    return claim and not found[-1].is_condition


def _leading(statement: tree.Statement) -> list[Condition]:
    """The condition that a statement is, with those beside it: "for all x with x > 0"."""
    own = [Condition(led_by(statement), statement.body)]
    for qualifier in statement.qualifiers:
        if _THEN.fullmatch(qualifier.words.lower().strip()):
            break
        own.append(Condition(qualifier.words, qualifier.body))
    return _in_sets(own)


def _in_sets(conditions: Sequence[Condition]) -> list[Condition]:
    """The two conditions of "for every x in {0, 1}" as one, x ∈ {0, 1}."""
    found = list[Condition]()
    for condition in conditions:
        words = condition.words.lower().strip(" ,")
        before = found[-1] if found else None
        if _IN.fullmatch(words) and before is not None and condition.body is not None:
            names = before.body
            items = names.items if isinstance(names, tree.Group) else (names,)
            lone = all(isinstance(item, tree.Name) for item in items)
            if lone and names is not None and before.words.strip():
                link = tree.Link("∈", condition.body)
                found[-1] = Condition(before.words, tree.Chain(names, (link,), span=names.span))
                continue
        found.append(condition)
    return found


def coordinated(statements: _Statements) -> list[tree.Statement | tree.Unreadable]:
    """With the relation behind "while" or "whereas" as a statement of its own."""
    if any(isinstance(s, tree.Statement) and s.qualifiers for s in statements):
        from symnn.documents.judging.wording.cases_told import with_cases

        statements = with_cases(statements)
    found: list[tree.Statement | tree.Unreadable] = []
    if any(isinstance(s, tree.Statement) and led_by(s).lower().endswith(ALL) for s in statements):
        from symnn.documents.judging.wording.quantified import whole_quantifiers

        statements = whole_quantifiers(statements)
    for statement in statements:
        if not isinstance(statement, tree.Statement) or not isinstance(statement.body, tree.Chain):
            found.append(statement)
            continue
        start, rest = 0, statement
        for place, qualifier in enumerate(statement.qualifiers):
            words = qualifier.words.lower().strip(" ,")
            if _BESIDE.fullmatch(words) and isinstance(qualifier.body, tree.Chain):
                found.append(replace(rest, qualifiers=statement.qualifiers[start:place]))
                rest = tree.Statement(qualifier.body, separator=",", span=qualifier.span)
                start = place + 1
        left = statement.qualifiers[start:]
        found.append(replace(rest, qualifiers=left) if left != rest.qualifiers else rest)
    return found


def _more_values(before: Clause, statement: tree.Statement) -> str:
    """The words behind which one more value is listed: "z = wx + b with w = 2, x = 1"."""
    bare = statement.separator in (",", "and") and statement.lead is None
    if not bare or statement.qualifiers or not gives_value(statement.body) or not before.conditions:
        return ""
    last = before.conditions[-1]
    words = last.words.lower().strip(" ,(")
    return words if words in _WITH and gives_value(last.body) else ""


def _is_in_sentence(before: Clause, statement: tree.Statement) -> bool:
    """Whether it goes on from a sentence whose beginning is no relation."""
    if statement.separator not in (",", "and") or statement.lead is not None:
        return False
    earlier = before.statement
    if before.in_sentence or not isinstance(earlier, tree.Statement):
        return before.in_sentence
    from symnn.documents.judging.wording.counted import is_worded
    from symnn.documents.judging.wording.kind_words import tells_kind

    relation = isinstance(earlier.body, (tree.Chain, tree.Text))
    return not relation and not tells_kind(earlier) and is_worded(earlier)


def _clause(statement: tree.Statement, waiting: Sequence[Condition]) -> Clause:
    own, body = _in_sets([*map(_of_qualifier, statement.qualifiers)]), statement.body
    if own and isinstance(body, tree.Chain) and body.links[-1].relation in ("=", ":="):
        from symnn.documents.judging.wording.counted import without_nouns, without_scope
        from symnn.documents.judging.wording.described import without_descriptions

        own = list(without_descriptions(body, without_scope(own)))
        if isinstance(body.links[-1].operand, tree.Number):
            own = list(without_nouns(own))
    if isinstance(body, tree.Logic) and body.operator == "or" and own and own[-1].body is not None:
        # "f = 0 for x < 0 or x > 1": the second relation belongs to the words before it
        either = tree.Logic("or", (own[-1].body, *body.operands[1:]), span=body.span)
        own[-1] = Condition(own[-1].words, either)
        statement = replace(statement, body=body.operands[0])
    weak = any(_is_in_brackets(c) for c in own) and is_algebraic(body)
    return Clause(statement, (*waiting, *own), is_weak=weak)


def _of_qualifier(qualifier: tree.Qualifier) -> Condition:
    return Condition(qualifier.words, qualifier.body)


def _is_in_brackets(condition: Condition) -> bool:
    """A range such as (x > 0) behind a relation, without a word."""
    body = condition.body
    return isinstance(body, tree.Group) and body.fence == "()" and not condition.words.strip()


def _leads(statement: tree.Statement) -> bool:
    """Whether it begins with words that make it a condition of what follows."""
    words = " ".join(led_by(statement).lower().replace(",", " ").split())
    return bool(words) and _LEADS.fullmatch(words) is not None


def _without_words(statement: tree.Statement) -> tree.Statement:
    return replace(statement, lead=None, qualifiers=())


def _conclusion(statement: tree.Statement) -> tree.Statement | None:
    """What stands behind "then" in the same piece."""
    for place, qualifier in enumerate(statement.qualifiers):
        if _THEN.fullmatch(qualifier.words.lower().strip()) and qualifier.body is not None:
            later = statement.qualifiers[place + 1 :]
            return tree.Statement(qualifier.body, None, later, span=qualifier.span)
    return None


def _goes_on(before: Clause, statement: tree.Statement) -> bool:
    """More names of a quantifier: "for all w ≠ 0, b"."""
    names = statement.body.items if isinstance(statement.body, tree.Group) else (statement.body,)
    bare = statement.separator in (",", "and") and statement.lead is None
    if not (bare and before.conditions and _is_narrowed(statement)):
        return False
    if all(isinstance(n, tree.Number) for n in names):
        from symnn.documents.judging.wording.joined_conditions import counts

        return counts(before.conditions[-1])
    if not all(isinstance(n, tree.Name) for n in names):
        return False
    return _is_of_all(before)


def _is_narrowed(statement: tree.Statement) -> bool:
    """Whether all behind it are conditions: "for x >= 0, y >= 0 with x + y <= 1"."""
    return all(q.words.strip().lower() in _NARROWING and q.body for q in statement.qualifiers)


def _going_on(before: Clause, statement: tree.Statement) -> list[Condition]:
    """What more is said of a quantifier, understood or not: "for all a and b with ab > 0"."""
    named = _goes_on(before, statement)
    if not named and not _is_left_over(before, statement):
        return []
    rest = map(_of_qualifier, statement.qualifiers)
    return [Condition("" if named else "and", statement.body), *rest]


def _is_left_over(before: Clause, statement: tree.Statement) -> bool:
    """Whether "and" leads on from "for all a" to what is no claim, and no name either."""
    if statement.separator != "and" or statement.lead is not None or not before.conditions:
        return False
    return not isinstance(statement.body, (tree.Chain, tree.Text)) and _is_of_all(before)


def _is_of_all(clause: Clause) -> bool:
    return not set(ALL).isdisjoint(clause.conditions[-1].words.lower().split())


def _joined(found: Sequence[Clause], statement: tree.Statement) -> int | None:
    """The clause whose conditions go on in this statement."""
    place = next((n for n in reversed(range(len(found))) if not found[n].is_condition), None)
    if place is not None and _is_joined(found[place], statement):
        return place
    return _quantified(found) if _is_ranged_name(statement) else None


def _quantified(found: Sequence[Clause]) -> int | None:
    """The clause that is said for all of something, if only its ranges stand behind it."""
    place = next((n for n in reversed(range(len(found))) if not found[n].is_condition), None)
    conditions = () if place is None else found[place].conditions
    words = {word for c in conditions for word in c.words.lower().split()}
    return None if words.isdisjoint(ALL) else place


def _is_ranged_name(statement: tree.Statement) -> bool:
    """One more name of a quantifier with its range: "for all x ∈ (0, 1), n ≥ 2"."""
    bare = statement.separator in (",", "and") and not (statement.lead or statement.qualifiers)
    return bare and isinstance(statement.body, tree.Chain) and is_about_names(statement.body)


def _with_one_more(owner: Clause, statement: tree.Statement) -> Clause:
    """The clause under one more condition."""
    from symnn.documents.judging.wording.joined_conditions import is_weak

    weak = isinstance(statement.body, tree.Chain) and is_weak(owner.conditions, statement.body)
    conditions = (*owner.conditions, Condition("and", statement.body))
    return replace(owner, conditions=conditions, is_weak=owner.is_weak or weak)


def _is_joined(before: Clause, statement: tree.Statement) -> bool:
    """One more range of these names, or of others of the claim: "for x > 1 and x < 2"."""
    body = statement.body
    if statement.separator != "and" or not isinstance(body, tree.Chain) or statement.qualifiers:
        return False
    if not before.conditions or not all(link.relation in RANGES for link in body.links):
        return False
    from symnn.documents.judging.wording.joined_conditions import goes_on

    sides = (body.first, *(link.operand for link in body.links))
    lone = {tree.key(n) for side in sides for n in _names(side)}
    return goes_on(before.conditions[-1], getattr(before.statement, "body", None), body, lone)


def _is_range(before: Clause, statement: tree.Statement, scope: Scope) -> bool:
    """Whether it is a range of a name that the claim before it uses and nothing defines."""
    body, claim = statement.body, before.statement
    narrowed = not statement.qualifiers or (before.conditions and _is_narrowed(statement))
    if not narrowed or statement.lead is not None or statement.connective:
        return False
    if statement.separator not in (",", "quad") or not isinstance(body, tree.Chain):
        return False
    if not isinstance(claim, tree.Statement) or not isinstance(claim.body, tree.Chain):
        return False
    if before.is_condition or not all(link.relation in RANGES for link in body.links):
        return False
    sides = (body.first, *(link.operand for link in body.links))
    lone = {tree.key(n) or "" for side in sides for n in _names(side)} - {""}
    names = {key for key in lone if scope.latest(key) is None}
    used = {tree.key(n) for n in tree.walk(claim.body)}
    return bool(names) and names <= used


def _is_one_more_range(found: Sequence[Clause], statement: tree.Statement, scope: Scope) -> bool:
    """The second range of f(p, q) = …, 0 < p < 1, 0 < q < 1."""
    ranged = bool(found[1:]) and found[-1].is_condition and found[-2].is_weak
    return ranged and not statement.qualifiers and _is_range(found[-2], statement, scope)


def _names(node: tree.Node) -> Sequence[tree.Node]:
    node = node.operand if isinstance(node, tree.Abs) else node  # the x of |x| < 1
    items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
    return [n for n in items if isinstance(n, tree.Name) and may_be_a_number(n)]

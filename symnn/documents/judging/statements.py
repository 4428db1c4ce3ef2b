"""From the statements of a formula to entries: definitions, claims, and what is neither."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from symnn.documents.judging.calculus.rules import judge_calculus
from symnn.documents.judging.chances import hooks as chances
from symnn.documents.judging.doubts.decimals.reports import note_number, note_rounded
from symnn.documents.judging.doubts.second_looks import at_a_point, by_members
from symnn.documents.judging.equations.equivalences import (
    equivalent,
    first_look,
    implied,
    solved_with,
)
from symnn.documents.judging.equations.solving import is_posed, next_step, pose, solution, stepped
from symnn.documents.judging.equations.steps import judged_steps, poses, says_therefore
from symnn.documents.judging.equations.systems import withdrawn
from symnn.documents.judging.equations.updates import begun, is_update
from symnn.documents.judging.identities.rewritings import has_letters, is_identity
from symnn.documents.judging.links import cut
from symnn.documents.judging.matrices import hooks as matrices
from symnn.documents.judging.names import heads, lists
from symnn.documents.judging.names.again.earlier import with_earlier_names
from symnn.documents.judging.names.again.formulas import false_formula
from symnn.documents.judging.names.again.restated import doubt_after_words, says_more
from symnn.documents.judging.names.again.rivals import LESS_EXPLICIT, is_less_explicit, note_rival
from symnn.documents.judging.names.bindings import (
    adopted,
    before_update,
    best_body,
    bind,
    reading_of,
)
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import (
    DEFINING,
    NOT_COUNTED,
    Target,
    computed,
    is_count,
)
from symnn.documents.judging.names.derived import follows, members_of, said_in_part
from symnn.documents.judging.names.partial import by_cases, is_about_constants, is_rest
from symnn.documents.judging.names.reaching.remembered import remember
from symnn.documents.judging.notations.numerals.angles import known_by_cosine
from symnn.documents.judging.placing import (
    Place,
    judged_entry,
    obstructed,
    relation_entry,
    unreadable,
    words_inside,
)
from symnn.documents.judging.relations import RELATIONS
from symnn.documents.judging.sets.collections import is_judged
from symnn.documents.judging.wording.beginnings import headless
from symnn.documents.judging.wording.besides import (
    as_said,
    assumed_of,
    condition_of,
    gives_value,
    in_ranges,
    puts_in,
    ranged_over,
    restricts,
)
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.standing import (
    claimed_behind,
    continues_sum,
    is_asked_for,
    is_open_condition,
    is_partial,
    opens_with_plus,
    says_nothing,
)
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.families import note_family, of_families
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.plain import plain

_FOLLOWS: Final = "what follows from what is not judged"


def statement_entries(place: Place, statement: tree.Statement, clause: Clause) -> Iterator[Entry]:
    """The entries of one statement, with the conditions that were found beside it."""
    body = statement.body
    place.state.statements += 1
    if statement.connective == "⇒" or says_therefore(statement):
        place = replace(place, concluded=True)
    if clause.is_condition:
        if isinstance(body, tree.Chain):
            yield from _neither(place, body, "a condition of what stands beside it")
        return
    if isinstance(body, tree.System):
        for row in body.rows:
            yield from statement_entries(place, replace(statement, body=row), clause)
        return
    if isinstance(body, tree.Unreadable):
        wide = body.span if body.span.end > body.span.start else statement.span
        yield unreadable(place, replace(body, span=wide))
        return
    if not isinstance(body, tree.Chain):
        if opens_with_plus(place, body):
            place.state.go_on(body)
        elif place.formula.display and not isinstance(body, tree.Text):
            place.state.last = body
        note_number(place, body)
        yield from solved_with(place, body) or words_inside(place, statement)
        return
    if clause.in_sentence or is_open_condition(statement):
        yield from _behind_words(place, statement, body, clause)
        return
    if body.links[0].relation == "⇒" and not poses(body, place.state.scope):
        yield from _implication(place, body, clause)
        return
    yield from _steps(place, body, clause)


def _steps(place: Place, body: tree.Chain, clause: Clause) -> Iterator[Entry]:
    """A chain of relations; one with arrows is an equivalence, or equations one by one."""
    place, found = first_look(place, body, clause, _chain)
    if found is not None:
        yield from found
        return
    if told := chances.told(place, body, clause) or stepped(place, body, clause):
        yield from told
        return
    if (same := equivalent(place, body, clause) or implied(place, body, clause)) is not None:
        yield same
        return
    bound = body.links[0].relation in ("⇒", "⇔") and bool(clause.conditions)
    if bound:
        yield from _neither(place, body, _FOLLOWS)
    else:
        found = judged_steps(place, body, partial(_chain, clause=clause))
        if len(body.links) == 1:
            yield from found
            return
        from symnn.documents.judging.names.ends_of_chains import with_ends

        assumed = assumed_of(place, body, clause)
        claim = partial(_claim, place, assumed=assumed, worked=True)
        yield from with_ends(place, body, list(found), claim)


def _behind_words(
    place: Place, statement: tree.Statement, body: tree.Chain, clause: Clause
) -> Iterator[Entry]:
    """A relation behind words that are not understood; whatever both sides are, they may differ."""
    claimed = claimed_behind(statement, clause.in_sentence)
    if claimed is not None:
        clause = clause if claimed is body else Clause(statement)
        false = [e for e in _chain(place, claimed, clause) if e.verdict == "refuted"]
        if false:
            yield from false
            return
    yield from _neither(place, body, "a condition, or words that are not understood")


def _note_anew(
    place: Place, left: tree.Node, link: tree.Link, verdict: str, kind: str = "claim"
) -> None:
    """Note a formula that may be another one of its function."""
    if link.relation in DEFINING and verdict in ("", "undecided") and kind != "definition":
        from symnn.documents.judging.names.again.formula_anew import note_formula_anew

        note_formula_anew(place, left, link, bool(verdict))


def _neither(place: Place, chain: tree.Chain, reason: str) -> Iterator[Entry]:
    for left, link in chain.pairs():
        _note_anew(place, left, link, "")
        yield relation_entry(place, left, link, "not-a-claim", reason=reason)


def _chain(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry]:
    """A definition first, if the left side is one; every further link is a claim."""
    state, assumed = place.state, assumed_of(place, chain, clause)
    defined: Target | None = None
    worked = False
    chain = heads.as_meant(place, chain, assumed)
    shared = of_families(chain, state.scope)
    first, pairs = chain.first, list(chain.pairs())
    reason = says_nothing(place, chain)
    if reason is not None:
        said = partial(_neither, place, reason=reason)
        yield from headless(place, chain, said, partial(_chain, place, clause=clause))
        return
    if isinstance(first, tree.Empty) and state.last is not None:
        goes_on = [_claim(place, state.last, pairs.pop(0)[1], assumed, worked)]
        open_ = "it may go on from another formula than the one right before"
        yield from goes_on if state.is_last_alone else withdrawn(goes_on, open_)
    elif not shared and (several := lists.pairs(chain, state.scope)):
        from symnn.documents.judging.names.beside.at_once import given_at_once

        claim = partial(_claim, place, assumed=NOTHING, worked=True)
        yield from given_at_once(place, chain, several, claim)
        return
    elif continues_sum(place, first):
        reason = "it goes on with a sum from the formula before"
        yield relation_entry(place, *pairs.pop(0), "not-a-claim", reason=reason)
    else:
        in_part = bool(assumed.domain) or any(is_rest(c) for c in clause.conditions)
        pairs[0], defined = heads.slope_or_target(place, chain, in_part, assumed)
        defined = defined or heads.set_as_it_stands(place, *pairs[0])
        if defined is not None and (
            shared
            or defined.key in assumed.values
            or matrices.states_identity(place, *pairs[0], defined.key)
        ):
            defined = None
        if defined is not None:
            matrices.learn(place, *pairs[0])
            worked = yield from _definition(place, chain, defined, clause, assumed)
            pairs = pairs[worked:]
        elif (angle := known_by_cosine(place, *pairs[0])) is not None:
            yield angle
            pairs = pairs[1:]
    if worked and defined is not None and state.row is not None:
        place = before_update(place, defined.key)
    for left, link in pairs:
        new = said_in_part(left, defined.key, state.scope) if worked and defined else None
        if new is not None:
            yield relation_entry(place, left, link, "claim", "undecided", reason=new)
            continue
        found = _claim(place, left, link, assumed, worked)
        place = place if not is_identity(found) else replace(place, rewrites=True)
        note_rounded(place, left, link, found)
        _note_anew(place, left, link, found.verdict or "undecided" * worked, found.kind)
        yield found
        if worked and defined is not None and found.verdict == "refuted":
            state.doubt(defined.key, found.line, link.operand)
    remember(place, chain)


def _implication(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry]:
    """w = 1000 ⇒ b = -200 gives w first; x > 0 ⇒ f(x) = x is f(x) = x for x > 0."""
    premise, conclusion = chain.first, chain.links[0].operand
    if chain.links[1:] or type(premise) is not tree.Chain or type(conclusion) is not tree.Chain:
        yield from _neither(place, chain, _FOLLOWS)
    elif (told := chances.told(place, chain, clause)) is not None:
        yield from told
    elif (same := implied(place, chain, clause)) is not None:
        yield same
    elif (more := condition_of(place, premise, conclusion)) is not None:
        yield from _neither(place, premise, "a condition of what stands beside it")
        clause = replace(clause, conditions=(*clause.conditions, more))
        from symnn.documents.judging.wording.behind_arrows import concluded

        yield from concluded(place, chain, clause, _claim) or _chain(place, conclusion, clause)
    elif gives_value(premise) or puts_in(place, premise, conclusion):
        yield from _chain(place, premise, Clause(clause.statement))
        yield from _chain(replace(place, concluded=True), conclusion, clause)
    else:
        yield from _neither(place, chain, _FOLLOWS)


def _definition(
    place: Place, chain: tree.Chain, defined: Target, clause: Clause, assumed: Assumptions
) -> Generator[Entry, None, bool]:
    """Bind the name if this is a definition; yields the entry and returns whether it was one."""
    link = chain.links[0]
    if is_count(chain.first):
        yield relation_entry(place, chain.first, link, "claim", "undecided", reason=NOT_COUNTED)
        return True
    restricted = restricts(clause, assumed) and not is_about_constants(clause, defined, link)
    assumed = ranged_over(place, chain.first, link, assumed) or assumed
    defined = adopted(place, chain.first, defined)
    worded = any(c.words.strip(" ,(") for c in clause.conditions)
    again = defined.known is not None and (defined.parameters is None or bool(clause.conditions))
    if again and (claimed := heads.given_again(place, chain, defined, worded, assumed)):
        yield claimed
        return True
    said = worded and not any(map(is_rest, clause.conditions))
    more = says_more(place, chain, defined, assumed) if said else None
    followed = more or _followed(place, chain.first, link, defined, clause, assumed)
    followed = followed or heads.false_in_chain(place, chain, defined, assumed)
    if followed is not None:
        yield followed
        return True
    body = best_body(place.state, chain, defined)
    formula = None if body is link.operand else link.operand
    if restricted:
        names = defined.parameters or ()
        body = by_cases(defined.key, body, names, clause.conditions, defined.known)
    elif is_partial(place.formula, defined.parameters is not None, chain.first):
        text = f"{defined.key} is given under a condition in words"
        body = tree.Unreadable(text, span=link.operand.span)
    reading = reading_of(place, defined, body)
    if defined.parameters is None and is_update(defined.key, link.relation, body):
        place.state.row = begun(place.state.row, defined.key, place.state.scope.version)
    bind(place, defined, body, formula)
    doubt_after_words(place.state, defined)
    note_rival(place, defined, link, in_part=restricted)
    if defined.parameters is not None and is_asked_for(place.formula):
        line = place.state.source.position(place.formula.start).line
        place.state.suspect(defined.key, f"line {line} asks where {defined.key} is this formula")
    note_family(chain.first, place.state.scope)
    given = bool(place.standing) or computed(body)
    solved = None if given else solution(place, chain.first, body)
    if solved is None:
        yield relation_entry(place, chain.first, link, "definition", reading=reading)
        return True
    entry = judged_entry(place, chain.first, link, solved, reading)
    if solved.outcome == "refuted":
        place.state.doubt(defined.key, entry.line, link.operand)
    yield entry
    return True


def _followed(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    defined: Target,
    clause: Clause,
    assumed: Assumptions,
) -> Entry | None:
    """The claim that a function is one that is known, or a new name what it follows from."""
    if place.standing and defined.parameters is not None:
        return None  # "f(x) = x^3: …" is said of this f, whatever f was before
    if defined.parameters is not None and link.relation == "=" and not clause.conditions:
        scope = place.state.scope
        if heads.is_unheard(scope, left, defined):
            return None
        same = heads.same_function(place, left, link, assumed, defined)
        if same and defined.known is None and not heads.of_family(left, scope):
            bind(place, defined, link.operand)
        false = None if same else false_formula(place, left, link, defined, assumed)
        if same is None and false is None and is_less_explicit(place, defined, link.operand):
            return relation_entry(place, left, link, "claim", "undecided", reason=LESS_EXPLICIT)
        return same or false
    if defined.is_new and defined.parameters is None and link.relation in ("=", "≈"):
        listed = members_of(place, left, link.operand)
        if listed is not None:
            bind(place, defined, listed)
            return _claim(place, listed, link, assumed, True)
        return follows(place, left, link, assumed)
    return None


def _claim(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, worked: bool
) -> Entry:
    """The entry of one relation that defines nothing; `worked`: it goes on from a definition."""
    judge = partial(by_members, left=left, link=link, judge=partial(_claimed, worked=worked))
    return in_ranges(place, left, link, assumed, lambda there, over: judge(there, assumed=over))


def _claimed(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, worked: bool
) -> Entry:
    """The entry with the names as they are known at the place."""
    relation = link.relation
    if relation not in RELATIONS and not is_judged(place.state.scope, left, link):
        return matrices.declared(
            place, left, link, partial(_claimed, assumed=assumed, worked=False)
        )
    own = judge_calculus(place, left, link, assumed)
    if own is not None:
        return judged_entry(place, left, link, *own)
    place = at_a_point(place, left, link) or place
    ahead = matrices.before_numbers(place, left, link, worked, assumed)
    if ahead is not None:
        return ahead
    try:
        judgement, reading = judged_by_custom(place, left, link, worked, assumed)
    except MeaningError as obstacle:
        if isinstance(left, tree.Call | tree.Norm):
            place.state.told[left] = place.state.source.position(place.formula.start).line
        heard = place.said.understood or not assumed.denied
        found = matrices.equation(place, left, link, worked) if heard else None
        if found is not None:
            return found
        if worked and obstacle.kind is Kind.UNDEFINED and isinstance(left, tree.Call | tree.Apply):
            from symnn.documents.judging.names.of_functions.named_within import named_within

            if named := named_within(place, left, link):
                return named
        if obstacle.kind is Kind.SHAPE and (past := with_earlier_names(place, left, link, assumed)):
            return judged_entry(place, left, link, *past)
        unknown = obstacle.kind is Kind.UNDEFINED and not (place.rewrites and has_letters(link))
        step = pose(place, left, link) if unknown else None
        if step is None or assumed != NOTHING:
            return obstructed(place, left, link, obstacle)
        reading = cut(f"{plain(left)} {relation} {plain(link.operand)}")
        return judged_entry(place, left, link, step, reading)
    step = next_step(place, left, link, judgement, assumed)
    if step is None and is_posed(place, link, judgement.reason):
        return relation_entry(place, left, link, "not-a-claim", reason=judgement.reason)
    said = as_said(judgement, assumed)
    return judged_entry(place, left, link, step or said, reading)

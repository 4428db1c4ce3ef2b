"""What decides a unit: "y = 1 exactly if at least two of the three inputs are 1", "for 4 of the 8".

The inputs are from few numbers, which the claim or the document tells, and all are gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from symnn.claims.formula import Atomic, Formula, sides, substitute_formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.input_conditions import (
    COUNT,
    Test,
    whole_of,
)
from symnn.documents.judging.in_words.input_properties import tests_of
from symnn.documents.judging.in_words.input_sets import (
    Point,
    inputs_in,
    is_of,
    points_of,
    refused,
    sets_of,
    spaces,
    whole_inputs,
    with_open_inputs,
)
from symnn.documents.judging.in_words.own_settings import first_found
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    formula_of,
    judged,
    number_of,
    sentence_of,
)
from symnn.documents.judging.in_words.units_said import applied, has_decimals, of_the_unit
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.alternatives import AT_ALL_INPUTS
from symnn.documents.model import Entry
from symnn.documents.phrases.otherwise import is_turned
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, rational
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_NOUN: Final = (
    r"(?:(?:hidden |output |threshold |binary )?(?:unit|neuron|perceptron|gate|node)|network|net"
    r"|output|function|classifier)"
)
_UNIT: Final = (
    rf"(?:(?:the )?(?:{_NOUN} )?(?P<of>{PLACE})|(?:the|this) (?P<unit>{_NOUN})"
    r"(?: (?:output|of the (?:perceptron|unit|neuron|network)))?)"
)
_IS: Final = (
    rf"(?:fires|is active|is on|is activated|(?:is|equals|outputs|gives|returns|has the value"
    rf"|takes the value|is equal to|computes|yields) (?P<value>{PLACE}|one|zero))"
)
#: ŷ = 1, the unit fires, y outputs 1.
CLAIM: Final = rf"(?:{_UNIT} {_IS}|(?P<claim>{PLACE})(?: holds)?)"
_BOTH: Final = (
    r"⇔|(?:exactly|precisely|just) (?:for|at|where)|is equivalent to|just in case"
    r"|(?:for )?exactly those inputs (?:for which|where)"
)
#: "y = 1 for x = 2 only".
_ONLY_BEHIND: Final = regex(r" (for|at|if|when) (.+) only$")
_OFTEN_FIRST: Final = regex(
    r"^(?P<often>(?:for|at|on) (?:(?:exactly|precisely|just|only|at least|at most|more than) )?\S+"
    rf" (?:out )?of (?:the|all|its)(?: \S+)? [a-z ]+?),? (?:we have |one has )?(?P<claim>{PLACE})$"
)
_WHEN: Final = regex(
    rf"(?P<subject>{CLAIM}),? (?P<how>{_BOTH}|only (?:if|when|whenever|at|for)|if|when|whenever"
    rf"|as soon as|unless) (?:the input )?(?P<condition>.+?)"
    rf"(?: among (?:all )?(?:the )?(?:inputs )?(?P<among>{PLACE}))?"
)
_IF_THEN: Final = regex(
    rf"(?P<how>if|when|whenever) (?P<condition>.+?)(?:,? then|,) (?P<subject>{CLAIM})"
)
INPUTS: Final = (
    r"(?:different |possible |binary |boolean )*(?:inputs?|input vectors?|input patterns?"
    r"|input combinations?|combinations of inputs|vectors|points|corners|patterns|bit vectors"
    r"|binary vectors|vertices)"
)
HOW: Final = r"(?:(?P<relation>exactly|precisely|just|only|at least|at most|more than) )?"
_OF_ALL: Final = rf"(?: (?:out )?of (?:the|all|its)?(?: (?P<all>{COUNT}))?)?"
_MANY: Final = rf"(?:{COUNT}|half|all|every|each|none)"
_FOR: Final = regex(
    rf"(?P<subject>{CLAIM}),? (?:for|at|on|in) {HOW}(?P<n>{_MANY}){_OF_ALL} {INPUTS}"
    rf"(?: (?P<space>{PLACE}))?"
)
_NUMBER: Final = regex(
    rf"(?:the )?(?:total )?number of (?:{INPUTS}(?: (?P<space>{PLACE}))?|(?P<space2>{PLACE})),?"
    r" (?:with|for which|where|such that|at which|that (?:give|have|yield|satisfy)|giving)"
    rf" (?P<subject>{CLAIM})(?: is| equals| are)? {HOW}(?P<n>{COUNT})"
)
_THERE: Final = regex(
    rf"(?:there are |for )?{HOW}(?P<n>{COUNT}){_OF_ALL} {INPUTS}(?: (?P<space>{PLACE}))?,?"
    r" (?:with|for which|where|such that|at which|(?:that )?(?:give|gives|have|has|yield|yields"
    rf"|satisfy|satisfies|lead to)) (?P<subject>{CLAIM})"
)
_FIRE: Final = regex(
    rf"{HOW}(?P<n>{_MANY}){_OF_ALL} {INPUTS}(?: (?P<space>{PLACE}))? makes? (?P<subject>{_UNIT}"
    r" (?:fire|active))"
)
_MAKES: Final = regex(rf"{_UNIT} (?:fire|active)")
_OF_CLAIM: Final = regex(CLAIM)
_NUMBERED: Final = regex(r"(?<![A-Za-z\\])([A-Za-z])_\{?(\d+)\}?")
_RELATIONS: Final = {"at least": ">=", "at most": "<=", "more than": ">"}


def judge_deciding(sentence: Sentence) -> Judgement | None:
    """What is found about when a unit has a value, or how often; None for any other sentence."""
    if is_turned(sentence.place.state.source.text):
        return None
    return first_found(sentence, _judged)


def _judged(sentence: Sentence) -> Judgement | None:
    for pattern, rule in (
        (_NUMBER, _count), (_FIRE, _count), (_THERE, _count), (_FOR, _count),
        (_WHEN, _when), (_IF_THEN, _when),
    ):  # fmt: skip
        match = pattern.fullmatch(_in_order(sentence.words))
        if match is None:
            continue
        try:
            found = rule(with_open_inputs(as_before(sentence)), match)
        except SymnnError:
            continue
        if found is not None:
            return found
    return None


def _in_order(words: str) -> str:
    """The words in the order that is known: how often behind what is claimed."""
    words = _ONLY_BEHIND.sub(r" only \1 \2", words)
    words = re.sub(
        r"^there (?:is|exists) (?=(?:exactly |only |just |precisely )?one )", "there are ", words
    )
    return _OFTEN_FIRST.sub(r"\g<claim> \g<often>", words)


def _when(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """A relation exactly where a condition holds; with "if" there, with "only if" only there."""
    claim = claim_in(sentence, match["subject"])
    own = _in_condition(sentence, match["condition"])
    names = whole_inputs(sentence, inputs_in(*sides(claim), *own))
    sets = sets_of(sentence, names)
    if (among := match.groupdict().get("among")) is not None:
        _must_be_all(sentence, {"space": among}, names, 0)
    tests = tests_of(sentence, sets, match["condition"])
    found = [_either_way(claim, test, sets, match["how"]) for test in tests]
    first = found[0] if found else None
    if first is None or any(one is None or one.outcome != first.outcome for one in found):
        return None
    gives = match["how"] in ("if", "when") and _gives(sentence, match["subject"])
    if first.outcome == "refuted" and (gives or may_be_another(sentence, match["subject"])):
        return Judgement("undecided", reason="it may be given anew")
    return first


def _gives(sentence: Sentence, text: str) -> bool:
    """Whether a subject is "y = 1", which with "if" behind it may give a unit of that name anew."""
    place = re.fullmatch(PLACE, text)
    node = sentence.node(place[0]) if place is not None else None
    return isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]


def _either_way(
    claim: Formula, test: Test, sets: dict[str, tuple[Expr, ...]], how: str
) -> Judgement | None:
    """With "if", what holds there; with "only if", what holds only there; or both."""
    if how == "unless":
        found = _compared(claim, lambda point: not test(point), sets, (True, False))
        both = _compared(claim, lambda point: not test(point), sets, (True, True))
        return found if found is None or found.outcome == "refuted" else _proved(both)
    there = not how.startswith("only")
    alone = not how.startswith(("if", "when", "as"))
    found = _compared(claim, test, sets, (there, alone))
    if how in ("only at", "only for") and found is not None and found.outcome == "proved":
        return _proved(_compared(claim, test, sets, (True, True)))
    return found


def _proved(found: Judgement | None) -> Judgement | None:
    return found if found is not None and found.outcome == "proved" else None


def _compared(
    claim: Formula, test: Test, sets: dict[str, tuple[Expr, ...]], ways: tuple[bool, bool]
) -> Judgement | None:
    """Whether a claim holds where a test does, and fails where that fails."""
    known, idle = True, [True, True]
    for point in points_of(sets):
        wanted = test(point)
        found = judged(substitute_formula(claim, point)).outcome
        idle[0], idle[1] = idle[0] and not wanted, idle[1] and found != "proved"
        if found == "undecided":
            known = known and not ways[0 if wanted else 1]
        elif ways[0 if wanted else 1] and wanted is not (found == "proved"):
            return Judgement(
                "refuted", AT_ALL_INPUTS, counterexample=shown(point), notes=(note_on(sets),)
            )
    if not known or idle[0] or idle[1]:
        return None  # of what is never so, or never said to be, nothing is meant
    return Judgement("proved", AT_ALL_INPUTS, notes=(note_on(sets),))


def _count(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """For how many inputs a relation holds."""
    groups = match.groupdict()
    claim = claim_in(sentence, match["subject"])
    own = inputs_in(*sides(claim))
    names = whole_inputs(sentence, own)
    if len(names) > len(own) and not any(map(groups.get, ("all", "space", "space2"))):
        raise refused()  # whether it is all of the vector that is meant is not said
    sets = sets_of(sentence, names)
    points = list(points_of(sets))
    _must_be_all(sentence, groups, names, len(points))
    found = [judged(substitute_formula(claim, point)).outcome for point in points]
    if "undecided" in found:
        return None
    number = rational(found.count("proved"))
    relation = {"at least": ">=", "at most": "<=", "more than": ">"}.get(
        groups["relation"] or "", "="
    )
    wanted = _numbers(sentence, match["n"], len(points))
    parts = [Atomic(relation, number, n) for n in wanted]
    note = (f"it is so for {plain(number)} of {len(points)}", note_on(sets))
    outcomes = {judged(part).outcome for part in parts}
    if outcomes == {"proved"}:
        return Judgement("proved", AT_ALL_INPUTS, notes=note)
    if "refuted" not in outcomes or may_be_another(sentence, match["subject"]):
        return None
    return Judgement("refuted", AT_ALL_INPUTS, notes=note)


def _must_be_all(
    sentence: Sentence, groups: dict[str, str | None], names: list[str], count: int
) -> None:
    """Raise what is raised for unread words, unless all inputs are told of."""
    said, space = groups.get("all"), groups.get("space") or groups.get("space2")
    if said is not None and whole_of(sentence, said) != count:
        raise refused()
    if space is not None:
        found = list(spaces(sentence.clause.part(space).latex))
        if len(found) != 1:
            raise refused()
        told, _, power = found[0]
        listed = all(any(is_of(n, one) for one in told) for n in names)
        if not listed or (power and power != str(len(names))):
            raise refused()
        if not power and len(told) != len(names):
            raise refused()
    if said is None and space is None:
        known = {f"{a}_{b}" for a, b in _NUMBERED.findall(sentence.place.state.source.text)}
        bases = {name.partition("_")[0] for name in names}
        if any(name.partition("_")[0] in bases and name not in names for name in known):
            raise refused()


def _numbers(sentence: Sentence, text: str, count: int) -> Iterable[Expr]:
    """How many inputs of so many are meant."""
    shares = {"all": (count, 1), "every": (count, 1), "each": (count, 1), "half": (count, 2)}
    if text in shares:
        return [rational(shares[text][0]) / rational(shares[text][1])]
    if text == "none":
        return [rational(0)]
    if not text.startswith("⟨"):
        return [rational(whole_of(sentence, text))]
    members = members_of(sentence.node(text))
    if not members:
        raise refused()
    return [number_of(sentence.view, member) for member in members]


def claim_in(sentence: Sentence, text: str) -> Formula:
    """The relation that is spoken of: written out, or that a unit has a value."""
    match = _MAKES.fullmatch(text) or _OF_CLAIM.fullmatch(text)
    groups = match.groupdict() if match is not None else {}
    if any(has_decimals(sentence.node(place)) for place in re.findall(PLACE, text)):
        raise refused()  # what is rounded is compared elsewhere
    if groups.get("claim"):
        return formula_of(sentence.view, applied(sentence, sentence.node(groups["claim"])))
    value = groups.get("value")
    wanted = rational(0 if value == "zero" else 1)
    if value is not None and value.startswith("⟨"):
        wanted = number_of(sentence.view, sentence.node(value))
    if groups.get("of"):
        of = applied(sentence, sentence.node(groups["of"]))
        return Atomic("=", number_of(sentence.view, of), wanted)
    return Atomic("=", of_the_unit(sentence, groups.get("unit") or ""), wanted)


def _in_condition(sentence: Sentence, words: str) -> list[Expr]:
    """The numbers on both sides of the relations in a condition."""
    found: list[Expr] = []
    for place in re.findall(PLACE, words):
        node = sentence.clause.part(place).node
        if isinstance(node, tree.Chain):
            try:
                found += sides(formula_of(sentence.view, node))
            except SymnnError:
                continue
    return found


def may_be_another(sentence: Sentence, text: str) -> bool:
    """Whether the name of a claim was given under another heading, or given anew."""
    here = sentence.place.formula.headings
    scope, since = sentence.place.state.scope, sentence.place.state.since
    for place in re.findall(PLACE, text):
        node = sentence.clause.part(place).node
        for part in tree.walk(node) if node is not None else ():
            given = [b for b in scope.history.get(tree.key(part) or "", ()) if b.version <= since]
            if len(given) > 1 or any(b.section != here for b in given):
                return True
    return False


def shown(point: Point) -> tuple[tuple[str, str], ...]:
    """An input as it is shown."""
    return tuple((name, plain(value)) for name, value in point.items())


def note_on(sets: dict[str, tuple[Expr, ...]]) -> str:
    """Which inputs were gone through."""
    values = [", ".join(map(plain, found)) for found in sets.values()]
    same = len(set(values)) == 1
    if same:
        return f"inputs {', '.join(sets)} in {{{values[0]}}}"
    return "; ".join(f"{n} in {{{v}}}" for n, v in zip(sets, values, strict=True))


def taken_back(place: Place, entries: Iterable[Entry]) -> list[Entry]:
    """The values that stand before a colon; the others are what is claimed, and are forgotten."""
    sentence = sentence_of(place)
    settings = sentence.settings if sentence is not None and ":" in place.latex else ()
    kept = {key for chain in settings for part in tree.walk(chain) if (key := tree.key(part))}
    scope, since = place.state.scope, place.state.since
    for key, found in list(scope.history.items()):
        older = [one for one in found if one.version <= since]
        if key in kept or len(older) == len(found):
            continue
        if older:
            scope.history[key] = older
        else:
            del scope.history[key]
    return [entry for entry in entries if _given(entry) in kept]


def _given(entry: Entry) -> str | None:
    """The name that a definition is of."""
    statements = parse(entry.latex).statements
    body = statements[0].body if statements and isinstance(statements[0], tree.Statement) else None
    return tree.key(body.first) if isinstance(body, tree.Chain) else None

"""Where claims about families come in: behind all other rules, as one with their definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.chances.events import MOMENTS
from symnn.documents.judging.doubts.decimals.figures import is_literal
from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    withhold_general,
)
from symnn.documents.judging.links import cut
from symnn.documents.judging.names.reaching.reach import of_other_title
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sequences import open_rules, unrolled_rules
from symnn.documents.judging.sequences.claims import judged
from symnn.documents.judging.sequences.indices import LETTERS, Member, linear, members
from symnn.documents.judging.sequences.memory import LAST, Memory, lowest, signature
from symnn.documents.judging.sequences.said import Said, is_spoken_of, note, said_of
from symnn.documents.judging.sequences.tied import is_tied, note_tied
from symnn.documents.judging.sequences.values_of_functions import judged_by_formulas
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.plain import plain

#: The rules of both kinds are in place once these are imported.
ROOMS: Final = (open_rules, unrolled_rules)
#: Words before a formula that let it speak of another sequence than the one above.
_SUPPOSES: Final = regex(
    r"\b(suppos\w+|assum\w+|ignor\w+|without|neglect\w*|simplif\w+|special case|linear|drop\w*"
    r"|approximat\w*|instead|variants?|alternativ\w+|another|modif\w+|replac\w+|if|when|new|now"
    r"|redefin\w+|let|consider|set|choos\w+|unbiased|corrected|other)\b"
)
_ORDERS: Final = frozenset({"<", ">", "≤", "≥"})
_DEPENDS: Final = regex(
    r"(?:is )?(?:an? )?(?:scalar |differentiable |loss |cost )*(?:function of|depends on"
    r"|is computed from|function of all)"
)


def new_memory() -> Memory:
    """Nothing heard so far."""
    return Memory()


def decided(
    place: Place,
    memory: Memory,
    clauses: tuple[Sequence[Clause], Clause],
    entries: Iterator[Entry],
) -> Iterator[Entry]:
    """The entries of a statement, decided where they were not and families are spoken of.

    Orders for all t are looked at first: other rules would search for long.

    Args:
        place: where it stands.
        memory: the families.
        clauses: the clauses before it in its formula, and the statement with its conditions.
        entries: what was found, one for each relation.
    """
    before, clause = clauses
    statement = clause.statement
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(statement, tree.Statement) or not isinstance(body, tree.Chain):
        yield from entries
        return
    if clause.is_condition or place.standing:
        yield from entries
        return
    memory.section = place.formula.headings
    said = said_of(memory, clause.conditions)
    _take_up(memory, said, before, statement)
    inside = _inside_words(statement)
    if inside is not None or body.links[0].relation == "⇒":
        said = said if inside is None else Said()
        yield from _implied(place, memory, said, inside or body, list(entries))
        return
    pairs = list(body.pairs())
    if len(pairs) == 1 and pairs[0][1].relation in _ORDERS:
        ahead = _entry(place, memory, said, *pairs[0], None)
        if ahead is not None:
            yield ahead
            return
    listed = list(entries)
    if len(pairs) != len(listed):
        yield from listed
        return
    for (left, link), entry in zip(pairs, listed, strict=True):
        settled = entry.verdict == "proved" and entry.kind == "claim"
        if settled and any(isinstance(n, tree.Derivative) for n in (left, link.operand)):
            yield _kept(memory, said, left, link, entry)
            continue
        one = None if settled else _entry(place, memory, said, left, link, entry)
        yield one or entry


def _kept(memory: Memory, said: Said, left: tree.Node, link: tree.Link, entry: Entry) -> Entry:
    """What was proved; open if it is false of a derivative through all that moves."""
    try:
        false = judged(memory, said, left, link, total=True)
    except (SymnnError, ArithmeticError, RecursionError):
        return entry
    if false is None:
        return entry
    reason = "it holds if what stands in the recurrence is held fixed, and not else"
    rule = rules.UNDECIDED.id
    return replace(entry, verdict="undecided", reason=reason, rule=rule, evidence="")


def _take_up(
    memory: Memory, said: Said, before: Sequence[Clause], statement: tree.Statement
) -> None:
    """Take up the settings before a colon, as β_t = 0.03 for all t."""
    if statement.separator != ":":
        return
    for clause in before:
        other = clause.statement
        if isinstance(other, tree.Statement) and isinstance(other.body, tree.Chain):
            more = said_of(memory, clause.conditions)
            said.understood = said.understood and more.understood
            said.numbers.update(more.numbers)
            note(memory, said, other.body)
        else:
            said.understood = False


def _inside_words(statement: tree.Statement) -> tree.Chain | None:
    r"""g_n = g ⇒ s_n = …, where "for all n" stands before the arrow."""
    body = statement.body
    if len(statement.qualifiers) != 1 or not isinstance(body, tree.Chain):
        return None
    inner = statement.qualifiers[0].body
    if not isinstance(inner, tree.Chain) or inner.links[0].relation != "⇒":
        return None
    if linear(inner.first) is None or len(inner.links) != 2:
        return None
    conclusion = tree.Chain(inner.links[0].operand, inner.links[1:])
    return tree.Chain(body, (tree.Link("⇒", conclusion),))


def _implied(
    place: Place, memory: Memory, said: Said, body: tree.Chain, entries: list[Entry]
) -> list[Entry]:
    r"""θ_1 = θ_2 = … = θ \implies …: the conclusion under the premise."""
    end = body.links[0].operand
    if len(body.links) != 1 or not isinstance(end, tree.Chain) or len(end.links) != 1:
        return entries
    premise = body.first
    if not isinstance(premise, tree.Chain):
        return entries
    alike = _all_alike(memory, premise)
    if alike is not None:
        said.settings.append(alike)
    elif len(premise.links) == 1:
        note(memory, said, premise)
    else:
        return entries
    if not entries:
        return entries
    found = _entry(place, memory, said, end.first, end.links[0], entries[-1])
    return entries if found is None else [*entries[:-1], found]


def _all_alike(memory: Memory, premise: tree.Chain) -> tree.Chain | None:
    """θ_t = θ for θ_1 = θ_2 = … = θ."""
    parts = [premise.first, *(link.operand for link in premise.links)]
    if len(parts) < 3 or any(link.relation != "=" for link in premise.links):
        return None
    first, last = memory.member(parts[0]), memory.member(parts[-1])
    if first is None or last is None or len(first.below) != 1 or last.indices:
        return None
    name = parts[0]
    dots = any(isinstance(part, tree.Dots) for part in parts)
    if not dots or not isinstance(name, tree.Name):
        return None
    letter = tree.Name("t")
    general = tree.Name(name.base, name.font, name.accents, letter)
    return tree.Chain(general, (tree.Link("=", parts[-1]),))


def _entry(
    place: Place,
    memory: Memory,
    said: Said,
    left: tree.Node,
    link: tree.Link,
    before: Entry | None,
) -> Entry | None:
    if any(_is_of_random(place, part) for side in (left, link.operand) for part in tree.walk(side)):
        return None  # a variance is no factor
    try:
        found = judged(memory, said, left, link)
        found = found or judged_by_formulas(place.state.scope, memory, said, left, link)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    if found is None or found.outcome == "undecided":
        return None
    if not said.numbers.keys() & set(LAST) and _may_be_last(memory, left, link.operand):
        return None
    if before is not None and before.verdict == "refuted" and found.outcome == "refuted":
        return None
    found = _doubted(place, memory, found, left, link)
    if found.outcome == "undecided":
        return None
    text = cut(f"{plain(left)} {link.relation} {plain(link.operand)}")
    return judged_entry(place, left, link, found, text)


def _is_of_random(place: Place, node: tree.Node) -> bool:
    """Whether it may be a mean or a variance, by a name that nothing defines before brackets."""
    if not isinstance(node, (tree.Call, tree.Apply, tree.Product)):
        return False
    parts = node.factors if isinstance(node, tree.Product) else tree.children(node)
    heads = {
        tree.key(head) or ""
        for head, group in pairwise(parts)
        if isinstance(group, tree.Group) and isinstance(head, tree.Name) and head.base in MOMENTS
    }
    return any(place.state.scope.latest(key) is None for key in heads)


def _doubted(
    place: Place, memory: Memory, found: Judgement, left: tree.Node, link: tree.Link
) -> Judgement:
    """A refutation is withheld where the words around it may suppose more."""
    if found.outcome != "refuted":
        return found
    around = f"{place.formula.before} {place.formula.lead_in}".lower()
    if may_be_posed_in_words(place.formula) or _SUPPOSES.search(around):
        return Judgement("undecided", reason="the words around it may suppose more")
    if not place.formula.display and has_words_around(place.formula):
        return Judgement("undecided", reason="in running prose it may speak of another moment")
    if _is_given(memory, left) and (other := of_other_title(place)) is not None:
        return Judgement("undecided", reason=f"its value above may be that of “{other}”")
    alone = link.relation == "=" and isinstance(left, tree.Name)
    if alone and _is_given(memory, left) and is_literal(link.operand):
        return Judgement("undecided", reason="the name may be given a new value here")
    if _has_values(place, found):
        return Judgement("undecided", reason="what it was put to the test with has other values")
    known = memory.member(left)
    layered = known is not None and known.above and bool(memory.rules.get(known.key))
    if is_tied(place.state.source.text, memory, found):
        return Judgement("undecided", reason="what it was put to the test with is not free")
    if _is_free(found, left) or (not layered and _is_recurrence(left, link.operand)):
        return Judgement("undecided", reason="it may be the recurrence of another sequence")
    return withhold_general(place, found, left, link)


def _may_be_last(memory: Memory, *sides: tree.Node) -> bool:
    """Whether G_3 stands in a claim, and something is said of G_T: T may be 3 or not."""
    found = [one for side in sides for one in members(side, frozenset(memory.labelled))]
    numbered = {m.key for m in found if m.indices and not any(i.letters for i in m.indices)}
    rules = (rule for key in numbered for rule in memory.rules.get(key, ()))
    return any(index.lone in LAST for rule in rules for index in rule.pattern.indices)


def _is_given(memory: Memory, left: tree.Node) -> bool:
    """Whether a member was given by itself, and not by a formula for all of them."""
    known = memory.member(left)
    latest = None if known is None else memory.latest(known)
    return latest is not None and not latest[0].is_general


def _has_values(place: Place, found: Judgement) -> bool:
    """Whether a name that a counterexample chooses freely is a number, or an array of numbers."""
    scope = place.state.scope
    counters = {"i", "j", "k", "l", "m", "n", "s", "t", "T", "K", "L", "N"}
    names = [name for name, _ in found.counterexample or () if name not in counters]
    free = {*names, *(name.partition("_")[0] for name in names)}
    if "e" in free:
        return True
    for key in scope.history:
        known = scope.latest(key) if key in free else None
        if known is not None and not known.parameters and known.version <= place.state.since:
            parts = list(tree.walk(known.body))
            if not any(isinstance(part, (tree.Name, tree.Text)) for part in parts):
                return True
    return False


def _is_recurrence(left: tree.Node, right: tree.Node) -> bool:
    """Whether a member is given by members with other indices: a_n = 5a_{n-1} - 6a_{n-2}."""
    if not isinstance(left, tree.Name) or not (left.subscript or left.labels):
        return False
    bare = replace(left, subscript=None, labels=())
    names = [part for part in tree.walk(right) if isinstance(part, tree.Name)]
    others = [n for n in names if replace(n, subscript=None, labels=()) == bare and n != left]
    indices = [index for index in (left.subscript, *left.labels) if index is not None]
    letters = [p for index in indices for p in tree.walk(index) if isinstance(p, tree.Name)]
    return bool(letters) and bool(others)


def _is_free(found: Judgement, left: tree.Node) -> bool:
    """Whether the left side is a member that no formula gives, so that it is defined here."""
    if not isinstance(left, tree.Name) or not (left.subscript or left.labels):
        return False
    free = [name for name, _ in found.counterexample or ()]
    bare = plain(replace(left, subscript=None, labels=()))
    return any(name.partition("^")[0].partition("_")[0] == bare for name in free)


# --- what is told -----------------------------------------------------------------------


def learn(
    memory: Memory,
    section: tuple[str, ...],
    clauses: Sequence[Clause],
    said: Sequence[Entry],
) -> None:
    """Take up what a formula under some headings says of families."""
    memory.section = section
    decided = any(e.verdict in ("proved", "refuted") for e in said if e.kind == "claim")
    chains = []
    for clause in clauses:
        statement = clause.statement
        if not isinstance(statement, tree.Statement):
            continue
        body = statement.body
        for qualifier in statement.qualifiers:
            if qualifier.body is not None:
                _tell(memory, body, qualifier.words, qualifier.body)
        if isinstance(body, tree.Chain):
            chains.append((clause, body))
    new = {id(body): _is_new(memory, body) for _, body in chains}
    for clause in clauses:
        if isinstance(clause.statement, tree.Statement):
            memory.look(clause.statement.body)
    note_tied(memory, clauses)
    for clause, body in chains:
        if body.links[0].relation == "∈":
            memory.note_space(body.first, body.links[0].operand)
        elif all(link.relation in ("<", "≤", ">", "≥") for link in body.links):
            memory.note_bound(body)
        elif not decided and not _is_setting(clauses, clause):
            _learn_rule(memory, clause, body, new[id(body)])


def _learn_rule(memory: Memory, clause: Clause, body: tree.Chain, anew: bool) -> None:
    """Take up a formula; under words that are not understood it only casts doubt on the name."""
    said, found = said_of(memory, clause.conditions), memory.member(body.first)
    if is_spoken_of(clause.conditions):
        return
    if not said.understood and found is not None and found.indices:
        memory.doubtful.add(found.key)
        return
    low = _low(clause.conditions)
    memory.learn(body, 1 if low is None and said.general else low, anew=anew)


def _is_setting(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether it holds only for what stands behind a colon."""
    place = list(clauses).index(clause)
    for later in clauses[place + 1 :]:
        if isinstance(later.statement, tree.Statement) and later.statement.separator == ":":
            return True
    return False


def _is_new(memory: Memory, body: tree.Chain) -> bool:
    """Whether a family is given another formula, in names that nothing was said of yet."""
    found = memory.member(body.first)
    if found is None or found.key not in memory.rules:
        return False
    near = {signature(found)}
    right = list(members(body.links[-1].operand, frozenset(memory.labelled)))
    return any(signature(one) not in memory.seen | near and not _is_letter(one) for one in right)


def _is_letter(found: Member) -> bool:
    return not found.indices and found.key in LETTERS


def _low(conditions: Sequence[Condition]) -> int | None:
    for condition in conditions:
        if condition.body is not None and (low := lowest(condition.body)) is not None:
            return low[1]
    return None


def _tell(memory: Memory, subject: tree.Node, words: str, body: tree.Node) -> None:
    """Note that L is a function of o_1, …, o_T."""
    found = memory.member(subject)
    plain_words = " ".join(words.lower().split())
    if found is None or found.indices or _DEPENDS.fullmatch(plain_words) is None:
        return
    items = body.items if isinstance(body, tree.Group) else (body,)
    memory.depends[found.key] = items

"""What turns if log is to the base 10 or 2, and not the natural one."""

from __future__ import annotations

from symnn.documents.judging.names.letters.unsaid import with_deviation
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.scope import IN_BITS, IN_NATS


def with_other_logs(
    place: Place,
    found: Judgement,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions = NOTHING,
    open_names: bool = False,
) -> Judgement:
    """The judgement, unless it turns with log to the base 10 or 2."""
    if place.state.scope.told & {IN_BITS, IN_NATS}:
        return found
    for base in (10, 2):
        view = reader(place.state.scope, open_names, log_base=rational(base), version=place.seen)
        other = assumed.view(view)
        if open_names:
            other = with_deviation(other, left, link.operand)
        sides = Side(other.read(left), left), Side(other.read(link.operand), link.operand)
        if judge_over(link.relation, *sides, assumed).outcome != "refuted":
            text = f"false with the natural logarithm, but not with log to the base {base}"
            return Judgement("undecided", reason=text)
    return found

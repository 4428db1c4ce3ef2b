"""`symnn derive FILE:LINE`: a derivation from the definitions that stand above a line.

The judge of this module walks a document up to a line and derives what is defined there; the
request comes with the document, as a file without a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from symnn.deferred import dataclass
from symnn.documents.entries import place
from symnn.documents.judging.judge import judge_part, opened
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.documents.regions import Formula
from symnn.documents.rules import NOT_DERIVED, STALE
from symnn.documents.source import Attached, Source
from symnn.errors import DocumentError, SymnnError
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

#: The judge, as the sandbox takes it.
ASKED = "symnn.weaving.asking:asked"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about a line: a point, the options, and the form of the text."""

    line: int
    at: str
    options: tuple[tuple[str, str], ...]
    form: str


def with_request(source: Source, request: Request) -> Source:
    """The document with a request."""
    return replace(source, attached=(Attached("", json.dumps(asdict(request))),))


def asked(source: Source) -> Iterator[Entry]:
    """One entry: the text of the derivation in `latex`, or the reason why there is none."""
    data = json.loads(next(a.text for a in source.attached if not a.name))
    options = tuple((str(k), str(v)) for k, v in data["options"])
    request = Request(data["line"], data["at"], options, data["form"])
    state, parts = opened(source)
    here: list[Formula] = []
    for part in parts:
        first, last = source.position(part.start), source.position(max(part.end - 1, part.start))
        if (first.path or source.path) == source.path and first.line > request.line:
            break
        list(judge_part(state, part))
        if not isinstance(part, Formula) or (first.path or source.path) != source.path:
            continue
        if first.line <= request.line <= last.line:
            here.append(part)
    start = here[0].start if here else 0
    where = place(source, start, start + 1)._asdict()
    try:
        text = _text(state, here, request)
    except SymnnError as error:
        yield _entry(where, NOT_DERIVED.id, reason=str(error))
    else:
        yield _entry(where, STALE.id, text=text)


def _entry(where: dict[str, object], rule: str, reason: str | None = None, text: str = "") -> Entry:
    return Entry(
        rule=rule,
        **where,  # type: ignore[arg-type]
        latex=text,
        kind="not-a-claim",
        relation="",
        reason=reason,
    )


def _text(state: State, here: list[Formula], request: Request) -> str:
    from symnn.weaving.requests import derivation_of, text_of
    from symnn.weaving.subjects import Subject, named_subject, point_of

    if not here:
        raise DocumentError("there is no formula on this line; name one with a definition")
    point = point_of(request.at, state.scope) if request.at else None
    reasons: list[str] = []
    found: list[Subject] = []
    for key in _defined_on(state, here, request.line):
        try:
            found.append(named_subject(key, state.scope, point))
        except DocumentError as error:
            reasons.append(str(error))
    subject = max(found, key=lambda s: s.weight, default=None)
    if subject is None and point is None:
        for key, written in _calls_on(state, here, request.line):
            try:
                subject = named_subject(key, state.scope, point_of(written, state.scope))
                break
            except SymnnError as error:
                reasons.append(str(error))
    if subject is None:
        why = f": {reasons[0]}" if reasons else ""
        raise DocumentError(f"this line defines nothing that can be derived{why}")
    return text_of(derivation_of(subject, request.options), request.form)  # type: ignore[arg-type]


def _defined_on(state: State, here: list[Formula], line: int) -> list[str]:
    """The names that are defined on a line, else in the formulas around it; the last first."""
    position = state.source.position
    first = min(position(f.start).line for f in here)
    last = max(position(max(f.end - 1, f.start)).line for f in here)
    found = [
        (binding.line, binding.version, key)
        for key, known in state.scope.history.items()
        for binding in known
        if first <= binding.line <= last
    ]
    exact = [item for item in found if item[0] == line]
    return [key for _, _, key in sorted(exact or found, reverse=True)]


def _calls_on(state: State, here: list[Formula], line: int) -> list[tuple[str, str]]:
    """Functions at points, as f(1, 0): the key and the arguments as written; the line's first."""
    found: list[tuple[bool, int, str, str]] = []
    for formula in here:
        for statement in parse(formula.latex).statements:
            if not isinstance(statement, tree.Statement):
                continue
            for node in tree.walk(statement.body):
                key = tree.key(node.head) if isinstance(node, tree.Call) else None
                if key is not None and isinstance(node, tree.Call):
                    start, end = node.arguments.span
                    at = formula.span(start, end)[0]
                    written = formula.latex[start:end].strip("()[] ")
                    found.append((state.source.position(at).line != line, at, key, written))
    return [(key, written) for _, _, key, written in sorted(found)]

"""The text of a failed assertion, in parts that know where they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, final

from flint import arb

from symnn.networks.network import Network
from symnn.testing.diagnosis import report
from symnn.testing.judging import Failure, Judge
from symnn.testing.search.sources import Plan


class NotATwinError(AssertionError):
    """An implementation that is wrong; the message is the report.

    Attributes:
        kind: "value", "nan", "overflow", "raised", "shape", "type", "mutated", "unsteady".
        point: the input at which it is wrong; None if it cannot be called at all.
        output: the place of the wrong output, from 0.
        found: what it gave there.
        causes: mistakes that would explain everything observed, as the ends of "as if …".
    """

    __module__ = "symnn.testing"

    def __init__(self, message: str, failure: Failure | None, causes: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.kind = "shape" if failure is None else failure.kind
        self.point = failure.point if failure is not None and failure.batch else None
        self.output = 0 if failure is None else failure.output
        self.found = () if failure is None else failure.found
        self.causes = tuple(causes)


_WHAT: Final = {
    "raised": "it raised an exception",
    "shape": "its answer has the wrong shape",
    "type": "its answer is no array of floats",
    "mutated": "it changes its input",
    "unsteady": "it is no function of its input",
}


_NO_ROWS: Final = report.line(
    "input", "no rows at all, X of shape (0, n); if there need be some, say rows=(1, 2, 64)"
)
_LAYOUTS: Final = {
    "F": "the array lies column by column in memory (Fortran order)",
    "strided": "the array is a part of a larger one, not contiguous in memory",
}


@final
@dataclass
class Story:
    """All that a report tells.

    Attributes:
        title: its first line.
        network: the exact network.
        judge: what it has seen.
        failure: the input where the implementation is wrong.
        label: names the output that is wrong, if there are several.
        values: all exact values, as text.
        exact: the exact value of that output, as text and as a ball.
        ulps: the tolerance that was asked for.
        assumed: what is assumed of a right implementation.
        inside: the exact outputs of every layer.
        departs: the first layer that departs, if the implementation shows its layers.
        causes: what would explain everything.
    """

    title: str
    network: Network
    judge: Judge
    failure: Failure
    label: str = ""
    values: list[str] = field(default_factory=list)
    exact: tuple[str, arb] = ("", arb(0))
    ulps: float | None = None
    assumed: list[str] = field(default_factory=list)
    inside: list[tuple[str, str]] = field(default_factory=list)
    departs: str = ""
    causes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The report."""
        failure = self.failure
        lines = [self.title, *report.built(self.network), ""]
        lines += report.input_lines(failure.point) if failure.batch else [_NO_ROWS]
        lines += [*self._batch(), *self._layout()]
        if failure.kind in _WHAT:
            lines.append(report.line("wrong", f"{_WHAT[failure.kind]}: {failure.words}"))
            if failure.kind in ("raised", "unsteady") and failure.batch:
                lines.append(report.line("exact", report.vector(self.values)))
        else:
            lines += self._values()
            lines += ["", report.table("inside", self.inside)]
            lines += [report.line("departs", self.departs)] if self.departs else []
            lines += self._causes()
        return "\n".join([*lines, "", report.line("searched", self._searched())])

    def error(self) -> NotATwinError:
        """The report as an error."""
        return NotATwinError(self.text(), self.failure, self.causes)

    def _batch(self) -> list[str]:
        failure = self.failure
        if len(failure.batch) <= 1:
            return []
        words = f"row {failure.row + 1} of a batch of {len(failure.batch)}"
        if failure.alone:
            words += "; given alone it is answered rightly: rows act on each other, or their number"
        rows = [
            f"row {k}: {report.vector([repr(v) for v in p])}"
            for k, p in enumerate(failure.batch, 1)
        ]
        return [report.line("in", words), *(report.line("", text) for text in rows[:4])]

    def _layout(self) -> list[str]:
        words = _LAYOUTS.get(self.failure.layout)
        if words is None:
            return []
        return [report.line("memory", f"{words}; np.ascontiguousarray(x) would mend it")]

    def _values(self) -> list[str]:
        failure, form, (text, ball) = self.failure, self.judge.call.form, self.exact
        found = failure.found[failure.output]
        allowed = self.judge.balls(failure.point)[1][failure.output]
        lines = [
            report.line("exact", self.label + text),
            report.line("float", self.label + repr(found)),
        ]
        if failure.kind == "value":
            lines.append(report.line("error", report.error_text(found, ball, allowed, form)))
        else:
            lines.append(report.line("error", f"{found!r} is not {text}"))
        if self.ulps is not None:
            return [*lines, report.line("allowed", f"{self.ulps:g} ulp, as asked for")]
        lines.append(report.line("allowed", report.bound_text(ball, allowed, form)))
        return [*lines, report.line("assuming", "; ".join(self.assumed))]

    def _causes(self) -> list[str]:
        if not self.causes:
            return []
        seen = len(self.judge.evidence(self.failure))
        answers = f"all {seen} answers seen" if seen > 1 else "the answer"
        return [
            "",
            *(
                report.line("as if" if k == 0 else "or as if", words)
                for k, words in enumerate(self.causes)
            ),
            report.line("", f"(which explains {answers})"),
        ]

    def _searched(self) -> str:
        judge = self.judge
        words = f"{judge.asked} inputs in {judge.call.form.name}, called as "
        words += judge.call.convention
        return words + (f"; {judge.void} had no bound" if judge.void else "")


def name_of(fn: Any) -> str:
    """How a report calls a function."""
    named = (getattr(fn, attribute, None) for attribute in ("__qualname__", "__name__"))
    name = next((text for text in named if isinstance(text, str)), type(fn).__name__)
    return "the lambda" if "<lambda>" in name else name.split("<locals>.")[-1]


def uncallable(fn: Any, plan: Plan, trouble: str, what: str = "twin") -> str:
    """Why no way to call it works; ways that gave an answer, though a wrong one, say most."""
    ways = [part.partition(": ")[::2] for part in trouble.split("\n")]
    answered = [(way, words) for way, words in ways if words.startswith("it gave")]
    told: dict[str, list[str]] = {}
    for way, words in answered[:1] or ways:
        told.setdefault(words, []).append(way)
    wanted = f"a function of {report.number(plan.size, 'float')}"
    if what == "twin":
        wanted += f", with {report.number(plan.outputs, 'output')}"
    lines = [
        f"{name_of(fn)} is not a {what} of",
        *report.built(plan.network),
        "",
        report.line("wanted", wanted),
    ]
    for words, some in told.items():
        lines += [report.line("called", " or ".join(some)), report.line("", words)]
    return "\n".join([*lines, report.line("", "Name another way to call it with call=…")])

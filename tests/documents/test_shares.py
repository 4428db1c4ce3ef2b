"""A document that several judges share gets the report that one judge would give."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.judging.shares import judge_share
from symnn.documents.model import Entry
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import Source
from symnn.weaving.judges import SHARE

EXAMPLES = Path(__file__).parents[2] / "examples"
POST = r"""
# One neuron

$w = 0.5$, $x = 2$, $b = -0.25$, so that $z = w x + b = 0.75$.

$$a = \frac{1}{1 + e^{-z}} \approx 0.689$$

$$a = 0.679$$

$$\begin{align} z &= 0.85 \\ &= 2 \cdot 0.425 \end{align}$$

$f(x) = x^2$, $f(3) = 9$ and $f(3) = 8$. For all $x > 0$: $\ln(1 + x) < x$, and $x^2 + 1 > x$.

| $x$ | $x^2$ |
|---|---|
| 1 | 1 |
| 2 | 4 |
| 3 | 10 |
| 4 | 16 |

## Another one

$w \leftarrow w - 0.1 \cdot 2 = 0.3$, $2 w = 0.6$, $2 w = 0.7$.
"""
LONG = POST + "\n\n" + "Words that fill the page. " * 400


def entries(source: Source, of: int) -> list[Entry]:
    said = [list(judge_share(source, number, of)) for number in range(of)]
    assert len({entries[-1] for entries in said}) == 1
    return [entry for one in said for entry in one if isinstance(entry, Entry)]


def key(entry: Entry) -> tuple[int, int, int, int, str]:
    return entry.line, entry.column, entry.end_line, entry.end_column, entry.latex


@pytest.mark.parametrize("of", [1, 2, 3])
@pytest.mark.parametrize("name", ["", "02_multiplication_net.md"])
def test_shares_together_are_the_whole(name: str, of: int) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8") if name else POST
    source = Source("a.md", text, "markdown")
    assert sorted(entries(source, of), key=key) == sorted(judge(source), key=key)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")


@pytest.fixture(params=[0, 60])
def alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Seconds that one judge has before the document is shared: none, or as many as it needs."""
    monkeypatch.setattr("symnn.documents.sandbox._ALONE", request.param)
    return int(request.param)


def test_only_what_takes_long_is_shared(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = list[tuple[int, ...]]()
    run = Sandbox._run

    def told(self: Sandbox, source: Source, deadline: float, share: tuple[int, ...] = ()) -> object:
        runs.append(share)
        return run(self, source, deadline, share)

    monkeypatch.setattr(Sandbox, "_run", told)
    with Sandbox(Limits(), 2, share=SHARE) as sandbox:
        sandbox.judge_together(Source("a.md", LONG, "markdown"))
    assert sorted(runs) == ([()] if alone else [(), (0, 2), (1, 2)])


@pytest.mark.usefixtures("alone")
def test_any_number_of_jobs_gives_one_report() -> None:
    source = Source("a.md", LONG, "markdown")
    reports = []
    for jobs in (1, 3):
        with Sandbox(Limits(), jobs, share=SHARE) as sandbox:
            reports += sandbox.judge_all([source])
            assert not sandbox._alive
    assert reports[0] == reports[1]
    assert [e.line for e in reports[0].entries] == sorted(e.line for e in reports[0].entries)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("word", ["true", "disagree", "hang", "abort", "eat", "leave", "fail"])
def test_what_cannot_be_shared_is_done_by_one(word: str) -> None:
    """Whatever becomes of a share, the report is that of one judge, and no child is left."""
    text = (
        "\n\n".join(f"$a_{{{k}}} = {k}$" for k in range(40)) + f"\n\n${word} = 1$\n\n" + "x " * 4000
    )
    source = Source("a.md", text, "markdown")
    judges = {"judge": "tests.documents.judges:plain", "share": "tests.documents.judges:share"}
    with Sandbox(Limits(seconds=6), jobs=2, **judges) as sandbox:
        (report,) = sandbox.judge_all([source])
        assert not sandbox._alive
    with Sandbox(Limits(), judge=judges["judge"]) as sandbox:
        assert report == sandbox.judge(source)

r"""Values that stand before a colon are meant for what stands behind it, and no earlier ones."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_LOSS = "$$L(a,b)=(a-1)^2+(a+b-2)^2$$\n\n$$a=1,\\ b=2$$"
_UNIT = r"""$$
f(x_1,x_2)=\begin{cases}1&\text{if } w_1x_1+w_2x_2\ge\theta\\0&\text{otherwise}\end{cases}
$$

$$w_1=w_2=1,\ \theta=2:\quad f(x_1,x_2)=x_1x_2 \text{ for all } (x_1,x_2)\in\{0,1\}^2$$"""
_LINE = r"""$$
f[x,\boldsymbol\phi]=\phi_0+\phi_1x,\quad L[\boldsymbol\phi]=\sum_{i=1}^2(\phi_0+\phi_1x_i-y_i)^2
$$

$$x_1=0,\ x_2=1,\quad y_1=1,\ y_2=2$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_LOSS, r"a=1,\ b=2:\ L=1", "proved"),
        (_LOSS, r"a=1,\ b=3:\quad L=4", "proved"),
        (_LOSS, r"a=1,\ b=3:\quad L=1", "refuted"),
        (_LOSS, r"a=1,\ b=3:\quad L(a,b)=1", "refuted"),
        (_LINE, r"\phi_0=1,\ \phi_1=1:\ L=0", "proved"),
        (_LINE, r"\phi_0=1,\ \phi_1=2:\ L=0", "refuted"),
        (_UNIT, r"w_1=w_2=1,\ \theta=1:\quad \text{the unit computes OR}", "proved"),
        (_UNIT, r"w_1=w_2=1,\ \theta=1:\quad \text{the unit computes AND}", "refuted"),
        (_UNIT, r"w_1=w_2=-1,\ \theta=-\tfrac32:\quad f(1,1)=0", "proved"),
        (_UNIT, r"w_1=w_2=-1,\ \theta=-\tfrac32:\quad f(1,1)=1", "refuted"),
    ],
)
def test_a_claim_at_settings(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize("claim", [r"a=1,\ b=2,\ L=5", r"a=1:\ L=5", r"L=5"])
def test_a_value_without_settings_for_all_is_given(claim: str) -> None:
    """Another L, as nothing says that the function is meant."""
    found = entries(f"$$L(a,b)=(a-1)^2+(a+b-2)^2$$\n\n$${claim}$$")
    assert found[-1].kind == "definition"


def test_older_values_are_tried_under_names_that_are_defined_before_theirs() -> None:
    """a = σ(z) comes first, and sees z and w later: it has had the value 0.82 as well."""
    given = r"""$$a=\sigma(z),\ z=wx+b,\ \sigma(z)=\frac{1}{1+e^{-z}},\ x=1,\ w=0.6,\ b=0.9$$

$$w=2,\ b=2:\ a\approx 0.98$$"""
    assert last(given, r"a\approx 0.82") == "undecided"
    assert last(given, r"a\approx 0.98") == "proved"
    assert last(given, r"a\approx 0.83") == "refuted"


@pytest.mark.parametrize("again", ["proved", "refuted"])
def test_sizes_told_in_a_formula_replace_those_told_before(again: str) -> None:
    sizes = {"proved": r"n\times r", "refuted": r"r\times n"}
    declared = r"U\in\mathbb{R}^{m\times r},\ V\in\mathbb{R}^{%s}"
    claim = declared + r" \text{ make } UV^\top\in\mathbb{R}^{m\times n}"
    for first in sizes.values():
        given = f"$${claim % first}$$"
        told = claim % sizes[again]
        assert last(given, rf"{told} \text{{ (}} r\ne n\text{{)}}") == again


def test_a_false_relation_is_not_proved_by_the_one_above_it() -> None:
    """Of an unknown x, 2x^2 - 8 = 0 is the next step; of x = 3 both are false."""
    posed, step = "$$x^2-4=0$$", "2x^2-8=0"
    assert last(posed, step) == "proved"
    assert last(f"$$x=3$$\n\n{posed}", step) is None


def test_a_number_that_stands_for_a_formula_with_an_unsaid_sigma() -> None:
    """0.139 follows from ŷ = σ(z), and not from the 0.751 that was printed for another z."""
    given = r"""We use a sigmoid activation.

$$z=0.4\cdot0.6225+0.45\cdot0.6457+0.6=1.105,\quad \hat y=\sigma(z)=0.751,\quad y=0$$"""
    assert last(given, r"(\hat y-y)\cdot\sigma'(z)=0.139") == "undecided"
    assert last(given, r"(\hat y-y)\cdot\sigma'(z)=0.239") == "refuted"


_COST = r"""$$C=D^2MNF^2,\qquad S=D^2MF^2+MNF^2$$

$$D=3,\ M=512,\ N=512,\ F=14:\ C=462{,}422{,}016$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac SC=\frac1N+\frac1{D^2}", "proved"),
        (r"\frac SC=\frac1M+\frac1{D^2}", "undecided"),  # true of these numbers alone
        (r"\frac SC=\frac1D+\frac1{N^2}", "refuted"),
        (r"D^2M=4608", "proved"),
        (r"\frac SC=\frac{521}{4608}", "proved"),
    ],
)
def test_an_equation_of_formulas_is_not_proved_by_an_example(claim: str, verdict: str) -> None:
    assert last(_COST, claim) == verdict


def test_a_setting_gives_a_name_another_value_than_an_earlier_setting() -> None:
    """It is no claim that 11008 is 8/3 of 4096; but what was computed before stays one."""
    given = r"$$h=\frac83d:\quad 3dh=8d^2$$"
    claim = r"d=4096,\ h=11008:\quad 4d^2+3dh="
    assert last(given, claim + "202375168") == "proved"
    assert last(given, claim + "202375169") == "refuted"
    assert {e.verdict for e in entries(given + "\n\n$$" + claim + "202375168$$")[2:4]} == {None}


@pytest.mark.parametrize(
    ("claim", "verdicts"),
    [
        (r"c=\frac1n,\ n=4\implies c^2=\frac1{16}", [None, None, "proved"]),
        (r"c=\frac1n,\ n=4\implies c^2=\frac1{15}", [None, None, "refuted"]),
        (r"c=\frac1n,\ x\sim U(-1,1)\implies\operatorname{Var}(x)=7", [None, None, "refuted"]),
        (r"c=\frac1n,\ x\sim U(-1,1)\implies\operatorname{Var}(x)=\frac13", [None, None, "proved"]),
    ],
)
def test_a_premise_is_not_proved(claim: str, verdicts: list[str | None]) -> None:
    """Said again before another conclusion, it is a premise again, and nothing that holds."""
    found = entries(f"$$c=\\frac1n$$\n\n$${claim}$$")
    assert [e.verdict for e in found[1:]] == verdicts


@pytest.mark.parametrize("claim", [r"2\cdot3=7", r"a^2+b^2\ge2ab"])
def test_more_names_of_a_quantifier_are_no_claims(claim: str) -> None:
    found = entries(rf"$$K=7$$ $${claim} \text{{ for all }} a\ge0,\ b\ge0,\ K\ge1$$")
    assert [e.verdict for e in found[2:]] == [None, None]


def test_a_primed_name_with_a_formula_of_its_own_is_no_slope() -> None:
    given = r"$$q'(k)=(1-\epsilon)q(k)+\frac{\epsilon}{K},\quad q(k)=k$$"
    assert last(given, "q'(2)=3") != "refuted"


def test_another_function_before_each_colon() -> None:
    given = r"$$f(x)=x^2:\quad f(x+h)-f(x)=2xh+h^2$$"
    found = entries(
        given + "\n\n" + r"$$f(x)=x^3:\quad f(2)=8$$" + "\n\n" + r"$$f(x)=x^4:\ f(2)=8$$"
    )
    assert [e.verdict for e in found] == [None, "proved", None, "proved", None, "refuted"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\text{after adding } 0.01 \text{ to each of } a,b:\ L=-7.3",
        r"\text{with } h=0.1 \text{ added to } a:\ L=-7.3",
        r"\text{doubling } a \text{ gives } L=-7.3",
    ],
)
def test_what_is_said_after_a_change_is_no_false_value(claim: str) -> None:
    given = r"$$a=2,\ b=-3,\ L=ab-2$$"
    assert last(given, "L=-7.3") == "refuted"
    assert last(given, claim) != "refuted"
    assert entries(f"{given}\n\nAfter adding 0.1 to $a$ we get $L=-7.3$.")[-1].verdict != "refuted"


@pytest.mark.parametrize(
    ("weights", "gate", "verdict"),
    [
        ("(0.5,0.5,1)", "AND", None),  # AND of two inputs, if the third is -1
        ("(1,0.5,0.5)", "AND", None),
        ("(0.5,0.5,0)", "OR", "refuted"),  # 1 at the origin, whatever the third is
        ("(-1,0,0)", "AND", "refuted"),
    ],
)
def test_one_of_three_inputs_may_be_a_constant(
    weights: str, gate: str, verdict: str | None
) -> None:
    unit = r"$$y=\begin{cases}1&\text{if } w\cdot x\ge0\\0&\text{if } w\cdot x<0\end{cases}$$"
    assert last(unit, rf"w={weights}:\ \text{{the perceptron computes {gate}}}") == verdict


def test_a_value_that_is_given_anew_in_words_is_no_older_one() -> None:
    given = "$$\\gamma=0.9,\\ R_8=+1$$\n\n$$G_0=\\gamma^7R_8$$"
    assert last(given, r"R_8=-1 \text{ instead}:\quad G_0=-\gamma^7") != "refuted"

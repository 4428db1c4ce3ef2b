r"""What follows from tables and rules for words, states and finite variables."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.by_tables.fixed_points import Affine, solution
from symnn.documents.judging.by_tables.networks import UnsettledError
from tests.documents.judging.verdicts import entries, last

_GAUGE = r"""
$$p(B,F,G)=p(B)p(F)p(G|B,F),\qquad B,F,G\in\{0,1\}$$

$$p(B=1)=0.9,\quad p(F=1)=0.9$$

$$p(G=1|B=1,F=1)=0.8,\ p(G=1|B=1,F=0)=0.2,\ p(G=1|B=0,F=1)=0.2,\ p(G=1|B=0,F=0)=0.1$$
"""
_ALARM = r"""
$$P(B,E,A,J,M)=P(B)\,P(E)\,P(A\mid B,E)\,P(J\mid A)\,P(M\mid A)$$

$$P(b)=0.001,\quad P(e)=0.002$$

$$P(a\mid b,e)=0.95,\ P(a\mid b,\neg e)=0.94,\ P(a\mid\neg b,e)=0.29,\ P(a\mid\neg b,\neg e)=0.001$$

$$P(j\mid a)=0.90,\ P(j\mid\neg a)=0.05,\ P(m\mid a)=0.70,\ P(m\mid\neg a)=0.01$$
"""
_RAIN = r"""
$$\text{Rain}\to\text{Sprinkler},\quad \text{Rain}\to\text{Wet}\leftarrow\text{Sprinkler}$$

$$\Pr(\text{Rain}=1)=0.2,\quad \Pr(\text{Sprinkler}=1\mid\text{Rain}=0)=0.4$$

$$\Pr(\text{Sprinkler}=1\mid\text{Rain}=1)=0.01$$

$$\Pr(\text{Wet}=1\mid\text{Sprinkler}=0,\text{Rain}=0)=0,\
\Pr(\text{Wet}=1\mid\text{Sprinkler}=0,\text{Rain}=1)=0.8$$

$$\Pr(\text{Wet}=1\mid\text{Sprinkler}=1,\text{Rain}=0)=0.9,\
\Pr(\text{Wet}=1\mid\text{Sprinkler}=1,\text{Rain}=1)=0.99$$
"""
_GRADE = r"""
$$P(D,I,G)=P(D)P(I)P(G\mid I,D),\quad D,I\in\{0,1\},\ G\in\{g_1,g_2,g_3\}$$

$$P(d^1)=0.4,\quad P(i^1)=0.3$$

$$P(G\mid i^0,d^0)=(0.3,0.4,0.3),\ P(G\mid i^0,d^1)=(0.05,0.25,0.7)$$

$$P(G\mid i^1,d^0)=(0.9,0.08,0.02),\ P(G\mid i^1,d^1)=(0.5,0.3,0.2)$$
"""
_LACKING = r"""
$$P(A,B)=P(A)P(B\mid A),\quad A\in\{0,1\},\ B\in\{1,2,3\}$$

$$P(A=1)=0.5,\quad P(B=1\mid A=1)=0.2,\quad P(B=1\mid A=0)=0.6$$
"""


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_GAUGE, "p(G=0)=0.315", "proved"),
        (_GAUGE, "p(G=0)=0.351", "refuted"),
        (_GAUGE, r"p(G=0)=\sum_{B\in\{0,1\}}\sum_{F\in\{0,1\}}p(G=0|B,F)p(B)p(F)", "proved"),
        (_GAUGE, r"p(G=0)=\sum_{B,F}p(G=0|B,F)p(B)p(F)=0.315", "proved"),
        (_GAUGE, r"p(F=0|G=0)=\frac{p(G=0|F=0)p(F=0)}{p(G=0)}\simeq0.257", "proved"),
        (_GAUGE, r"p(F=0|G=0)=\frac{p(G=0|F=0)p(G=0)}{p(F=0)}", "refuted"),
        (_GAUGE, r"p(F=0|G=0,B=0)\approx 0.111", "proved"),
        (_GAUGE, "p(F=0|G=0,B=0)<p(F=0|G=0)", "proved"),
        (_GAUGE, "p(F=0|G=0,B=0)<p(F=0)", "refuted"),
        (_GAUGE, r"p(B,F|G=0)=p(B|G=0)\,p(F|G=0) \text{ for all } B,F", "refuted"),
        (_GAUGE, r"p(B,F)=p(B)p(F)\quad\forall B,F", "proved"),
        (_GAUGE, r"B\perp F", "proved"),
        (_GAUGE, r"B\perp\!\!\!\perp F\mid G", "refuted"),
        (_GAUGE, r"B\not\perp F\mid G", "proved"),
        (
            _ALARM,
            r"P(j,m,a,\neg b,\neg e)=0.90\times0.70\times0.001\times0.999\times0.998",
            "proved",
        ),
        (_ALARM, r"P(b\mid j,m)\approx0.284", "proved"),
        (_ALARM, r"P(b\mid j,m)\approx0.248", "refuted"),
        (_ALARM, r"P(\neg b\mid j,m)=1-P(b\mid j,m)", "proved"),
        (_ALARM, r"J\perp M\mid A", "proved"),
        (_ALARM, r"J\perp M", "refuted"),
        (_RAIN, r"\Pr(\text{Rain}=1\mid\text{Wet}=1)=0.3577", "proved"),
        (_RAIN, r"\Pr(\text{Rain}=1\mid\text{Wet}=1)=0.3757", "refuted"),
        (_RAIN, r"\Pr(\text{Rain}=1,\text{Wet}=0)=0.2\cdot(0.01\cdot0.01+0.99\cdot0.2)", "proved"),
        (_GRADE, "P(g_1)=0.362", None),  # whether g_1 is a value or a variable is not told
        (_GRADE, "P(G=g_1)=0.362", "proved"),
        (_GRADE, "P(G=g_1)=0.326", "refuted"),
        (_GRADE, r"\sum_{G}P(G\mid i^1)=1", "proved"),
        (_GRADE, r"\sum_dP(G=g_1\mid I=1,D=d)P(D=d)=0.74", "proved"),
        # a table with rows that are not all there settles nothing that needs them
        (_LACKING, "P(B=2)=0.3", None),
        # words may begin something else, of which what was given may not hold
        (_GAUGE + "\n\nAfter the intervention we have", "p(G=0)=0.315", None),
        (_GAUGE + "\n\nWith a better gauge,", "p(G=0)=0.415", "undecided"),
        (_GAUGE + "\n\nHence we obtain", "p(G=0)=0.415", "refuted"),
        (_GAUGE + "\n\nHence we obtain", "p(G=0)=0.315", "proved"),
        # another value for what was given is no false claim, and nothing follows from both
        (_GAUGE + "\n\nSuppose now that $p(B=1)=0.5$.", "p(G=0)=0.315", None),
        (_GAUGE, "p(B=1)=0.8", None),
    ],
)
def test_joint_chances_of_finite_variables(text: str, claim: str, verdict: str | None) -> None:
    assert last(text, claim) == verdict


@given(
    a=st.integers(0, 10),
    b=st.lists(st.integers(0, 10), min_size=2, max_size=2),
    c=st.lists(st.integers(0, 10), min_size=2, max_size=2),
    off=st.integers(-2, 2),
)
def test_marginals_are_sums(a: int, b: list[int], c: list[int], off: int) -> None:
    """P(Z = 1) of a chain X, Y, Z by all its cells, and a value beside it."""
    rows = {"x": (10 - a, a), "y": b, "z": c}
    total = Fraction(0)
    for x, y in product((0, 1), repeat=2):
        chance = Fraction(rows["x"][x], 10)
        chance *= Fraction(b[x] if y else 10 - b[x], 10)
        total += chance * Fraction(c[y], 10)
    text = (
        r"$$P(X,Y,Z)=P(X)P(Y\mid X)P(Z\mid Y),\quad X,Y,Z\in\{0,1\}$$" + "\n\n"
        rf"$$P(X=1)=\frac{{{a}}}{{10}},\quad P(Y=1\mid X=0)=\frac{{{b[0]}}}{{10}},\ "
        rf"P(Y=1\mid X=1)=\frac{{{b[1]}}}{{10}}$$" + "\n\n"
        rf"$$P(Z=1\mid Y=0)=\frac{{{c[0]}}}{{10}},\ P(Z=1\mid Y=1)=\frac{{{c[1]}}}{{10}}$$"
    )
    stated = total + Fraction(off, 1000)
    if not 0 < stated < 1:
        return
    claim = rf"P(Z=1)=\frac{{{stated.numerator}}}{{{stated.denominator}}}"
    assert last(text, claim) == ("proved" if off == 0 else "refuted")


_COUNTS = r"""
$$P(w_n\mid w_{n-1})=\frac{C(w_{n-1}w_n)}{C(w_{n-1})},\quad
P_{\text{add}}(w_n\mid w_{n-1})=\frac{C(w_{n-1}w_n)+1}{C(w_{n-1})+V},\quad V=20$$

$$C(\text{i})=30,\ C(\text{want})=10,\ C(\text{i want})=9,\ C(\text{want to})=5$$
"""
_CLASSES = r"""
$$P(-)=\frac35,\ P(+)=\frac25;\quad P(w|c)=\frac{n_{w,c}+1}{n_c+20},\ n_-=14,\ n_+=9$$

$$n_{\text{no},-}=1,\ n_{\text{fun},-}=0,\ n_{\text{no},+}=0,\ n_{\text{fun},+}=1,\quad
S=\text{(no, fun)},\ P(S|c)=\prod_{w\in S}P(w|c)$$
"""
_WEATHER = r"""
$$Q=\{\text{hot},\text{cold}\},\quad A=\begin{bmatrix}.6&.4\\.1&.9\end{bmatrix},\quad \pi=[.3,.7]$$

$$P(q_1\ldots q_T)=\pi_{q_1}\prod_{t=2}^{T}a_{q_{t-1}q_t}$$
"""
_ICE = r"""
$$\pi=(0.8,0.2) \text{ for (HOT, COLD)},\quad a_{HH}=0.6,\ a_{HC}=0.4,\ a_{CH}=0.5,\ a_{CC}=0.5$$

$$P(1|H)=0.2,\ P(2|H)=0.4,\ P(3|H)=0.4,\ P(1|C)=0.5,\ P(2|C)=0.4,\ P(3|C)=0.1,\quad O=3\ 1\ 3$$

$$\alpha_1(j)=\pi_jb_j(o_1),\quad \alpha_t(j)=\sum_{i}\alpha_{t-1}(i)a_{ij}b_j(o_t)$$

$$v_1(j)=\pi_jb_j(o_1),\quad v_t(j)=\max_{i}v_{t-1}(i)a_{ij}b_j(o_t),\quad b_j(o)=P(o|j)$$
"""
_STEPS = r"""
$$A=\begin{pmatrix}0.7&0.3\\0.4&0.6\end{pmatrix},\quad \pi=(0.6,0.4),\quad O=(1,2,1)$$

$$b_1(1)=0.5,\ b_1(2)=0.5,\ b_2(1)=0.1,\ b_2(2)=0.9$$

$$\alpha_1(i)=\pi_i\,b_i(o_1),\qquad
\alpha_{t+1}(j)=\left[\sum_{i=1}^{2}\alpha_t(i)a_{ij}\right]b_j(o_{t+1})$$
"""
_REWARDS = r"""
$$v(s)=R(s)+\gamma\sum_{s'\in S}P(s'\mid s)\,v(s')$$

$$S=\{\text{work},\text{rest}\},\quad \gamma=0.5$$

$$R(\text{work})=2,\ R(\text{rest})=1,\quad P(\text{work}\mid\text{work})=0.5,\
P(\text{rest}\mid\text{work})=0.5$$

$$P(\text{work}\mid\text{rest})=1,\ P(\text{rest}\mid\text{rest})=0$$
"""
_CARS = r"""
$$U_{k+1}(\text{cool})=\max\{1+\gamma U_k(\text{cool}),\ 2+\gamma U_k(\text{warm})\}$$

$$U_{k+1}(\text{warm})=\max\{0.5[1+\gamma U_k(\text{cool})]+0.5[1+\gamma U_k(\text{warm})],\ -10\}$$

$$U_0(\text{cool})=U_0(\text{warm})=0$$
"""


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_COUNTS, r"P(\text{want}\mid\text{i})=0.3", "proved"),
        (_COUNTS, r"P(\text{to}\mid\text{want})=0.4", "refuted"),
        (_COUNTS, r"P_{\text{add}}(\text{want}\mid\text{i})=0.2", "proved"),
        (_COUNTS, r"P_{\text{add}}(\text{to}\mid\text{want})=0.25", "refuted"),
        (_COUNTS, r"P(\text{food}\mid\text{want})=0.4", None),  # of which no count is given
        (_CLASSES, r"P(\text{no}|-)=\frac{2}{34}", "proved"),
        (_CLASSES, r"P(\text{fun}|-)=0", "refuted"),
        (_CLASSES, "P(-)P(S|-)>P(+)P(S|+)", "proved"),
        (_CLASSES, "P(-)P(S|-)<P(+)P(S|+)", "refuted"),
        (_CLASSES, r"\frac{P(-)P(S|-)}{P(-)P(S|-)+P(+)P(S|+)}=0.52", "proved"),
        (_WEATHER, r"P(\text{hot cold cold})=.3\times.4\times.9", "proved"),
        (_WEATHER, r"P(\text{cold hot cold})=.028", "proved"),
        (_WEATHER, r"P(\text{cold hot cold})=.28", "refuted"),
        (_ICE, r"\alpha_2(H)=0.0404", "proved"),
        (_ICE, r"\alpha_2(C)=0.064", "refuted"),
        (_ICE, r"v_2(H)=0.0384", "proved"),
        (_ICE, r"v_2(C)=0.0384", "refuted"),
        (_ICE, r"P(O)=\alpha_3(H)+\alpha_3(C)=0.028562", "proved"),
        (_ICE, r"P(O)=\alpha_3(H)=0.0235", "refuted"),
        (_STEPS, r"\alpha_1(1)=0.3", "proved"),
        (_STEPS, r"\alpha_2(1)=(0.3\cdot0.7+0.04\cdot0.4)\cdot0.5=0.113", "proved"),
        (_STEPS, r"\alpha_2(2)=0.113", "refuted"),
        (_STEPS, r"\alpha_4(2)=0.05", None),  # the sequence has three
        (_REWARDS, r"v(\text{work})=3.6", "proved"),
        (_REWARDS, r"v(\text{rest})=2.6", "refuted"),
        (_REWARDS, r"\gamma=1:\quad v(\text{work})=3.6", None),  # no value then
        (_CARS, r"\gamma=0.5:\quad U_1(\text{cool})=2,\ U_1(\text{warm})=1", "proved"),
        (_CARS, r"\gamma=0.5:\quad U_2(\text{cool})=2.5,\ U_2(\text{warm})=1.75", "proved"),
        (_CARS, r"\gamma=1:\quad U_2(\text{cool})=2.5", "refuted"),
    ],
)
def test_rules_for_words_and_states(text: str, claim: str, verdict: str | None) -> None:
    assert last(text, claim) == verdict


_COIN = r"""
$$p(D\mid\theta)=\theta^{N_1}(1-\theta)^{N_0},\qquad \theta\sim\mathrm{Beta}(a,b)$$

$$N_1=4,\quad N_0=1,\quad a=b=2$$
"""
_PIECES = r"""
$$t(p)=\frac{c(p)}{N},\quad c(h)=3,\ c(hu)=2,\ c(g)=5,\quad N=\text{sum of all } c(p)$$
"""
_BEAMS = r"""
$$P(y_1,\ldots,y_T\mid x)=\prod_{t=1}^{T}P(y_t\mid y_1,\ldots,y_{t-1},x)$$

$$P(A\mid x)=0.5,\ P(B\mid A,x)=0.4,\ P(\text{<eos>}\mid A,B,x)=0.5,\ P(\text{<eos>}\mid A,x)=0.3$$

$$\text{score}(y_1,\ldots,y_L)=\frac{1}{L^\alpha}\log P(y_1,\ldots,y_L\mid x),\quad \alpha=0.75$$
"""


_STEPPING = r"""
A Markov chain with

$$\Pr(X_n=S\mid X_{n-1}=S)=0.9,\ \Pr(X_n=R\mid X_{n-1}=S)=0.1$$

$$\Pr(X_n=R\mid X_{n-1}=R)=0.5,\ \Pr(X_n=S\mid X_{n-1}=R)=0.5,\quad \Pr(X_0=S)=1$$
"""
_SECOND = _STEPPING.replace("A Markov", "A second-order Markov")
_SETS = r"""
$$\hat P(w\mid c)=\frac{\mathrm{count}(w,c)+1}{\left(\sum_{w\in V}\mathrm{count}(w,c)\right)+|V|}$$

$$V=\{\text{fun},\text{love}\},\quad
\mathrm{count}(\text{fun},\text{comedy})=3,\ \mathrm{count}(\text{love},\text{comedy})=2$$
"""


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_STEPPING, r"\Pr(X_2=S)=0.86", "proved"),
        (_STEPPING, r"\Pr(X_2=R)=0.86", "refuted"),
        (_STEPPING, "Pr(X_1=S, X_2=R)=0.09", "proved"),
        (_STEPPING, r"\Pr(X_3=S\mid X_1=R)=0.5\cdot0.9+0.5\cdot0.5=0.7", "proved"),
        (_STEPPING, r"\Pr(X_1=R\mid X_2=R)=\frac{5}{14}", "proved"),
        (_STEPPING, r"\Pr(X_1=R\mid X_2=R)=\frac12", "refuted"),
        (_SECOND, r"\Pr(X_3=S\mid X_1=R)=0.6", None),
        (_SETS, r"\hat P(\text{fun}\mid\text{comedy})=\frac47", "proved"),
        (_SETS, r"\hat P(\text{fun}\mid\text{comedy})=\frac35", "refuted"),
        (_COIN, r"p(\theta\mid D)=\mathrm{Beta}(\theta\mid 6,3)", "proved"),
        (_COIN, r"p(\theta\mid D)=\mathrm{Beta}(\theta\mid 5,2)", "refuted"),
        (_COIN, r"\hat\theta_{\mathrm{MLE}}=\arg\max_\theta p(D\mid\theta)=\frac45", "proved"),
        (_COIN, r"\hat{\theta}_{\text{MAP}}=\frac{a+N_1-1}{a+b+N_0+N_1-2}=\frac57", "proved"),
        (_COIN, r"\hat{\theta}_{\text{MAP}}=\frac23", "refuted"),
        (_COIN, r"\mathbb{E}[\theta\mid D]=\frac23", "proved"),
        (_COIN, r"\mathbb{E}[\theta\mid D]=\frac57", "refuted"),
        (_COIN, r"\mathbb{V}[\theta\mid D]=\frac{6\cdot3}{9^2\cdot10}=\frac{1}{45}", "proved"),
        (_COIN, r"\mathbb{V}[\theta\mid D]=\frac{6\cdot3}{9^2\cdot9}=\frac{2}{81}", "refuted"),
        (_COIN, r"p(D)=\int_0^1p(D\mid\theta)p(\theta)\,d\theta=\frac1{28}", "proved"),
        (_COIN, r"p(D)=\frac1{30}", "refuted"),
        (_COIN, r"a=b=1:\quad p(y=1\mid D)=\frac57", "proved"),
        (_COIN, r"\text{with the uniform prior } a=b=1:\quad p(y=1\mid D)=\frac45", "refuted"),
        (_COIN, r"\text{without the prior } a=b=1:\quad p(y=1\mid D)=\frac45", None),
        (_PIECES, "t(hu)=0.2", "proved"),
        (_PIECES, "t(h)t(g)=0.16", "refuted"),
        (_BEAMS, r"P(A,B,\text{<eos>}\mid x)=0.1", "proved"),
        (_BEAMS, r"P(A,B,\text{<eos>}\mid x)>P(A,\text{<eos>}\mid x)", "refuted"),
        (_BEAMS, r"\text{score}(A,B,\text{<eos>})\approx-1.01", "proved"),
        (_BEAMS, r"\text{score}(A,\text{<eos>})\approx-1.31", "refuted"),
        (_BEAMS, r"P(B,\text{<eos>}\mid x)=0.1", None),
    ],
)
def test_counts_sequences_and_random_chances(text: str, claim: str, verdict: str | None) -> None:
    assert last(text, claim) == verdict


_SIZED = r"""
$$P(A,B,C)=P(A)P(B\mid A)P(C\mid A,B),\quad A,B\in\{0,1\},\ C\in\{1,2,3\}$$
"""


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (
            _SIZED,
            r"\text{the network has } 1+2+4\cdot2=11 \text{ independent parameters}",
            "proved",
        ),
        (_SIZED, r"\text{the network has } 12 \text{ free parameters}", "refuted"),
        (
            _SIZED,
            r"\text{a joint table over } A,B \text{ has } 4-1=3 \text{ independent parameters}",
            "proved",
        ),
        (
            _SIZED,
            r"\text{a joint table over } A,B,C \text{ has } 2^3-1=7 \text{ independent parameters}",
            "refuted",
        ),
        # all entries, or all but one
        (_SIZED, r"\text{the network has } 12 \text{ values}", None),
        (_ICE, r"\text{there are } 2^3=8 \text{ hidden state sequences for } O", "proved"),
        (_ICE, r"\text{there are } 3^2=9 \text{ hidden state sequences for } O", "refuted"),
    ],
)
def test_how_many_numbers_and_ways(text: str, claim: str, verdict: str | None) -> None:
    assert last(text, claim) == verdict


def test_thousands_and_decimal_commas_are_no_lists() -> None:
    text = r"$$P(w\mid v)=\frac{C(v\,w)}{C(v)},\quad C(\text{the})=1,200,\ C(\text{the cat})=30$$"
    assert last(text, r"P(\text{cat}\mid\text{the})=0.025") is None
    assert last(text, r"P(\text{cat}\mid\text{the})=0.25") is None


def test_the_parameter_of_a_chance_is_no_free_number() -> None:
    text = r"$$\theta\sim\mathrm{Beta}(a,b),\quad f(\theta)=\theta^4(1-\theta)$$"
    assert last(text, r"\arg\max_\theta f(\theta)=\frac45") != "refuted"
    text = r"$$p(x\mid\theta)=\theta^4(1-\theta),\quad f(\theta)=\theta^4(1-\theta)$$"
    assert last(text, r"\arg\max_\theta f(\theta)=\frac45") != "refuted"


def test_what_was_only_stated_settles_nothing() -> None:
    text = _LACKING + "\n\n$$P(B=2)=0.3$$"
    assert last(text, r"P(B=2)\approx0.4") != "refuted"
    assert last(text, "P(B=2)+P(B=1)=0.8") != "proved"
    text = r"$$P(S)=\sum_{T}P(T,S),\quad P(T_1)=0.1$$" + "\n\n$$P(S)=0.3$$"
    assert last(text, r"P(S)\approx0.2") != "refuted"


def test_a_name_with_one_index_or_two_is_no_failure() -> None:
    text = r"$$P(w\mid c)=\frac{n_{w,c}}{n_c},\quad n_{\text{x},\text{p}}=1,\ n_{\text{p}}=3$$"
    assert [entry.reason for entry in entries(text) if "failed" in (entry.reason or "")] == []
    assert last(text, r"P(\text{x}\mid\text{p})=\frac13") == "proved"


def test_a_step_from_a_state_to_itself_is_no_false_claim() -> None:
    text = r"$$P(\text{work}\mid\text{work})=0.5,\ P(\text{rest}\mid\text{work})=0.5$$"
    assert "refuted" not in [entry.verdict for entry in entries(text)]


def test_equations_without_one_solution_are_not_solved() -> None:
    half = Affine(Fraction(1), {"v": Fraction(1, 2)})
    assert solution({"v": half}) == {"v": Fraction(2)}
    for broken in (
        Affine(Fraction(1), {"v": Fraction(1)}),
        Affine(Fraction(0), {"w": Fraction(1)}),
    ):
        with pytest.raises(UnsettledError):
            solution({"v": broken})

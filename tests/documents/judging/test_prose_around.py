"""What the words of running prose around a formula let hold: for, if, when, let, suppose."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


def found(prose: str) -> list[str]:
    return [e.verdict for e in entries(prose) if e.verdict is not None]


@pytest.mark.parametrize(
    ("prose", "verdicts"),
    [
        (r"For $x > 0$, $\log(1+x) < x$.", ["proved"]),
        (r"For $x > 0$ and $y > 0$ we have $xy > 0$ and $x + y < 0$.", ["proved", "refuted"]),
        (r"For $q > 0$, $r > 0$: $\log(1+q) + r < q + r$.", ["proved"]),
        (r"If $u > 0$ then $\log(1+u) < u$.", ["proved"]),
        (r"If $u > 0$ and $v > 0$, then $uv < 0$.", ["refuted"]),
        (r"When $k \ge 1$, we get $k^2 \ge k$.", ["proved"]),
        (r"Let $s > 0$. Then $\log(1+s) < s$.", ["proved"]),
        (r"Suppose $0 < q < 1$. Then $q^2 < q$ and $\sqrt{q} > q$.", ["proved", "proved"]),
        (r"Assume that $s > 0$ and $t > 0$. Hence $st > 0$.", ["proved"]),
        (r"Also $uv > 0$ if $u > 0$ and $v > 0$.", ["proved"]),
        (r"Also $ab > 0$ for $a < 0$, $b < 0$.", ["proved"]),
        (r"For any $d \in [0,1]$ and any $l\in[0,1]$, $dl \le d$.", ["proved"]),
        (r"The means satisfy, for $a, b > 0$, $\sqrt{ab} \ge \frac{a+b}{2}$.", ["refuted"]),
        (r"If $x = 2$ then $x^2 + 1 = 5$.", ["proved"]),
        (r"Note that $\sqrt{x^2} = x$, where $x > 0$.", ["proved"]),
        (r"Let $f(x) = ax$, where $a > 0$. Then $f(2) = 2a$ and $f(-1) = -a$.", ["proved"] * 2),
        (
            r"Let $g(x) = \log x$ with $x > 0$. Then $g(1) = 0$ and $g(1) = 1$.",
            ["proved", "refuted"],
        ),
        (r"If the step size satisfies $\eta > 1$, then $|1-2\eta| > 1$.", ["proved"]),
        (r"For $\eta < 1$, $|1-2\eta| < 1$.", ["undecided"]),
        (r"If $x = 2$ then $x^2 + 1 = 6$.", ["refuted"]),
        (r"When $(b,d) \ne (k,m)$: $(a+1)^2 = a^2 + 2a + 1$.", ["proved"]),
        (r"If $a < b$ and $c > 0$ then $ac < bc$.", ["proved"]),
    ],
)
def test_conditions_of_prose_are_used(prose: str, verdicts: list[str]) -> None:
    assert found(prose) == verdicts


@pytest.mark.parametrize(
    "prose",
    [
        r"For $x > 0$, $x < 1$, $\log(1+x) < x$ holds.",
        r"If $x > 0$, $x < 1$, then something happens.",
        r"Suppose $x > 0$ and $x < 1$.",
        r"Let $x > 0$ be such that $x < 1$.",
        r"We have $g(x) = x$ if $x > 0$ and $0$ otherwise.",
        r"Let $x > 0$. If moreover $x < 1$, we stop.",
    ],
)
def test_a_condition_is_no_claim(prose: str) -> None:
    assert "refuted" not in found(prose)


def test_two_cases_one_after_the_other() -> None:
    prose = r"If $x > 0$ then $|x| = x$, and if $x < 0$ then $|x| = -x$."
    assert found(prose) == ["proved", "proved"]
    assert found(prose.replace("= -x", "= x"))[-1] == "refuted"


def test_weights_are_no_members_of_a_sequence_of_the_same_letter() -> None:
    prose = r"So $w_t = 3 - 3 \cdot 0.8^t$. Later the weights $w = (1, -2)$ and $b = 0.5$ are used."
    assert "refuted" not in found(prose)


def test_what_holds_under_a_condition_gives_no_name_its_value() -> None:
    prose = r"Let $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$. If all $z_i$ are equal then $p_i = 1/K$."
    assert "refuted" not in found(
        f"{prose} With $K = 10$ and $z = (1, 2, 3)$ we obtain $p = (0.090, 0.245, 0.665)$."
    )


def test_a_paragraph_that_is_cut_in_a_formula() -> None:
    before = r"The map is $\sigma(x) = \frac{1}{1+e^{-x}}$. " + "It is smooth and bounded. " * 9
    prose = before + r"Its slope never exceeds $1/4 + 0$. If $x > 0$ then $\sigma(x) > 1/2$."
    assert found(prose)[-1] == "proved"


def test_cases_in_running_prose_are_one_function() -> None:
    prose = (
        r"The loss is $h(r) = \frac12 r^2$ if $|r| \le 1$ and $h(r) = |r| - \frac12$ otherwise."
        r" Thus $h(2) = 1.5$, $h(-3) = 2.5$, $h(1/2) = 1/8$ and $h(3) = 4.5$."
    )
    assert found(prose) == ["proved", "proved", "proved", "refuted"]


@pytest.mark.parametrize(
    ("prose", "verdict"),
    [
        (r"Let $p \in (0,1)$. The power is smaller. Clearly $p^2 < p$.", "proved"),
        (r"Assume $a > b > 0$. So far so good. Also $a^2 > b^2$.", "proved"),
        (r"Let $p \in (0,1)$. The power is smaller. Clearly $p^2 > p$.", "undecided"),
        (r"Let $x > 0$. We call it small while $x < 1$. This is $x^2 < x$.", "undecided"),
    ],
)
def test_what_was_supposed_earlier_in_the_paragraph_proves_and_refutes_nothing(
    prose: str, verdict: str
) -> None:
    assert [e.verdict for e in entries(prose)][-1] == verdict


def test_claims_of_a_list_share_the_conditions() -> None:
    prose = r"Assume $a > b > 0$. Then $\frac1a < \frac1b$, $a^2 > b^2$ and $\log a > \log b$."
    assert found(prose) == ["proved"] * 3


@pytest.mark.parametrize(
    "prose",
    [
        r"Let $f(x) = x^2$. Later: if $x \ge 0$ then $f(x) = x$, and if $x<0$ then $f(x) = -x$.",
        r"Let $f(x) = x^2$. Later: for $x > 0$, $f(x) = 3x$.",
        r"Let $t > 0$. Then $t = 5$ is the solution of $t^2 = 25$.",
        r"Let $q > 0$. Then $q^2 = 4$ gives $q = 2$.",
        r"When $k > 1$, we have $k = 2$ as an option.",
        r"For $w \ge 0$, $w^2 - 1 = 0$ has one root, $w = 1$.",
        r"For $s > 0$ we have to solve $s^2 = 16$, so $s = 4$.",
        r"When $x = 0$, $y = 1$; when $x=1$, $y = 2$. For $x > 2$, $x = 3$ is a good choice.",
        r"Let $n > 0$. Then $n < 10$ is required. If $x > 0$ then $x < 10$ must hold.",
        r"For $x > 0$, $x^2 > x$ fails, and for $y > 0$ we have $y^2 < 10$ only if $y < 4$.",
        r"If $\gamma = 0$, the return is $G = r_1$. If $\gamma = 1$, then $G = r_1 + r_2$.",
    ],
)
def test_equations_that_are_posed_or_give_a_name_anew_are_not_false(prose: str) -> None:
    assert "refuted" not in found(prose)


def test_an_e_that_is_given_as_a_function_is_no_factor() -> None:
    """e m < 1 holds for m < 0, and e(m) = e^{-m} is above 1 there."""
    prose = r"The loss is $e(m) = e^{-m}$. If $m > 0$, then $e(m) < 1$; if $m < 0$, $e(m) < 1$."
    assert "proved" not in found(prose)

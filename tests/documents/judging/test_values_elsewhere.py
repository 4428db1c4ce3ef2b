"""Values of places, of conditions, of other sections: they decide nothing that turns with them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


def verdict(text: str) -> str | None:
    """The verdict on the last formula of a text."""
    return entries(text)[-1].verdict


PLACES = [
    "By continuity at $t = s$ the kernel is well defined.",
    "The covariance has a kink at $t = s$.",
    "The line $t = s$ is a mirror.",
]


@pytest.mark.parametrize("words", PLACES)
@pytest.mark.parametrize("claim", [r"s \le t", r"t - s \ge 0", "t - s = 0", "t = s"])
def test_two_letters_that_are_the_same_at_a_place(words: str, claim: str) -> None:
    """Behind their sentence they are two again, in the same paragraph and further down."""
    assert verdict(f"{words} The times satisfy ${claim}$.") not in ("proved", "refuted")
    assert verdict(f"{words}\n\nThe times satisfy ${claim}$.") not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    [
        "The line $x = 2$ is the axis of symmetry.",
        "The function attains its maximum at $x = 2$.",
        "The vertical asymptote $x = 2$ is drawn.",
        "It is not differentiable at the point $x = 2$.",
        "The hyperplane $x = 2$ separates them.",
    ],
)
def test_a_place_is_no_value_of_its_letter(words: str) -> None:
    """What holds for all x is proved; what holds at x = 2 alone is left open further down."""
    assert verdict(f"{words} There $x + 1 = 3$.") == "proved"
    assert verdict(f"{words}\n\n$x^2 + 1 > 0$") == "proved"
    for claim in ("x^2 = 4", r"x \le 3", "x^2 - 1 > 2", "2x = 4"):
        assert verdict(f"{words}\n\n${claim}$") == "undecided"
    assert verdict(f"{words}\n\n$x^2 < 3$") != "refuted"


@pytest.mark.parametrize(
    "words",
    ["Let $x = 2$.", "We start at $x = 2$.", "The input is $x = 2$.", "Put $x = 2$.", "$x = 2$"],
)
def test_a_value_that_is_given_lasts(words: str) -> None:
    assert verdict(f"{words}\n\n$x^2 = 4$") == "proved"
    assert verdict(f"{words}\n\nHence $x^2 + 1 > 4$.") == "proved"


@pytest.mark.parametrize(
    "words", ["For", "If", "When", "where", "Unless", "Assume that", "so it grows for all"]
)
def test_a_condition_claims_nothing_of_the_value(words: str) -> None:
    given = "Let $n = 3$ and $m = 5$.\n\n"
    for claim in (r"n \ge 3", r"n \le m", "m > n", r"n \ne m"):
        assert verdict(f"{given}{words} ${claim}$ it is larger.") not in ("proved", "refuted")
    assert verdict(f"{given}Thus ${r'n < m'}$.") == "proved"


SYSTEM = "The solution of the first system is $x_1 = 1$, $x_2 = 0$.\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "We minimize $x_1^2 + x_2^2$ subject to {}.",
        "Now solve the system {}.",
        "The unknowns of the second system are bound by {}.",
        "The constraint is {}.",
        "A second system is\n\n{}",
    ],
)
def test_an_equation_of_a_new_system(words: str) -> None:
    """The solution of the system before proves no equation of the next one."""
    assert verdict(SYSTEM + words.format("$x_1 + x_2 = 1$")) not in ("proved", "refuted")
    assert verdict(SYSTEM + words.format("$x_1 + 2 x_2 = 5$")) not in ("proved", "refuted")


@pytest.mark.parametrize("words", ["We check:", "Indeed", "It satisfies the equation"])
def test_an_equation_that_is_checked(words: str) -> None:
    assert verdict(f"{SYSTEM}{words} $x_1 + x_2 = 1$.") == "proved"


CHAPTER = "# Batches\n\nThe batch size is $B = 10$ and $L = 2$.\n\n# Bounds\n\n"


@pytest.mark.parametrize(
    "words",
    [
        r"Suppose $\|w\| \le B$ for all $w$.",
        "Gradients are bounded by $B$.",
        "There is a constant $B$ for it.",
        "The norm is at most $B$.",
        "Let $B$ be large.",
        "The radius $B$ is not known.",
    ],
)
def test_a_letter_that_a_later_chapter_introduces(words: str) -> None:
    for claim in ("B^2 = 100", "B > 5", "B L = 20"):
        assert verdict(f"{CHAPTER}{words} Then ${claim}$.") == "undecided"
    assert verdict(f"{CHAPTER}{words} Then $B - B = 0$.") == "proved"


@pytest.mark.parametrize("words", ["", "The batch size $B$ is from above.", "Using $B$ and $L$:"])
def test_a_letter_that_goes_on(words: str) -> None:
    assert verdict(f"{CHAPTER}{words} $B^2 = 100$") == "proved"


FUNCTION = "# Models\n\n## A line\n\nLet $f(x) = 3x + 1$.\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "## Leaky ReLU\n\nIt has",
        "## Activations\n\nThe sigmoid has",
        "## Units\n\nA leaky unit has",
        "## Kinds\n\nFor the hinge,",
    ],
)
def test_a_function_of_a_section_beside_that_has_another_name(words: str) -> None:
    for claim in ("f(-5) = -0.5", "f(0) = 1", "f(1) = 7"):
        assert verdict(f"{FUNCTION}{words} ${claim}$.") not in ("proved", "refuted")


def test_a_function_of_a_section_beside_that_is_used() -> None:
    assert verdict(f"{FUNCTION}## Use\n\nWe have $f(1) = 4$.") == "proved"
    assert verdict(f"{FUNCTION}## Use\n\nWe have $f(1) = 7$.") == "refuted"
    assert verdict(f"{FUNCTION}## Another line\n\nThe line has $f(1) = 7$.") == "refuted"


def test_a_family_of_a_section_beside() -> None:
    given = "# One\n\n$p_i = i/3$ for $i = 1, 2$.\n\n# Two\n\nThe softmax gives "
    assert verdict(f"{given}$p = (0.659, 0.242, 0.099)$.") not in ("proved", "refuted")


@pytest.mark.parametrize("words", ["For $p = 1/2$ it is symmetric.", "When $p = 1/2$, it is fair."])
def test_what_is_compared_behind_a_value_put_in(words: str) -> None:
    """With p = 1/2 the variance is 1/4; that it is at least so is no law."""
    assert verdict(f"{words}\n\nWe have $p(1 - p) \\ge 1/4$.") not in ("proved", "refuted")
    assert verdict(f"{words}\n\nWe have $p(1 - p) \\le 1/4$.") == "proved"
    assert verdict(f"{words} Then $p(1 - p) \\ge 1/4$.") != "refuted"


def test_a_function_told_in_part_stays_what_it_is() -> None:
    given = "Let $f(x) = |x|$.\n\nWe have $f(x) = x$ for $x \\in [-1, 2]$.\n\n"
    more = "For all $x \\in [-3, -2]$, $f(x) = x$.\n\n"
    assert entries(f"{given}{more}$f(-3) = -3$")[-1].verdict != "proved"
    assert entries(f"{given}{more}$f(-3) = 3$")[-1].verdict == "proved"
    anew = "Now let $f(x) = x$ for $x \\in [-3, -2]$.\n\n"
    assert entries(f"{given}{anew}$f(-3) = -3$")[-1].verdict != "refuted"


@pytest.mark.parametrize(
    "given",
    [
        "Let $H(z) = 1$ for $z \\ge 0$ and $H(z) = 0$ for $z < 0$.",
        "We have $H(z) = 1$ for $z \\ge 0$.\n\nAnd $H(z) = 0$ for $z < 0$.",
        "$H(z) = 1$ if $z \\ge 0$, and\n\n$$H(z) = 0, \\quad z < 0.$$",
    ],
)
def test_the_range_of_a_case_is_none_of_its_letter(given: str) -> None:
    """H(-z) = 1 - H(z) holds where z < 0, and fails at 0."""
    for claim in ("H(-z) = 1 - H(z)", "H(z) + H(-z) = 1", "H(z) H(-z) = 0"):
        assert verdict(f"{given}\n\n${claim}$") not in ("proved", "refuted")
    assert verdict(f"{given}\n\n$H(z)^2 = H(z)$") != "refuted"


ROOTS = "Let $f(x) = x^2 - 1$ and $g(x) = (x - 1)^2$.\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "${} = 0$ only for $x = 1$.",
        "${} = 0$ exactly for $x = 1$.",
        "${} = 0$ has the only solution $x = 1$.",
        "${} = 0$ just for $x = 1$ and nowhere else.",
        "${} = 0$ for the single value $x = 1$.",
    ],
)
def test_a_root_that_is_said_to_be_the_only_one(words: str) -> None:
    """1 solves both equations, but there is another root of the first."""
    assert verdict(ROOTS + words.format("f(x)")) not in ("proved", "refuted")
    assert verdict(ROOTS + words.format("g(x)")) != "refuted"


def test_a_root_that_is_said_to_be_one() -> None:
    assert verdict(f"{ROOTS}$f(x) = 0$ is solved by $x = 1$.") == "proved"


@pytest.mark.parametrize(
    "words",
    ["When $a = 2$ and $b = 3$, $ab = 6$.", "When $a = 2$, $ab = 6$.", "If $a = 2$, $a b = 6$."],
)
def test_the_consequence_of_a_condition_is_a_claim(words: str) -> None:
    assert entries(f"Let $a = 2$ and $b = 3$.\n\n{words}")[-1].verdict == "proved"


def test_what_is_compared_behind_a_quote() -> None:
    """The value of a quote may be somebody else's; what holds for all is proved all the same."""
    quote = "> Smith writes: Let $a = 3$.\n\n"
    assert verdict(f"{quote}We have $a^2 \\ge 9$.") not in ("proved", "refuted")
    assert verdict(f"{quote}We have $a > 2$.") not in ("proved", "refuted")
    assert verdict(f"{quote}We have $a^2 \\ge 0$.") == "proved"
    assert verdict("Let $a = 3$.\n\n> Nothing.\n\nWe have $a > 2$.") == "proved"
    assert verdict("> Let $f(x) = x^2 + 1$.\n\nWe have $f(x) \\ge 1$.") == "proved"


def test_a_range_beside_cases_in_one_brace_stays() -> None:
    given = (
        "$$f(x)=\\max(0,x)+\\alpha\\min(0,x),\\quad 0<\\alpha<1;\\qquad "
        "g(x)=\\begin{cases}x&x\\ge0\\\\e^x-1&x<0\\end{cases}$$"
    )
    assert verdict(f"{given}\n\n$$f(x)=\\max(x,\\alpha x)$$") == "proved"


_BESIDE = r"""# Sigmoid

Let $\sigma(z)=\frac1{1+e^{-z}}$ be the sigmoid.

# ReLU

Compare the ReLU $r(z)=\max(0,z)$ with the sigmoid.

# Softplus

"""
_OWN_LETTER = _BESIDE + r"The softplus is $s(z)=\log(1+e^z)$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_OWN_LETTER, r"r(z)\le s(z)", "proved"),
        (_OWN_LETTER, r"s'(z)=\sigma(z)(1-\sigma(z))", "refuted"),
        (_OWN_LETTER, r"\sigma(0)+r(-1)=\frac12", "proved"),
        # both letters in one sentence
        (_BESIDE + r"The softplus is $r(z)$, with $s(z)=\log(1+e^z)$.", "r(1)=1", "undecided"),
        # no letter of its own: r may be the function that the section is about
        (_BESIDE + "It is positive.", "r(1)=1", "undecided"),
    ],
)
def test_a_function_with_a_letter_of_its_own_takes_no_other(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) == verdict

"""Names with values in another section; operations and members that are given anew."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

VECTOR_B = r"$$b=\begin{bmatrix}1\\1\end{bmatrix}$$"
LOSS = r"$$l^{(i)}(w,b)=\frac12\left(w^\top x^{(i)}+b-y^{(i)}\right)^2$$"
SLOPE = r"$$\frac{\partial l^{(i)}}{\partial b}=w^\top x^{(i)}+b-y^{(i)}$$"
DESCENT = "Let $f(x)=x^2$, $x_0 = 5$ and $x_{t+1}=x_t-0.1 f'(x_t)$."


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in entries(text)]


def test_an_identity_is_not_refuted_by_values_of_another_section() -> None:
    text = f"# One\n\n{VECTOR_B}\n\n# Two\n\n{LOSS}\n\n{SLOPE}"
    assert verdicts(text)[-1] == "undecided"


def test_without_them_it_is_proved() -> None:
    assert verdicts(f"# Two\n\n{LOSS}\n\n{SLOPE}")[-1] == "proved"


def test_what_is_false_without_them_too_is_refuted() -> None:
    text = "# One\n\n$$a = 2$$\n\n# Two\n\n$$f(x) = a x$$\n\n$$f(3) = 7$$"
    assert verdicts(text)[-1] == "refuted"


def test_entries_that_are_given_otherwise_are_no_entries_of_an_older_vector() -> None:
    given = "# One\n\n$$x=(1,3,2,0),\\quad y=(3,2,0,1)$$\n\n# Two\n\n"
    told = r"$$x_1=0,\ x_2=1,\ x_3=2,\quad y_1=1,\ y_2=2,\ y_3=4$$"
    assert verdicts(given + told)[2:] == [None] * 6


def test_an_entry_beside_right_ones_is_refuted() -> None:
    text = r"$$x=(1,3,2,0)$$" + "\n\n" + r"$$x_1=1,\ x_2=3,\ x_3=2,\ x_4=5$$"
    assert verdicts(text)[1:] == ["proved", "proved", "proved", "refuted"]


@pytest.mark.parametrize("words", ["It follows that", "We find that", "This means that", "Hence"])
def test_a_member_of_a_family_that_is_concluded_is_a_claim(words: str) -> None:
    assert verdicts(f"{DESCENT}\n\n{words} $x_1=4$.")[-1] == "proved"
    assert verdicts(f"{DESCENT}\n\n{words} $x_1=3$.")[-1] == "refuted"


def test_a_member_that_is_supposed_is_none() -> None:
    assert verdicts(f"{DESCENT}\n\nSuppose that $x_1=3$.")[-1] is None


def test_a_member_is_worked_out_from_the_start_of_its_own_section() -> None:
    run = f"# One\n\n{DESCENT}\n\nHence $x_1=4$.\n\n# Two\n\nNow start at $x_0 = 20$.\n\n"
    assert verdicts(f"{run}$$x_1 = 16$$")[-1] == "proved"
    assert verdicts(f"{run}$$x_1 = 17$$")[-1] is None  # it may be another run


@pytest.mark.parametrize(
    ("law", "result"), [(r"a\odot b=a+b", 5), (r"a\circ b = a + b - ab", -1), ("u * v = u + 2v", 8)]
)
def test_an_operation_of_the_author_is_not_the_usual_one(law: str, result: int) -> None:
    sign = next(s for s in (r"\odot", r"\circ", "*") if s in law)
    for value in (5, 6, -1, 8):
        verdict = "proved" if value == result else "refuted"
        if sign == "*" and value == 6:
            verdict = "undecided"  # it may be the usual product after all
        assert verdicts(f"We write ${law}$. Then $2 {sign} 3 = {value}$.")[-1] == verdict


def test_what_an_operation_is_is_not_refuted_by_values() -> None:
    assert verdicts("$a=3$ and $b=2$.\n\n$$a\\odot b=a+b$$")[-1] == "undecided"
    assert verdicts("$a=3$ and $b=2$.\n\n$$a\\odot b=6$$")[-1] == "proved"


def test_a_condition_that_quantifies_is_not_met_by_a_value_from_elsewhere() -> None:
    claim = r"$$|\sigma(100x-30)-1|<10^{-4} \text{ whenever } |x-0.3|\ge 0.05$$"
    assert verdicts(f"# One\n\n$$x = 2$$\n\n# Two\n\n{claim}")[-1] == "undecided"


CHAIN_RULES = [
    r"\frac{df}{dx} = \frac{df}{dy} \frac{dy}{dx}",
    r"f'(y) = f'(h(x))",
    r"\frac{d}{dx} f(h(x)) = h'(x) f'(h(x))",
]


@pytest.mark.parametrize("law", CHAIN_RULES)
def test_the_chain_rule_is_never_refuted(law: str) -> None:
    assert verdicts(f"If $f(x)=g(h(x))$ and $y=h(x)$, then:\n\n$${law}$$")[-1] != "refuted"
    assert verdicts(f"$f(x) = x^2$, $h(x) = 3x$.\n\n$${law}$$")[-1] != "refuted"


def test_a_wrong_chain_rule_is_refuted() -> None:
    wrong = r"\frac{d}{dx} f(h(x)) = f'(x) h'(x) \text{ for all } x"
    assert verdicts(f"$f(x) = x^2$, $h(x) = 3x$.\n\n$${wrong}$$")[-1] == "refuted"


def test_a_display_goes_on_from_an_expression_in_the_display_before() -> None:
    assert verdicts("$$1 + 1 = 2$$\n\n$$3 + 4$$\n\n$$= 7$$") == ["proved", "proved"]
    assert verdicts("$$1 + 1 = 2$$\n\n$$3 + 4$$\n\n$$= 2$$") == ["proved", "refuted"]


def test_a_right_value_is_written_in_the_names_of_the_author() -> None:
    given = r"$$F(x) = x_1^2 + x_1 x_2, \quad x = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}$$"
    false = r"$$\nabla F(x) = \begin{bmatrix} 2 x_1 \\ x_1 \end{bmatrix}$$"
    found = entries(f"{given}\n\n{false}")[-1]
    assert found.verdict == "refuted"
    assert found.right_value is None or "′" not in found.right_value.latex

"""What people write in a forward, against PyTorch itself on numbers where floats do not round."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import symnn as sn
from symnn.errors import SymnnError, UnsupportedError
from symnn.frameworks.pytorch.read import from_torch

torch = pytest.importorskip("torch", reason="the extra torch is not installed")
nn = torch.nn
F = nn.functional

Way = Callable[[Any, Any], Any]


class Written(nn.Module):
    """Parameters w, v, b, c and k for a forward of one line."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way
        for name, shape in (
            ("w", (2, 3)),
            ("v", (3,)),
            ("b", (2,)),
            ("c", (1, 3)),
            ("k", (1, 1, 2)),
        ):
            numbers = torch.arange(1, 1 + torch.Size(shape).numel()).double().view(shape)
            setattr(self, name, nn.Parameter(numbers * (-1) ** numbers))
        self.layer = nn.Linear(3, 2)
        self.register_buffer("order", torch.tensor([2, 0, 1]))
        with torch.no_grad():
            self.layer.weight.copy_(self.w)
            self.layer.bias.copy_(self.b)
        self.double()

    def forward(self, x: Any) -> Any:
        return self.way(self, x)


FORMS: dict[str, Way] = {
    "x @ w.t()": lambda m, x: x @ m.w.t() + m.b,
    "x @ w.T": lambda m, x: x @ m.w.T,
    "x @ vector": lambda m, x: x @ m.v,
    "matmul": lambda m, x: torch.matmul(x, m.w.transpose(0, 1)),
    "w @ column": lambda m, x: m.w @ x.view(3, 1),
    "w @ x.t()": lambda m, x: (m.w @ x.t()).t(),
    "F.linear": lambda m, x: F.linear(x, m.w, m.b),
    "F.linear by name": lambda m, x: F.linear(input=x, weight=m.w),
    "addmm": lambda m, x: torch.addmm(m.b, x, m.w.t()),
    "alpha": lambda m, x: torch.add(x, m.v, alpha=3) - torch.sub(m.v, x, alpha=2),
    "alpha of two": lambda _, x: torch.add(x, x.relu(), alpha=-2),
    "x.add": lambda _, x: x.add(1).sub(2).mul(3).div(4).neg(),
    "number - x": lambda _, x: 1 - x,
    "parameter - x": lambda m, x: m.v - x,
    "number / 4": lambda _, x: (2 * x + x * 0.5) / 4,
    "powers": lambda _, x: x**2 + torch.pow(x, 3) - x.pow(1) + x.square(),
    "parameters": lambda m, x: x * (m.v + m.v * 2 - m.c) @ (m.w / 2 + m.w[0] ** 2).t(),
    "a parameter indexed": lambda m, x: x * m.w[1] + m.v[0] + m.w[0, 1:2] + m.v[m.order],
    "a parameter reshaped": lambda m, x: x @ m.w.view(3, 2) + m.w.sum(1) + (-m.b),
    "a buffer as index": lambda m, x: x[:, m.order],
    "residual": lambda _, x: x + F.relu(x * 2 - 1) + torch.relu(x).relu(),
    "shared": lambda m, x: torch.cat([m.layer(x), m.layer(-x), m.layer(m.layer(x) @ m.w)], 1),
    "shape": lambda _, x: x.view(x.shape[0], -1, 1).reshape(x.size(0), x.shape[1] // 1).flatten(1),
    "squeeze": lambda _, x: x.unsqueeze(1).unsqueeze(-1).squeeze(1).squeeze(2).squeeze(0),
    "stack": lambda _, x: torch.stack([x, -x, 2 * x], dim=2).sum(dim=1),
    "split": lambda _, x: torch.cat([x.split([1, 2], 1)[1], torch.split(x, 2, 1)[1] * 2.0], 1),
    "chunk": lambda _, x: x.chunk(2, dim=1)[0] - x.chunk(2, 1)[1],
    "unbind": lambda _, x: x.unbind(1)[0] - x.unbind(1)[2] * 2,
    "slices": lambda _, x: x[:, 1:] - x[:, :-1] + x[..., ::2] - x[:, [0, 2]] + x[:, None, 1],
    "one entry": lambda _, x: x[0, 1] - x[0][2] + x[:, -1],
    "flips": lambda _, x: x.flip(1) + torch.roll(x, 1, 1) - x.narrow(1, 0, 1) + x.select(1, 2),
    "expand": lambda m, x: x.unsqueeze(2).expand(-1, 3, 2).permute(0, 2, 1) * m.w,
    "repeat": lambda _, x: x.repeat(1, 2) + 1,
    "swap": lambda _, x: x.view(1, 3, 1).swapaxes(1, 2).movedim(2, 1).mT,
    "means": lambda _, x: x.mean(1, keepdim=True) * 3 + x.sum(1, keepdim=True) + x.sum(),
    "largest": lambda _, x: x.amax(1) + x.max(dim=1)[0] - x.max(1).values + x.amax(1, True),
    "maximum": lambda m, x: torch.maximum(x, -x) - torch.minimum(x, m.v) + torch.max(x, 2 * x),
    "clamps": lambda _, x: x.clamp(min=-1) + x.clamp(-2, 1) - torch.clip(x, max=2) + x.clamp_min(0),
    "infinite ends": lambda _, x: x.clamp(-float("inf"), float("inf")) + F.hardtanh(x, -2, 2),
    "leaky": lambda m, x: F.leaky_relu(x, 0.25) + F.prelu(x, m.b[1:]) - F.relu6(x * 4),
    "hard": lambda _, x: F.hardtanh(x) * 2 + F.hardsigmoid(x * 6),
    "conv1d": lambda m, x: F.conv1d(x[:, None], m.k, padding=1) - F.conv1d(x[:, None], m.k).sum(),
    "pool": lambda _, x: F.max_pool1d(x[:, None], 2, 1) + F.avg_pool1d(x[:, None], 2, 1),
    "adaptive": lambda _, x: F.adaptive_avg_pool1d(x[:, None], 1) * 3,
    "casts": lambda _, x: x.float().double().contiguous().clone().detach(),
    "casts by name": lambda _, x: x.to(torch.float32).to("cpu").type_as(x).to(dtype=torch.float64),
    "a buffer as numbers": lambda m, x: x * m.order + m.order - m.order * x,
    "dropout": lambda m, x: F.dropout(x, 0.5, training=m.training),
    "training": lambda m, x: x * 100 if m.training else x,
    "a constant joined": lambda m, x: torch.cat([x, m.c], dim=1),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_forward_is_read_as_it_is_written(name: str) -> None:
    module = Written(FORMS[name])
    net = from_torch(module, (3,))
    assert module.training  # as it was
    module.eval()
    for point in ([1, 2, 3], [-2, 4, -6], [0, 0, 0], [5, -3, 1]):
        found = net.at([point])[0]
        exact = list(found) if hasattr(found, "shape") else [found]
        wanted = module(torch.tensor([point]).double()).flatten().tolist()
        assert [Fraction(int(v.p), int(v.q)) for v in exact] == [Fraction(v) for v in wanted]


REFUSED: dict[str, tuple[Way, str]] = {
    "rounded root": (lambda _, x: x**0.5, r"pow.*the power 1/2"),
    "negative power": (lambda _, x: x**-1, "the power -1"),
    "power of a number": (lambda _, x: 2**x, "rpow|pow"),
    "quotient": (lambda _, x: 1 / x, "rtruediv|truediv.*depends on the input"),
    "division by 0": (lambda m, x: x / (m.v - m.v), "truediv.*a division by 0"),
    "floors": (lambda _, x: torch.div(x, 2, rounding_mode="floor"), "rounding_mode"),
    "two tensors": (lambda _, x: x @ x.t(), "matmul.*both depend on the input"),
    "product": (lambda _, x: x * x.flip(1), "mul.*both depend on the input"),
    "attention": (lambda _, x: F.softmax(x, 1) * x[:, :1], "mul.*both depend on the input"),
    "the batch": (lambda _, x: F.softmax(x, 0), "softmax.*the first axis, which is that of the"),
    "mean of the batch": (lambda _, x: x.mean(0), "mean.*the first axis"),
    "no dim": (lambda _, x: x.softmax(None), "give dim|give one"),
    "a cast that rounds": (lambda _, x: x.to(torch.float16), "a cast to torch.float16"),
    "integers": (lambda _, x: x.long(), "the function long is not read"),
    "comparison": (lambda _, x: torch.where(x > 0, x, -x), "the function gt is not read"),
    "norm": (lambda _, x: F.layer_norm(x, (3,)), "layer_norm is not read"),
    "einsum": (lambda m, x: torch.einsum("bi,oi->bo", x, m.w), "einsum is not read"),
    "sorted": (lambda _, x: x.sort(1)[0], "the function sort is not read"),
    "index of the largest": (lambda _, x: x.max(1)[1] + x, "add"),
    "entry beyond": (lambda _, x: x[:, 7], r"getitem.*of a tensor of shape \[1, 3\]"),
    "upper end at -oo": (lambda _, x: x.clamp(max=-float("inf")), "clamp"),
    "nan": (lambda _, x: x + float("nan"), "add"),
    "weights rounded": (lambda m, x: x * m.w.exp(), "exp.*do not depend on the input"),
    "two tensors out": (lambda _, x: (x, x), "one tensor is read"),
    "random": (lambda _, x: x + torch.rand_like(x), "rand_like is not read"),
    "two arguments": (lambda _, x: nn.Bilinear(3, 3, 1).double()(x, x), "."),
    "an old value": (lambda _, x: [x.mul_(2), x][1] + x, "overwrites|cannot write"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused_by_name_and_place(name: str) -> None:
    way, message = REFUSED[name]
    with pytest.raises(SymnnError, match=message):
        from_torch(Written(way), (3,))


def test_a_forward_of_one_object_and_hooks_are_refused() -> None:
    layer = nn.Linear(2, 2)
    layer.forward = lambda x: x  # type: ignore[method-assign]
    with pytest.raises(UnsupportedError, match="0 has a forward that is not that of its class"):
        from_torch(nn.Sequential(layer))
    outer = nn.Sequential(nn.Linear(2, 2))
    outer.register_forward_hook(lambda _m, _i, o: o * 5)
    with pytest.raises(UnsupportedError, match="the module has hooks"):
        from_torch(outer)


def test_a_second_argument_with_a_default_is_not_given() -> None:
    class Optional(nn.Module):
        def forward(self, x: Any, scale: float = 2.0) -> Any:
            return x * scale

    assert from_torch(Optional(), (1,))(3) == 6
    assert sn.from_torch(nn.Softmax(dim=-1), (2,)).output_size(2) == 2


@pytest.mark.parametrize(
    ("module", "arguments", "message"),
    [
        (nn.Linear(2, 1), {"input_shape": 2}, "input_shape is 2; whole numbers from 1 on"),
        (nn.Linear(2, 1), {"input_shape": "2"}, "input_shape is '2'"),
        (nn.Linear(2, 1), {"input_shape": (2.0,)}, "input_shape is"),
        (nn.Linear(2, 1), {"input_shape": (-2,)}, "input_shape is"),
        (nn.Linear(2, 1), {"batch_norm": 3}, "batch_norm is 3"),
        (nn.ReLU(), {"input_shape": (10**12,)}, "the cap is 2,000,000"),
        (nn.Linear, {}, "Linear is a class"),
        (nn.Linear(2, 1, device="meta"), {}, "0.weight is on the device meta"),
        (nn.LazyLinear(2), {"input_shape": (2,)}, "the module has no weights yet"),
        (
            nn.utils.parametrizations.weight_norm(nn.Linear(2, 2)), {"input_shape": (2,)},
            "ParametrizedLinear, which is not read",
        ),
    ],
)  # fmt: skip
def test_bad_arguments_are_named(module: Any, arguments: Any, message: str) -> None:
    with pytest.raises(SymnnError, match=message):
        from_torch(module, **arguments)

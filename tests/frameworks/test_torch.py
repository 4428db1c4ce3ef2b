"""PyTorch modules as exact networks, against what PyTorch computes where floats do not round."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import symnn as sn
from symnn.errors import InexactError, ShapeError, UnsupportedError
from symnn.frameworks.pytorch.read import from_torch

torch = pytest.importorskip("torch", reason="the extra torch is not installed")
nn = torch.nn
F = nn.functional


def whole(module: Any, seed: int = 1) -> Any:
    """The module with small whole weights, on which float32 does not round."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(torch.randint(-3, 4, p.shape, generator=generator))
    return module.eval()


class Residual(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(3, 3), nn.Linear(3, 3)
        self.scale = nn.Parameter(torch.ones(3))

    def forward(self, x: Any) -> Any:
        y = self.second(F.relu(self.first(x)))
        return (x + y * self.scale).relu() - 1


class Joined(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = Residual()
        self.conv = nn.Conv2d(1, 2, 2)

    def forward(self, x: Any) -> Any:
        x = x.view(x.size(0), 1, 3, 3)
        y = F.max_pool2d(self.conv(x), 2, 1).flatten(1)
        z = torch.cat([y, x.mean(dim=(2, 3)) * 9, -y], dim=1)
        return self.inner(z[:, 1:4])


class Weights(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.w, self.b = nn.Parameter(torch.ones(3, 2)), nn.Parameter(torch.ones(2))

    def forward(self, x: Any) -> Any:
        return torch.clamp(x @ self.w + self.b, min=-2, max=3).transpose(0, 1).permute(1, 0) / 2


IMAGE = (2, 4, 6)

MODULES = {
    "linear": (nn.Linear(3, 2), (3,)),
    "no bias": (nn.Sequential(nn.Linear(3, 2, bias=False), nn.ReLU()), None),
    "nested": (nn.Sequential(nn.Sequential(nn.Linear(3, 4), nn.ReLU6()), nn.Linear(4, 1)), None),
    "leaky": (nn.Sequential(nn.Linear(3, 4), nn.LeakyReLU(0.25), nn.Hardtanh(-2, 1)), None),
    "prelu": (nn.Sequential(nn.Conv2d(2, 3, 2), nn.PReLU(3)), IMAGE),
    "prelu of a vector": (nn.Sequential(nn.Linear(3, 4), nn.PReLU(4)), None),
    "one slope": (nn.Sequential(nn.Linear(3, 4), nn.PReLU()), None),
    "identity": (nn.Sequential(nn.Identity(), nn.Dropout(), nn.Linear(3, 1)), None),
    "conv": (
        nn.Conv2d(2, 4, (2, 3), stride=(1, 2), padding=(1, 2), dilation=(2, 1), groups=2),
        IMAGE,
    ),
    "conv same": (nn.Sequential(nn.Conv1d(2, 1, 3, dilation=2, padding="same"), nn.ReLU()), (2, 7)),
    "conv valid": (nn.Conv3d(1, 1, 2, padding="valid"), (1, 2, 3, 3)),
    "pools": (nn.Sequential(nn.MaxPool2d(2, 1, 1), nn.AvgPool2d(2), nn.Flatten()), IMAGE),
    "ceiling": (nn.MaxPool2d(3, 2, ceil_mode=True), IMAGE),
    "ceiling beyond the image": (nn.MaxPool2d(4, 2, ceil_mode=True), (1, 3, 4)),
    "average, padding out": (nn.AvgPool2d(2, padding=1, count_include_pad=False), IMAGE),
    "average, ceiling": (nn.AvgPool2d(2, 4, padding=1, ceil_mode=True), IMAGE),
    "adaptive": (nn.AdaptiveAvgPool2d((2, 3)), (1, 4, 6)),
    "adaptive, overlapping": (nn.AdaptiveAvgPool2d((3, 4)), (1, 4, 4)),
    "padding": (nn.Sequential(nn.ZeroPad2d((1, 0, 2, 1)), nn.ConstantPad2d(1, 5)), IMAGE),
    "unflatten": (nn.Sequential(nn.Linear(3, 4), nn.Unflatten(1, (2, 2)), nn.Linear(2, 1)), None),
    "residual": (Residual(), (3,)),
    "joined": (Joined(), (9,)),
    "weights": (Weights(), (3,)),
}


@pytest.mark.parametrize("name", MODULES)
def test_modules_without_rounding_agree_exactly(name: str) -> None:
    module, shape = MODULES[name]
    whole(module)
    net = from_torch(module, shape)
    generator = torch.Generator().manual_seed(7)
    for _ in range(3):
        x = torch.randint(-4, 5, (1, *(shape or (3,))), generator=generator).float()
        exact = net.at([[int(v) for v in x.flatten().tolist()]])[0]
        values = list(exact) if hasattr(exact, "shape") else [exact]
        wanted = module(x).flatten().tolist()
        assert [float(Fraction(int(v.p), int(v.q))) for v in values] == pytest.approx(
            wanted, rel=0, abs=2**-20 if "average" in name else 0
        )


@pytest.mark.parametrize(
    "module",
    [
        nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.Softplus(beta=2), nn.SiLU(), nn.GELU(),
        nn.GELU("tanh"), nn.Mish(), nn.LogSigmoid(), nn.LogSoftmax(dim=1),
        nn.ELU(0.5), nn.SELU(), nn.CELU(2), nn.Softsign(), nn.Hardsigmoid(), nn.Hardswish(),
        nn.Softmax(dim=1), nn.Softmax(dim=-1),
    ],
    ids=repr,
)  # fmt: skip
def test_smooth_modules(module: Any) -> None:
    """PyTorch promises no bound; 16 units of double precision are asked."""
    whole_numbers = nn.Sequential(whole(nn.Linear(2, 3)), module).double()
    balls = sn.twin(from_torch(whole_numbers), "balls", bits=80)([1, -1])
    wanted = whole_numbers(torch.tensor([[1.0, -1.0]]).double()).flatten().tolist()
    for ball, value in zip(balls, wanted, strict=True):
        assert abs(float(ball.mid()) - value) <= 2**-49 * max(1, abs(value))


class Overwriting(torch.nn.Module):
    """What is overwritten is used once more."""

    def __init__(self, way: Any) -> None:
        super().__init__()
        self.layer, self.relu = torch.nn.Linear(2, 2), torch.nn.ReLU(inplace=True)
        self.way = way

    def forward(self, x: Any) -> Any:
        return self.way(self, self.layer(x))


@pytest.mark.parametrize(
    "way",
    [
        lambda m, y: m.relu(y) + y,
        lambda _, y: y.tanh_() + y,
        lambda _, y: torch.nn.functional.relu(y, inplace=True) + y,
        lambda m, y: m.relu(y.view(1, 2)) + y,
    ],
)
def test_what_is_overwritten_and_used_again_is_refused(way: Any) -> None:
    with pytest.raises(sn.UnsupportedError, match=r"overwrites .* used elsewhere"):
        sn.from_torch(Overwriting(way))


def test_softplus_dropout_hooks_and_maxima_are_as_in_torch() -> None:
    def of(way: Any) -> Any:
        return Overwriting(lambda m, y: way(m, m.layer(y)))

    torch.manual_seed(1)
    module = of(lambda _, y: torch.nn.functional.softplus(y, 2))
    found = sn.twin(sn.from_torch(module))([1.0, 2.0])
    theirs = module(torch.tensor([1.0, 2.0])).detach().double().numpy()
    assert abs(found - theirs).max() < 1e-5
    with pytest.raises(sn.UnsupportedError, match="dropout in training is random"):
        sn.from_torch(of(lambda _, y: torch.nn.functional.dropout(y)))
    with pytest.raises(sn.UnsupportedError, match="give dim"):
        sn.from_torch(of(lambda _, y: y.amax()))
    hooked = torch.nn.Linear(2, 2)
    hooked.register_forward_hook(lambda _m, _i, o: o * 5)
    with pytest.raises(sn.UnsupportedError, match="has hooks"):
        sn.from_torch(torch.nn.Sequential(hooked))


@pytest.mark.parametrize("kind", ["float16", "bfloat16", "float32", "float64"])
def test_every_float_is_the_number_it_is(kind: str) -> None:
    layer = nn.Linear(1, 1, bias=False).to(getattr(torch, kind))
    with torch.no_grad():
        layer.weight.fill_(0.1)
    assert from_torch(layer)(1) == sn.exactly(layer.weight.double().item())


def test_batch_normalisation_is_that_of_inference() -> None:
    layer = nn.BatchNorm1d(2, eps=0.0, affine=False)
    layer.running_mean.copy_(torch.tensor([1.0, 2.0]))
    layer.running_var.copy_(torch.tensor([4.0, 0.25]))
    assert list(from_torch(layer, (2,))(3, 3)) == [1, 2]


def test_batch_normalisation_with_rounded_roots() -> None:
    """Sixteen different roots would need a field of degree 65536; floats are one rational each."""
    layers = nn.Sequential(nn.Linear(2, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 1))
    whole(layers)
    layers[1].running_var.copy_(torch.linspace(0.5, 2, 16))
    net = from_torch(layers, batch_norm="float32")
    found = net(1, 2)
    assert found.is_Rational
    wanted = layers.double()(torch.tensor([[1.0, 2.0]]).double()).item()
    assert abs(float(found) - wanted) < 2**-16
    exact = sn.twin(from_torch(layers), "balls", bits=60)([1, 2])[0]
    assert abs(float(exact.mid()) - wanted) < 2**-40


class Branching(nn.Module):
    def forward(self, x: Any) -> Any:
        return x if x.sum() > 0 else -x


class Odd(nn.Module):
    def forward(self, x: Any) -> Any:
        return torch.cumsum(x, 1)


class Gated(nn.Module):
    def forward(self, x: Any) -> Any:
        return x[:, 0:1] * x[:, 1:2]


class TwoInputs(nn.Module):
    def forward(self, x: Any, y: Any) -> Any:
        return x + y


def poisoned() -> Any:
    layer = nn.Sequential(nn.Linear(3, 2))
    with torch.no_grad():
        layer[0].weight[1, 2] = float("nan")
    return layer


REFUSALS = [
    (nn.Sequential(nn.Linear(2, 2), nn.LSTM(2, 2)), None, UnsupportedError, r"1 is a LSTM"),
    (nn.Conv2d(1, 1, 2), None, ShapeError, r"give input_shape, without the batch"),
    (nn.Conv2d(1, 1, 2), (3, 4, 4), ShapeError, r"0 \(Conv2d\): a convolution weight"),
    (nn.Conv2d(1, 1, 9), (1, 4, 4), ShapeError, "do not fit into a space"),
    (nn.Sequential(nn.Linear(2, 2), nn.Linear(3, 1)), None, ShapeError, r"1 \(Linear\)"),
    (nn.Conv2d(1, 1, 2, padding_mode="reflect"), (1, 4, 4), UnsupportedError, "'reflect'"),
    (nn.BatchNorm1d(2, track_running_stats=False), (2,), UnsupportedError, "whole batch"),
    (poisoned(), None, InexactError, r"0\.weight\[1, 2\] is nan"),
    (Branching(), (2,), UnsupportedError, "torch.fx cannot write down what Branching does"),
    (Odd(), (2,), UnsupportedError, "the function cumsum is not read; those that are: abs, a"),
    (Gated(), (2,), UnsupportedError, "both depend on the input"),
    (TwoInputs(), (2,), UnsupportedError, "a second input, y"),
    ("model.pt", None, UnsupportedError, "is a pickle, which runs code"),
    (nn.Linear(1, 1, dtype=torch.complex64), None, UnsupportedError, "complex64"),
]


@pytest.mark.parametrize(("module", "shape", "error", "message"), REFUSALS)
def test_what_cannot_be_read_is_named(
    module: Any, shape: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        from_torch(module, shape)

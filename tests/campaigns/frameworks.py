"""Random PyTorch modules on whole numbers, where floats do not round: read exactly, equal exactly.

python -m tests.campaigns.frameworks [--seconds 60] [--seed 0]

Each module is read by `from_torch` and evaluated exactly; every fourth is written to ONNX and to
PyTorch, where that is exact, and read back. One difference fails the run.
"""

from __future__ import annotations

import argparse
import random
import sys
import warnings
from collections.abc import Callable
from fractions import Fraction
from time import monotonic
from typing import Any

import pytest

import symnn as sn
from symnn.errors import UnsupportedError

torch = pytest.importorskip("torch", reason="the extra torch is not installed")
nn = torch.nn


class Random(nn.Module):
    """Steps on earlier values, chosen at random; all values have four entries."""

    def __init__(self, plan: list[tuple[int, int, int]]) -> None:
        super().__init__()
        self.plan = plan
        self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in plan])

    def forward(self, x: Any) -> Any:
        """The last value."""
        values = [x]
        for k, (step, i, j) in enumerate(self.plan):
            a, b = values[i % len(values)], values[j % len(values)]
            values.append(STEPS[step](a, b, self.layers[k]))
        return values[-1]


STEPS: list[Callable[[Any, Any, Any], Any]] = [
    lambda a, _, layer: layer(a),
    lambda a, *_: torch.relu(a),
    lambda a, b, _: a + b,
    lambda a, b, _: torch.cat([a, b], 1)[:, ::2],
    lambda a, b, _: a - b * 0.5,
    lambda a, *_: a * torch.clamp(a, -1, 1),
    lambda a, *_: a.view(a.shape[0], 2, -1).transpose(1, 2).reshape(a.shape[0], -1),
    lambda a, *_: nn.functional.leaky_relu(-a, 0.25),
    lambda a, b, _: torch.cat([a.mean(dim=1, keepdim=True), b[:, 1:]], dim=1),
    lambda a, _, layer: nn.functional.linear(a, layer.weight, layer.bias),
    lambda a, _, layer: a @ layer.weight.t() - layer.bias * 2,
    lambda a, b, layer: torch.add(a * layer.weight[0], b, alpha=2) + layer.weight.sum(1) / 4,
    lambda a, b, _: torch.maximum(a, b) - torch.minimum(a, b * 2),
    lambda a, b, _: torch.stack([a[:, :2], b.chunk(2, 1)[1]], dim=2).flatten(1),
    lambda a, *_: a.flip(1).roll(1, 1) + a.unbind(1)[2].unsqueeze(1),
    lambda a, *_: a - a.amax(1, keepdim=True) + a.max(dim=1)[0].unsqueeze(1).expand(-1, 4),
    lambda a, *_: a.clamp(-2, 2) ** 3 + a.sum(),
]


def graph(source: random.Random) -> tuple[Any, tuple[int, ...]]:
    """A module of sums, joins and products."""
    steps = range(source.randint(1, 8))
    pick = source.randrange
    return Random([(pick(len(STEPS)), pick(9), pick(9)) for _ in steps]), (4,)


def image(source: random.Random) -> tuple[Any, tuple[int, ...]]:
    """A chain of convolutions, pooling and activations on a small image."""
    shape = source.randint(1, 3), source.randint(3, 7), source.randint(3, 7)
    current, layers = torch.zeros(1, *shape), list[Any]()
    for _ in range(source.randint(1, 4)):
        layer = _image_layer(source, current.shape[1])
        try:
            made = layer(current)
        except RuntimeError:  # a window larger than the image
            continue
        if 0 < made.numel() <= 400:
            layers.append(layer)
            current = made
    return nn.Sequential(*layers, nn.Flatten()), shape


def _image_layer(source: random.Random, channels: int) -> Any:
    pick = source.randint
    groups = source.choice([1, channels])
    pool = {"stride": pick(1, 3), "padding": pick(0, 1), "ceil_mode": source.random() < 0.5}
    return source.choice([
        lambda: nn.Conv2d(
            channels, groups * pick(1, 2), (pick(1, 3), pick(1, 3)), stride=pick(1, 2),
            padding=pick(0, 2), dilation=pick(1, 2), groups=groups,
        ),
        lambda: nn.MaxPool2d(pick(2, 3), **pool),
        lambda: nn.AvgPool2d(2, **{**pool, "ceil_mode": False}),
        nn.ReLU, lambda: nn.LeakyReLU(0.5), lambda: nn.PReLU(channels),
        lambda: nn.Hardtanh(-2, 3), lambda: nn.ZeroPad2d([pick(0, 2) for _ in range(4)]),
    ])()  # fmt: skip


def whole(module: Any, source: random.Random) -> Any:
    """The module in float64 with small whole weights."""
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(torch.tensor([source.randint(-2, 2) for _ in range(p.numel())]).view(p.shape))
    return module.double().eval()


def values(net: sn.Network, point: list[int]) -> list[Fraction]:
    """The exact outputs."""
    found = net.at([point])[0]
    entries = list(found) if hasattr(found, "shape") else [found]
    return [Fraction(int(v.p), int(v.q)) for v in entries]


def differs(number: int, source: random.Random) -> str:
    """What is wrong with one random module; nothing if all is right."""
    module, shape = source.choice([graph, image])(source)
    whole(module, source)
    point = [source.randint(-3, 3) for _ in range(torch.Size(shape).numel())]
    x = torch.tensor(point, dtype=torch.float64).view(1, *shape)
    net = sn.from_torch(module, shape)
    exact = values(net, point)
    if exact != [Fraction(v) for v in module(x).flatten().tolist()]:
        return f"{module} at {point}"
    if number % 4 == 0:
        for write, read in ((sn.to_onnx, sn.from_onnx), (sn.to_torch, sn.from_torch)):
            try:
                export = write(net, dtype="float64")
            except UnsupportedError:  # an activation put together from a product
                continue
            size = {} if read is sn.from_onnx else {"input_shape": (len(point),)}
            if export.is_exact and values(read(export.model, **size), point) != exact:
                return f"{write.__name__} of {net.label} at {point}"
    return ""


def main() -> int:
    """Run for so many seconds; 1 if anything differed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    source, end, count, wrong = random.Random(options.seed), monotonic() + options.seconds, 0, 0
    while monotonic() < end:
        found = differs(count, source)
        count += 1
        if found:
            wrong += 1
            print(found, flush=True)
    print(f"{count} modules, {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Modules that people have: what is read of them, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the extra torch is not installed")
nn = torch.nn
F = nn.functional


class Block(nn.Module):
    """A residual block with batch normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(2, 2, 3, padding=1, bias=False) for _ in range(2))
        self.norm1, self.norm2 = (nn.BatchNorm2d(2) for _ in range(2))

    def forward(self, x: Any) -> Any:
        inner = F.relu(self.norm1(self.conv1(x)))
        return F.relu(x + self.norm2(self.conv2(inner)))


class LeNet(nn.Module):
    """LeNet-5 for images of 12x12."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 2, 5, padding=2), nn.Conv2d(2, 3, 3)
        self.fc1, self.fc2 = nn.Linear(12, 6), nn.Linear(6, 3)

    def forward(self, x: Any) -> Any:
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.fc2(F.relu(self.fc1(torch.flatten(x, 1))))


class Attention(nn.Module):
    """One head of attention."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(4, 4) for _ in range(3))

    def forward(self, x: Any) -> Any:
        scores = self.q(x) @ self.k(x).transpose(-2, -1) / math.sqrt(4)
        return torch.softmax(scores, -1) @ self.v(x)


class Shared(nn.Module):
    """One layer three times."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        for _ in range(3):
            x = torch.tanh(self.layer(x))
        return x


class Slices(nn.Module):
    """Two halves through layers of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(2, 3), nn.Linear(2, 3)

    def forward(self, x: Any) -> Any:
        both = torch.stack([self.left(x[:, :2]), self.right(x[:, 2:])], 1)
        return (both[:, 0] - both[:, 1]).abs().sum(-1, keepdim=True)


class Joined(nn.Module):
    """Each layer sees all values before it."""

    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.c = nn.Linear(4, 4), nn.Linear(8, 4), nn.Linear(12, 2)

    def forward(self, x: Any) -> Any:
        y = F.relu(self.a(x))
        z = F.relu(self.b(torch.cat([x, y], 1)))
        return self.c(torch.cat([x, y, z], 1))


class Words(nn.Module):
    """An embedding."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.layer = nn.Embedding(5, 3), nn.Linear(3, 1)

    def forward(self, x: Any) -> Any:
        return self.layer(self.table(x).mean(1))


class Sequence(nn.Module):
    """An LSTM."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm, self.layer = nn.LSTM(3, 4, batch_first=True), nn.Linear(4, 1)

    def forward(self, x: Any) -> Any:
        return self.layer(self.lstm(x)[0][:, -1])


class Gated(nn.Module):
    """Channels weighted by what is in them (squeeze and excitation)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.gate = nn.Conv2d(2, 2, 1), nn.Linear(2, 2)

    def forward(self, x: Any) -> Any:
        x = self.conv(x)
        return x * torch.sigmoid(self.gate(x.mean((2, 3))))[:, :, None, None]


def _layers(*activations: Any) -> Any:
    widths = [4, *[6] * len(activations)]
    pairs = zip(widths, activations, strict=False)
    return nn.Sequential(
        *(layer for n, act in pairs for layer in (nn.Linear(n, 6), act)), nn.Linear(6, 2)
    )


def read_models() -> dict[str, tuple[Any, tuple[int, ...]]]:
    """Modules that are read, and the shapes of their inputs."""
    torch.manual_seed(0)
    tail = nn.Flatten(), nn.LazyLinear(2)
    models: dict[str, tuple[Any, tuple[int, ...]]] = {
        "dropout": (_layers(nn.Sequential(nn.ReLU(), nn.Dropout())), (4,)),
        "LeNet": (LeNet(), (1, 12, 12)),
        "residual blocks": (nn.Sequential(nn.Conv2d(1, 2, 3), Block(), Block(), *tail), (1, 5, 5)),
        "BatchNorm1d": (_layers(nn.Sequential(nn.BatchNorm1d(6), nn.ReLU())), (4,)),
        "BatchNorm2d": (
            nn.Sequential(nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.LeakyReLU(0.1), nn.Flatten()),
            (1, 5, 5),
        ),
        "sigmoid": (_layers(nn.Tanh(), nn.Sigmoid()), (4,)),
        "softmax": (nn.Sequential(_layers(nn.ReLU()), nn.Softmax(dim=1)), (4,)),
        "log-softmax": (nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=-1)), (4,)),
        "GELU": (_layers(nn.GELU()), (4,)),
        "GELU by tanh": (_layers(nn.GELU("tanh")), (4,)),
        "ELU, SELU, CELU": (_layers(nn.ELU(), nn.SELU(), nn.CELU(0.5)), (4,)),
        "hard ones": (_layers(nn.Hardswish(), nn.Hardsigmoid(), nn.Hardtanh(), nn.ReLU6()), (4,)),
        "PReLU": (_layers(nn.PReLU(), nn.PReLU(6)), (4,)),
        "SiLU, Mish, softplus": (_layers(nn.SiLU(), nn.Mish(), nn.Softplus()), (4,)),
        "shared weights": (Shared(), (4,)),
        "slices": (Slices(), (4,)),
        "joined": (Joined(), (4,)),
        "depthwise": (
            nn.Sequential(nn.Conv2d(2, 4, 3, groups=2, padding=1), nn.ReLU6(), nn.Conv2d(4, 2, 1),
                          nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 2)), (2, 4, 4),
        ),
        "signals": (
            nn.Sequential(nn.Conv1d(2, 3, 3, stride=2), nn.ReLU(), nn.AvgPool1d(2), nn.Flatten(),
                          nn.Linear(6, 1)), (2, 9),
        ),
        "autoencoder": (_layers(nn.Sequential(nn.Tanh(), nn.Linear(6, 6), nn.Sigmoid())), (4,)),
        "unflatten": (
            nn.Sequential(nn.Linear(4, 18), nn.Unflatten(1, (2, 3, 3)), nn.Conv2d(2, 1, 2)), (4,)
        ),
    }  # fmt: skip
    for module, shape in models.values():
        module.eval()(torch.zeros(1, *shape))
        for part in module.modules():
            if isinstance(part, nn.BatchNorm1d | nn.BatchNorm2d):
                part.running_mean.normal_()
                part.running_var.uniform_(0.2, 2)
                nn.init.normal_(part.weight)
    return models


def refused_models() -> dict[str, tuple[Any, tuple[int, ...], str]]:
    """Modules that are refused, and with what words."""
    return {
        "LayerNorm": (nn.Sequential(nn.Linear(4, 4), nn.LayerNorm(4)), (4,), "1 is a LayerNorm"),
        "embedding": (Words(), (4,), "table is a Embedding"),
        "attention": (Attention(), (3, 4), "matmul.*both depend on the input"),
        "transformer": (
            nn.TransformerEncoderLayer(4, 2, 8, batch_first=True), (3, 4),
            "is a TransformerEncoderLayer",
        ),
        "LSTM": (Sequence(), (5, 3), "lstm is a LSTM"),
        "GRU": (nn.GRU(3, 4), (5, 3), "0 is a GRU"),
        "gates": (Gated(), (2, 3, 3), "mul.*both depend on the input"),
        "GLU": (nn.Sequential(nn.Linear(4, 6), nn.GLU()), (4,), "1 is a GLU"),
        "transposed convolution": (nn.ConvTranspose2d(1, 2, 2), (1, 3, 3), "is a ConvTranspose2d"),
        "InstanceNorm": (nn.InstanceNorm2d(2), (2, 4, 4), "is a InstanceNorm2d"),
        "upsampling": (nn.Upsample(scale_factor=2), (1, 3, 3), "is a Upsample"),
    }  # fmt: skip

"""The student: a small plain residual network of dense 3x3 convolutions, output stride 16.

    picture [N, 3, H, W], (x - 127.5) / 58, RGB
      stem     3x3 s2 3->32, 3x3 s2 32->64                        stride 4
      stage 2  3x3 s2 64->C2, residual blocks                     stride 8
      stage 3  3x3 s2 C2->C3, residual blocks                     stride 16
      head     1x1 C3->384, 1x1 384->1024: the teacher's last map before ReLU

Every spatial stride is taken by a 3x3 convolution with padding 1, so that cell (i, j) of the last map is centred on pixel (16 i, 16 j),
just as in the teacher: the two maps can be compared cell by cell, at fractional positions too.
"""
import torch
from torch import nn
from torch.nn import functional as F

MEAN = 127.5
STD = 58.0


def conv_bn(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Two 3x3 convolutions around which the input is added (He et al., 2016); the second scale starts at zero."""

    def __init__(self, width: int):
        super().__init__()
        self.first = conv_bn(width, width)
        self.second = conv_bn(width, width)
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class RoomNet(nn.Module):
    """Gives the teacher's last map (1,024 channels, normalised per channel), and in training also its map after block 2."""

    def __init__(self, width1=64, width2=96, width3=192, blocks1=0, blocks2=2, blocks3=3, aux_after=1,
                 wide=384):
        super().__init__()
        self.config = dict(width1=width1, width2=width2, width3=width3, blocks1=blocks1, blocks2=blocks2, blocks3=blocks3,
                           aux_after=aux_after, wide=wide)
        self.stem1 = conv_bn(3, 32, 2)
        self.stem2 = conv_bn(32, width1, 2)
        self.stage1 = nn.Sequential(*[Block(width1) for _ in range(blocks1)])
        self.down2 = conv_bn(width1, width2, 2)
        self.stage2 = nn.Sequential(*[Block(width2) for _ in range(blocks2)])
        self.down3 = conv_bn(width2, width3, 2)
        self.stage3 = nn.ModuleList([Block(width3) for _ in range(blocks3)])
        self.aux_after = aux_after
        self.aux = nn.Conv2d(width3, 512, 1)
        self.widen = nn.Sequential(nn.Conv2d(width3, wide, 1, bias=False), nn.BatchNorm2d(wide))
        self.head = nn.Conv2d(wide, 1024, 1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        nn.init.normal_(self.head.weight, std=wide ** -0.5)
        nn.init.normal_(self.aux.weight, std=width3 ** -0.5)

    def textures(self, x):
        """The map of stride 8, after its ReLU: what a surface is made of."""
        x = F.relu(self.stem1(x))
        x = self.stage1(F.relu(self.stem2(x)))
        return self.stage2(F.relu(self.down2(x)))

    def forward(self, x):
        return self.things(self.textures(x))

    def things(self, x):
        """The teacher's last map from the map of stride 8."""
        x = F.relu(self.down3(x))
        middle = None
        for i, block in enumerate(self.stage3):
            x = block(x)
            if i + 1 == self.aux_after:
                middle = self.aux(x) if self.training else None
        return self.head(F.relu(self.widen(x))), middle


def gem(x: torch.Tensor, power: float = 3.0) -> torch.Tensor:
    """Generalised mean over the last axes (Radenovic, Tolias and Chum, 2018): [N, C, ...] to [N, C]."""
    return x.clamp(min=1e-6).pow(power).flatten(2).mean(2).pow(1.0 / power)


def macs(model: RoomNet, size: int) -> int:
    """Multiply-accumulates of one picture of size x size."""
    total = 0
    hooks = []

    def count(module, _, output):
        nonlocal total
        total += output.shape[-1] * output.shape[-2] * module.weight.numel()

    for name, module in model.named_modules():
        if isinstance(module, nn.Conv2d) and name != "aux":
            hooks.append(module.register_forward_hook(count))
    training = model.training
    model.eval()
    with torch.no_grad():
        model(torch.zeros(1, 3, size, size))
    model.train(training)
    for hook in hooks:
        hook.remove()
    return total

#!/usr/bin/env python3
"""Makes the model folder from a training checkpoint: fits the head on rooms/, folds the norms, writes and checks model.onnx.

    python export.py --shared ../shared --work FOLDER --run NAME --out ../src/main/model/roomprint-1 [--pool a1g3] [--dimension 512]

The graph: with --half-cast half of the colour cast of lamp and camera taken away; dense convolutions (batch norms folded), the map in the teacher's units, ReLU, pooling, L2, minus the mean of rooms/,
shrunk PCA whitening fitted on rooms/, L2; beside it the embeddings of the cells of a grid of squares of two by two cells of the map: mean,
square root, L2, and a whitening of their own; and for the same squares their texture (mean and deviation of the map of stride 8) and their colour
(mean, deviation, least and most of the colours, averaged over four by four pixels), each whitened by itself. With --eight-bit the convolutions compute with eight bits (weights in seven, so that no sum
overflows on processors without VNNI); what is left is stored as float16 and cast when the model is loaded. The batch may have any
size, and so may the picture.
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

import data
from roomnet import MEAN, STD, RoomNet, gem, macs
from teacher_folder import synthetic_picture

OPPONENTS = [[1 / 3, 1 / 3, 1 / 3], [1.0, -1.0, 0.0], [0.5, 0.5, -1.0]]  # light, red to green, yellow to blue
GAINS = (0.4, 2.5)  # least and most that a channel is multiplied by
SQUARES = ("patches", "texture", "colour")
COLOURS = "opponents"  # the one convolution that is computed in float32
POOLS = {"g3": (3.0,), "a1": (1.0,), "a1g3": (1.0, 3.0)}


def pool(z: torch.Tensor, kind: str) -> torch.Tensor:
    """The map before ReLU [N, 1024, h, w], in the teacher's units, to one L2-normalised row per picture."""
    parts = []
    for power in POOLS[kind]:
        x = gem(z, 3.0) if power == 3.0 else z.clamp(min=1e-6).flatten(2).mean(2).sqrt()
        parts.append(F.normalize(x))
    return F.normalize(torch.cat(parts, 1))


def load_state(path: pathlib.Path):
    """The network and the statistics from a float16 state file, without any training folder."""
    state = torch.load(path)
    model = RoomNet(**state["config"])
    model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state["model"].items()})
    return model.eval(), {k: v.float() for k, v in state["statistics"].items()}, state


def load(work: pathlib.Path, run: str, which: str = "ema"):
    """The network of a run; of several runs with commas between them, the mean of their weights."""
    checkpoints = [torch.load(work / "runs" / r / "last.pt") for r in run.split(",")]
    checkpoint = checkpoints[0]
    model = RoomNet(**checkpoint["config"])
    model.load_state_dict({
        k: sum(c[which][k] for c in checkpoints) / len(checkpoints) if v.is_floating_point() else v
        for k, v in checkpoint[which].items()})
    statistics = torch.load(work / "statistics.pt")
    return model.eval(), statistics, checkpoint


def half_way_to_one_colour(x: torch.Tensor, wanted: bool = True) -> torch.Tensor:
    """Bytes [N, 3, H, W] with the cast of lamp and camera half taken away, if wanted: each channel times the root of (mean of all / its own mean)."""
    if not wanted:
        return x.float()
    mean = x.float().mean((2, 3), keepdim=True).clamp(min=1.0)
    gain = (mean.mean(1, keepdim=True) / mean).sqrt().clamp(*GAINS)
    return (x.float() * gain).clamp(0, 255)


def in_teachers_units(out: torch.Tensor, statistics) -> torch.Tensor:
    return out * statistics["std3"][:, None, None] + statistics["mean3"][:, None, None]


def raw_map(model, statistics, pictures: torch.Tensor) -> torch.Tensor:
    """Bytes [N, 3, H, W] to the map in the teacher's units."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        out = model(((pictures.float() - MEAN) / STD).to(memory_format=torch.channels_last))[0].float()
    return in_teachers_units(out, statistics)


def describe(model, statistics, pictures: torch.Tensor, kind: str, half_cast: bool, exact: bool = False) -> dict:
    """Bytes [N, 3, H, W] to what is whitened: the "embedding" [N, C] and the rows of the squares; exact: in float32."""
    x = ((half_way_to_one_colour(pictures, half_cast) - MEAN) / STD).to(memory_format=torch.channels_last)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=not exact):
        texture = model.textures(x)
        z = in_teachers_units(model.things(texture)[0].float(), statistics)
    return {"embedding": pool(z, kind), "patches": patch_rows(z), "texture": texture_rows(texture.float()), "colour": colour_rows(x)}


def settle_norms(model, pictures, count=640, batch=32, size=data.NATIVE, half_cast=False):
    """Measures the batch norms' means and variances again on whole, clean pictures at the final size."""
    rng = np.random.default_rng(3)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    model.train()
    chosen = rng.permutation(len(pictures))[:count]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, count, batch):
            x = torch.from_numpy(pictures[np.sort(chosen[at:at + batch])].transpose(0, 3, 1, 2).copy())
            x = (half_way_to_one_colour(x, half_cast) - MEAN) / STD
            if size != data.NATIVE:
                x = F.interpolate(x, (size, size), mode="bilinear", antialias=True)
            model(x.to(memory_format=torch.channels_last))
    model.eval()


def fit_whitening(rows: np.ndarray, dimension: int, shrink: float):
    """Mean and matrix: principal axes divided by the root of (variance + shrink * mean variance)."""
    centre = rows.mean(0)
    values, vectors = np.linalg.eigh(np.cov((rows - centre).T.astype(np.float64)))
    values, vectors = values[::-1][:dimension], vectors[:, ::-1][:, :dimension]
    return centre.astype(np.float32), (vectors / np.sqrt(values + shrink * values.mean())).astype(np.float32)


def patch_rows(z: torch.Tensor) -> torch.Tensor:
    """The map before ReLU [N, 1024, h, w] to one L2-normalised row for each square of two by two cells: [N, h/2 * w/2, 1024]."""
    return F.normalize(F.avg_pool2d(z.clamp(min=1e-6), 2).sqrt().flatten(2).transpose(1, 2), dim=2)


def deviation(x: torch.Tensor, mean: torch.Tensor, side: int) -> torch.Tensor:
    return (F.avg_pool2d(x * x, side) - mean * mean).clamp(min=1e-6).sqrt()


def texture_rows(z: torch.Tensor) -> torch.Tensor:
    """The map of stride 8 [N, C, h, w] to one L2-normalised row for each square of four by four cells: [N, h/4 * w/4, 2C]."""
    mean = F.avg_pool2d(z, 4)
    return F.normalize(torch.cat([mean, deviation(z, mean, 4)], 1).sqrt().flatten(2).transpose(1, 2), dim=2)


def colour_rows(x: torch.Tensor) -> torch.Tensor:
    """A normalised picture [N, 3, h, w] to one row for each square of 32 by 32 pixels, of opponent colours: [N, h/32 * w/32, 12]."""
    x = F.conv2d(F.avg_pool2d(x, 4), torch.tensor(OPPONENTS)[:, :, None, None])
    mean = F.avg_pool2d(x, 8)
    return torch.cat([mean, deviation(x, mean, 8), -F.max_pool2d(-x, 8), F.max_pool2d(x, 8)], 1).flatten(2).transpose(1, 2)


class Writer:
    """Collects nodes and float16 weights of a graph."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def node(self, kind, inputs, **attributes):
        self.count += 1
        name = f"{kind.lower()}{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def weight(self, value, half=True):
        self.count += 1
        value = np.asarray(value, np.float32)
        name = f"w{self.count}"
        if half and value.ndim > 1:
            self.weights.append(numpy_helper.from_array(value.astype(np.float16), name + "h"))
            self.nodes.append(helper.make_node("Cast", [name + "h"], [name], name, to=TensorProto.FLOAT))
        else:
            self.weights.append(numpy_helper.from_array(value, name))
        return name

    def conv(self, x, conv: nn.Conv2d, norm: nn.BatchNorm2d | None = None, scale=None, shift=None, relu=False):
        w = conv.weight.detach().double()
        b = conv.bias.detach().double() if conv.bias is not None else torch.zeros(len(w), dtype=torch.float64)
        if norm is not None:
            k = norm.weight.detach().double() / (norm.running_var.double() + norm.eps).sqrt()
            w, b = w * k[:, None, None, None], norm.bias.detach().double() + (b - norm.running_mean.double()) * k
        if scale is not None:
            w, b = w * scale.double()[:, None, None, None], b * scale.double() + shift.double()
        p, s = conv.padding[0], conv.stride[0]
        y = self.node("Conv", [x, self.weight(w.numpy()), self.weight(b.numpy())], kernel_shape=list(w.shape[2:]), pads=[p] * 4, strides=[s, s])
        return self.node("Relu", [y]) if relu else y

    def l2(self, x, axis=1):
        norm = self.node("ReduceL2", [x], axes=[axis], keepdims=1)
        return self.node("Div", [x, self.node("Clip", [norm, self.weight(1e-12)])])


def write_graph(model: RoomNet, statistics, kind: str, whitenings: dict, half_cast: bool) -> onnx.ModelProto:
    """The graph; whitenings: of "embedding", "patches", "texture" and "colour", each a mean and a matrix."""
    g = Writer()

    def whiten(x, name, axis):
        centre, matrix = whitenings[name]
        g.l2(g.node("MatMul", [g.node("Sub", [x, g.weight(centre)]), g.weight(matrix)]), axis)
        g.nodes[-1].output[0] = name

    def rows(x, channels):
        shape = f"rows{channels}"
        g.weights.append(numpy_helper.from_array(np.array([0, channels, -1], np.int64), shape))
        return g.node("Transpose", [g.node("Reshape", [x, shape])], perm=[0, 2, 1])

    def squares(kind, x, side):
        return g.node(kind, [x], kernel_shape=[side, side], strides=[side, side])

    def mean_and_deviation(x, side):
        mean = squares("AveragePool", x, side)
        variance = g.node("Sub", [squares("AveragePool", g.node("Mul", [x, x]), side), g.node("Mul", [mean, mean])])
        return [mean, g.node("Sqrt", [g.node("Clip", [variance, g.weight(1e-6)])])]

    picture = "input"
    if half_cast:
        pixels = g.node("Add", [g.node("Mul", ["input", g.weight(STD)]), g.weight(MEAN)])
        means = g.node("Max", [g.node("GlobalAveragePool", [pixels]), g.weight(1.0)])
        gain = g.node("Sqrt", [g.node("Div", [g.node("ReduceMean", [means], axes=[1], keepdims=1), means])])
        pixels = g.node("Mul", [pixels, g.node("Clip", [gain, g.weight(GAINS[0]), g.weight(GAINS[1])])])
        pixels = g.node("Clip", [pixels, g.weight(0.0), g.weight(255.0)])
        picture = g.node("Div", [g.node("Sub", [pixels, g.weight(MEAN)]), g.weight(STD)])
    opponents = g.weight(np.array(OPPONENTS)[:, :, None, None])
    colours = g.node("Conv", [squares("AveragePool", picture, 4), opponents], kernel_shape=[1, 1])
    g.nodes[-1].name = COLOURS
    least = g.node("Neg", [squares("MaxPool", g.node("Neg", [colours]), 8)])
    described = g.node("Concat", [*mean_and_deviation(colours, 8), least, squares("MaxPool", colours, 8)], axis=1)
    whiten(rows(described, 12), "colour", 2)
    x = g.conv(picture, model.stem1[0], model.stem1[1], relu=True)
    x = g.conv(x, model.stem2[0], model.stem2[1], relu=True)

    def block(x, b):
        y = g.conv(x, b.first[0], b.first[1], relu=True)
        return g.node("Relu", [g.node("Add", [g.conv(y, b.second[0], b.second[1]), x])])

    for b in model.stage1:
        x = block(x, b)
    x = g.conv(x, model.down2[0], model.down2[1], relu=True)
    for b in model.stage2:
        x = block(x, b)
    described = g.node("Sqrt", [g.node("Concat", mean_and_deviation(x, 4), axis=1)])
    whiten(g.l2(rows(described, 2 * model.config["width2"]), 2), "texture", 2)
    x = g.conv(x, model.down3[0], model.down3[1], relu=True)
    for b in model.stage3:
        x = block(x, b)
    x = g.conv(x, model.widen[0], model.widen[1], relu=True)
    x = g.conv(x, model.head, scale=statistics["std3"], shift=statistics["mean3"])
    x = g.node("Clip", [x, g.weight(1e-6)])
    whiten(g.l2(rows(g.node("Sqrt", [squares("AveragePool", x, 2)]), 1024), 2), "patches", 2)
    parts = []
    for power in POOLS[kind]:
        if power == 3.0:
            y = g.node("GlobalAveragePool", [g.node("Mul", [x, g.node("Mul", [x, x])])])
            y = g.node("Pow", [g.node("Flatten", [y]), g.weight(1 / 3)])
        else:
            y = g.node("Sqrt", [g.node("Flatten", [g.node("GlobalAveragePool", [x])])])
        parts.append(g.l2(y))
    y = parts[0] if len(parts) == 1 else g.l2(g.node("Concat", parts, axis=1))
    whiten(y, "embedding", 1)
    graph = helper.make_graph(
        g.nodes, "roomprint",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3, "height", "width"])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", whitenings["embedding"][1].shape[1]])]
        + [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "squares", whitenings[name][1].shape[1]]) for name in SQUARES], g.weights)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="roomprint")
    made.ir_version = 8
    onnx.checker.check_model(made)
    return made


class Calibration:
    """Pictures of rooms/ by which the ranges of the activations are found, one at a time."""

    def __init__(self, pictures, size: int, count: int):
        chosen = np.sort(np.random.default_rng(9).permutation(len(pictures))[:count])
        self.rest = iter(chosen)
        self.pictures, self.size = pictures, size

    def get_next(self):
        index = next(self.rest, None)
        if index is None:
            return None
        x = torch.from_numpy(self.pictures[index].transpose(2, 0, 1)[None].copy()).float()
        if self.size != data.NATIVE:
            x = F.interpolate(x, (self.size, self.size), mode="bilinear", antialias=True)
        return {"input": ((x - MEAN) / STD).numpy()}


def quantise(made: onnx.ModelProto, pictures, size: int, folder: pathlib.Path, count: int = 32) -> onnx.ModelProto:
    """The same graph with eight-bit convolutions, and the additions and ReLUs between them."""
    from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static
    full, part = folder / "full.part.onnx", folder / "quantised.part.onnx"
    weights = {i.name: i for i in made.graph.initializer}
    nodes = []
    for node in made.graph.node:
        if node.op_type == "Cast" and node.input[0] in weights:
            value = numpy_helper.to_array(weights[node.input[0]]).astype(np.float32)
            made.graph.initializer.remove(weights[node.input[0]])
            made.graph.initializer.append(numpy_helper.from_array(value, node.output[0]))
        else:
            nodes.append(node)
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    onnx.save(made, full)
    quantize_static(full, part, Calibration(pictures, size, count), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, op_types_to_quantize=["Conv", "Add", "Relu"], nodes_to_exclude=[COLOURS],
                    calibrate_method=CalibrationMethod.Percentile, extra_options={"CalibPercentile": 99.995})
    result = onnx.load(part)
    full.unlink()
    part.unlink()
    casts = []
    for weight in list(result.graph.initializer):
        value = numpy_helper.to_array(weight)
        if value.dtype == np.float32 and value.ndim > 1:
            result.graph.initializer.remove(weight)
            result.graph.initializer.append(numpy_helper.from_array(value.astype(np.float16), weight.name + "_h"))
            casts.append(helper.make_node("Cast", [weight.name + "_h"], [weight.name], weight.name + "_cast", to=TensorProto.FLOAT))
    nodes = casts + list(result.graph.node)
    del result.graph.node[:]
    result.graph.node.extend(nodes)
    onnx.checker.check_model(result)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--run", default="a")
    parser.add_argument("--which", choices=("ema", "model"), default="ema", help="the moving average, or the weights last stepped")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--pool", choices=POOLS, default="a1g3")
    parser.add_argument("--dimension", type=int, default=512)
    parser.add_argument("--shrink", type=float, default=1.0)
    parser.add_argument("--patch-dimension", type=int, default=64)
    parser.add_argument("--texture-dimension", type=int, default=32)
    parser.add_argument("--fit", type=int, default=6200, help="pictures of rooms/ on which the head is fitted")
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--half-cast", action="store_true", help="take half of a picture's colour cast away first")
    parser.add_argument("--eight-bit", action="store_true")
    parser.add_argument("--version", default="1.0")
    parser.add_argument("--from-state", type=pathlib.Path, help="take the weights from such a file rather than from --run")
    parser.add_argument("--state", type=pathlib.Path, help="also write the weights as float16 for going on with training")
    a = parser.parse_args()
    torch.set_num_threads(1)
    names = (pathlib.Path(__file__).parent / "rooms.txt").read_text().split()
    pictures = data.load_pictures(a.shared / "data", names, a.work / "rooms.u8")
    model, statistics, checkpoint = load_state(a.from_state) if a.from_state else load(a.work, a.run, a.which)
    settle_norms(model, pictures, size=a.size, half_cast=a.half_cast)
    model.to(memory_format=torch.channels_last)
    chosen = np.sort(np.random.default_rng(4).permutation(len(names))[:a.fit])
    rows, squares = [], {name: [] for name in SQUARES}
    for at in range(0, len(chosen), 16):
        x = torch.from_numpy(pictures[chosen[at:at + 16]].transpose(0, 3, 1, 2).copy()).float()
        if a.size != data.NATIVE:
            x = F.interpolate(x, (a.size, a.size), mode="bilinear", antialias=True)
        described = describe(model, statistics, x, a.pool, a.half_cast)
        rows.append(described.pop("embedding"))
        some = torch.randperm((a.size // 32) ** 2, generator=torch.Generator().manual_seed(at))[:12]
        for name, each in described.items():
            squares[name].append(each[:, some].flatten(0, 1))
    # colour has twelve values of very different size, all of which are kept: less shrinkage than where the smallest are noise
    dimensions = {"patches": (a.patch_dimension, a.shrink), "texture": (a.texture_dimension, a.shrink), "colour": (12, 0.3)}
    whitenings = {"embedding": fit_whitening(torch.cat(rows).numpy(), a.dimension, a.shrink)}
    for name, (dimension, shrink) in dimensions.items():
        whitenings[name] = fit_whitening(torch.cat(squares[name]).numpy(), dimension, shrink)
    made = write_graph(model, statistics, a.pool, whitenings, a.half_cast)
    a.out.mkdir(parents=True, exist_ok=True)
    if a.eight_bit:
        made = quantise(made, pictures, a.size, a.out)
    onnx.save(made, a.out / "model.onnx")

    import onnxruntime as ort
    session = ort.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    picture = (synthetic_picture(a.size) - MEAN) / STD
    embedding = session.run(["embedding"], {"input": picture[None].astype(np.float32)})[0][0]
    with torch.no_grad():
        probe = torch.from_numpy(pictures[:4].transpose(0, 3, 1, 2).copy()).float()
        if a.size != data.NATIVE:
            probe = F.interpolate(probe, (a.size, a.size), mode="bilinear", antialias=True)
        expected = describe(model, statistics, probe, a.pool, a.half_cast, exact=True)
    names = list(whitenings)
    got = dict(zip(names, session.run(names, {"input": ((probe - MEAN) / STD).numpy()})))
    expected = {name: F.normalize((expected[name] - torch.from_numpy(c)) @ torch.from_numpy(m), dim=-1).numpy() for name, (c, m) in whitenings.items()}
    difference = max(float(np.abs(got[name] - expected[name]).max()) for name in names)
    alike = {name: float(np.percentile((got[name] * expected[name]).sum(-1), 2)) for name in names}
    print(f"largest difference to PyTorch in float32: {difference:.2e}; 98 in 100 cosines at least: "
          + ", ".join(f"{name} {value:.4f}" for name, value in alike.items()))
    if min(alike.values()) < 0.85 if a.eight_bit else difference > 5e-3:
        raise SystemExit("the exported graph does not say what the trained network says")

    def grid(name):
        return {"name": name, "rows": a.size // 32, "columns": a.size // 32, "dimension": whitenings[name][1].shape[1]}

    content = (a.out / "model.onnx").read_bytes()
    description = {
        "name": "roomprint-1",
        "version": a.version,
        "file": "model.onnx",
        "sha256": hashlib.sha256(content).hexdigest(),
        "input": {"name": "input", "width": a.size, "height": a.size, "fit": "squash", "colour": "RGB",
                  "mean": [MEAN] * 3, "std": [STD] * 3, "layout": "NCHW"},
        "output": {"name": "embedding", "dimension": a.dimension, "normalised": True},
        "patches": grid("patches"),
        "furtherPatches": [grid("texture"), grid("colour")],
        "licence": "Apache-2.0",
        "trainingData": "6,200 unlabelled room pictures of the Places data, 256 px; targets: last map of an ImageNet ResNet-50 v2 (TF-slim, block 3)",
        "card": "MODEL_CARD.md",
        "selfTest": {"seed": 1, "expectedFirst8": [round(float(v), 6) for v in embedding[:8]]},
    }
    (a.out / "model.json").write_text(json.dumps(description, indent=2) + "\n")
    if a.state:
        half = {k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()}
        torch.save(dict(model=half, config=model.config, statistics={k: statistics[k] for k in ("mean3", "std3")}, step=checkpoint["step"], seen=checkpoint["seen"]), a.state)
    print(f"{len(content) / 1e6:.2f} MB, {macs(model, a.size) / 1e9:.3f} GMAC, step {checkpoint['step']}, {description['sha256']}")


if __name__ == "__main__":
    main()

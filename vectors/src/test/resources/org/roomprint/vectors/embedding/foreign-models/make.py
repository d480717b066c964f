"""Writes small ONNX files as others export them, for the tests of adding a model. Needs Python alone.

    python make.py        # in this folder

tokens.onnx   input pixel_values [n,3,h,w] of any size; outputs last_hidden_state [n,4,48] and map [n,48,h/4,w/4]
vector.onnx   input images [1,8,8,3] of a fixed size; output embedding [1,192] alone
two.onnx      inputs pixel_values and input_ids: pictures and words in one file
blind.onnx    output embedding [1,8] that is the same for every picture
"""
import pathlib
import struct

FLOAT, INT64 = 1, 7


def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, value):
    """One field of a protocol buffer: an integer, or bytes, text and messages with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor_type(name, kind, sides):
    dims = b"".join(field(1, field(2, s) if isinstance(s, str) else field(1, s)) for s in sides)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dims)))


def integer(name, value):
    return field(5, field(1, name) + field(3, value) + field(20, 2))


def integers(name, values):
    return field(5, field(1, name) + b"".join(field(8, v) for v in values) + field(20, 7))


def node(operator, inputs, outputs, *attributes):
    return (b"".join(field(1, i) for i in inputs) + b"".join(field(2, o) for o in outputs) + field(4, operator)
            + b"".join(attributes))


def constant(name, values, kind=INT64):
    raw = b"".join(struct.pack("<q" if kind == INT64 else "<f", v) for v in values)
    return field(1, len(values)) + field(2, kind) + field(8, name) + field(9, raw)


def write(name, nodes, inputs, outputs, constants=()):
    graph = b"".join(field(1, n) for n in nodes) + field(2, name)
    graph += b"".join(field(5, c) for c in constants)
    graph += b"".join(field(11, i) for i in inputs) + b"".join(field(12, o) for o in outputs)
    model = field(1, 8) + field(7, graph) + field(8, field(2, 13))
    pathlib.Path(name + ".onnx").write_bytes(model)


pixels = tensor_type("pixel_values", FLOAT, ["n", 3, "h", "w"])
write(
    "tokens",
    [
        node("SpaceToDepth", ["pixel_values"], ["map"], integer("blocksize", 4)),
        node("Reshape", ["map", "flat"], ["columns"]),
        node("Transpose", ["columns"], ["last_hidden_state"], integers("perm", [0, 2, 1])),
    ],
    [pixels],
    [
        tensor_type("last_hidden_state", FLOAT, ["n", "tokens", 48]),
        tensor_type("map", FLOAT, ["n", 48, "mh", "mw"]),
    ],
    [constant("flat", [0, 48, -1])],
)
write(
    "vector",
    [node("Reshape", ["images", "flat"], ["embedding"])],
    [tensor_type("images", FLOAT, [1, 8, 8, 3])],
    [tensor_type("embedding", FLOAT, [1, 192])],
    [constant("flat", [1, 192])],
)
write(
    "two",
    [
        node("Reshape", ["pixel_values", "flat"], ["image_embeds"]),
        node("Reshape", ["input_ids", "flat"], ["text_embeds"]),
    ],
    [pixels, tensor_type("input_ids", INT64, ["n", "words"])],
    [
        tensor_type("image_embeds", FLOAT, ["n", "m"]),
        tensor_type("text_embeds", INT64, ["n", "m"]),
    ],
    [constant("flat", [1, -1])],
)
write(
    "blind",
    [
        node("ReduceMean", ["pixel_values"], ["mean"], integers("axes", [1, 2, 3]), integer("keepdims", 0)),
        node("Mul", ["mean", "zero"], ["nothing"]),
        node("Add", ["nothing", "always"], ["flat"]),
        node("Reshape", ["flat", "row"], ["embedding"]),
    ],
    [tensor_type("pixel_values", FLOAT, [1, 3, 16, 16])],
    [tensor_type("embedding", FLOAT, [1, 8])],
    [
        constant("zero", [0.0], FLOAT),
        constant("always", [float(i) for i in range(8)], FLOAT),
        constant("row", [1, 8]),
    ],
)

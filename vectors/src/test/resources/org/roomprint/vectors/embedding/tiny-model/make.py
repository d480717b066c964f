"""Writes model.onnx: the mean colour of 2 x 4 areas of a 32 x 16 px picture, 24 values. Needs: pip install onnx."""
import onnx
from onnx import TensorProto, helper

graph = helper.make_graph(
    [
        helper.make_node("AveragePool", ["input"], ["areas"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Flatten", ["areas"], ["mean_colours"], axis=1),
        helper.make_node("Flatten", ["input"], ["pixels"], axis=1),
    ],
    "tiny",
    [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, 16, 32])],
    [
        helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 1536]),
        helper.make_tensor_value_info("mean_colours", TensorProto.FLOAT, ["n", 24]),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
onnx.checker.check_model(model)
onnx.save(model, "model.onnx")

"""A network as ONNX: the open format that onnxruntime, browsers and other languages run."""

DESCRIPTION = (
    "Reads handwritten digits. Input: images of 28 x 28 pixels, from 0 to 1 (what MNIST stores, divided by "
    "255), white ink on black. Output: the probabilities of the digits 0 to 9."
)
OPSET, IR = 17, 8  # of 2022: what nearly every runtime in use reads

OPERATORS = {
    "relu": "Relu",
    "tanh": "Tanh",
    "sigmoid": "Sigmoid",
    "softmax": "Softmax",
    "linear": "Identity",
}


def to_onnx(network):
    """The bytes of an .onnx file.

    Its input "images" is float32 (n, 28, 28), pixels 0 to 1, ink bright; its output "probabilities"
    is float32 (n, 10).
    """
    # Only when asked: most visitors never do.
    from onnx import TensorProto, helper, numpy_helper

    nodes = [helper.make_node("Flatten", ["images"], ["inputs_0"], axis=1)]
    arrays = []
    for index, layer in enumerate(network.layers):
        last = index == len(network.layers) - 1
        kernel, bias, sums = f"kernel_{index}", f"bias_{index}", f"sums_{index}"
        arrays += [
            numpy_helper.from_array(layer.kernel, kernel),
            numpy_helper.from_array(layer.bias, bias),
        ]
        nodes += [
            helper.make_node("Gemm", [f"inputs_{index}", kernel, bias], [sums]),
            helper.make_node(
                OPERATORS[layer.activation],
                [sums],
                ["probabilities" if last else f"inputs_{index + 1}"],
            ),
        ]
    outputs = len(network.layers[-1].bias)
    graph = helper.make_graph(
        nodes,
        "network",
        [_floats(helper, TensorProto, "images", network.input_shape)],
        [_floats(helper, TensorProto, "probabilities", (outputs,))],
        arrays,
    )
    model = helper.make_model(
        graph,
        producer_name="MNIST ANN",
        doc_string=DESCRIPTION,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR,
    )
    return model.SerializeToString()


def _floats(helper, tensors, name, shape):
    return helper.make_tensor_value_info(name, tensors.FLOAT, ["n", *shape])

// A network's forward pass, loss, gradients and update, as in mnist_ann/network.py, in float64.
// A layer is {kernel: [inputs][units], bias: [units], activation}. A test compares the two.

export const ACTIVATIONS = {
    linear: (z) => z,
    relu: (z) => Math.max(z, 0),
    tanh: Math.tanh,
    sigmoid: (z) => 1 / (1 + Math.exp(-z)),
};

// The derivative of each activation, from its output.
const SLOPES = {
    linear: () => 1,
    relu: (output) => (output > 0 ? 1 : 0),
    tanh: (output) => 1 - output * output,
    sigmoid: (output) => output * (1 - output),
};

// The weighted sums of one layer, before the activation.
export function sums(layer, inputs) {
    const found = layer.bias.slice();
    for (let i = 0; i < inputs.length; i++) {
        const row = layer.kernel[i];
        for (let unit = 0; unit < found.length; unit++) found[unit] += inputs[i] * row[unit];
    }
    return found;
}

// The outputs of every layer for one point, first to last.
export function activations(layers, point) {
    const outputs = [];
    let values = point;
    for (const layer of layers) {
        values = sums(layer, values);
        const activate = ACTIVATIONS[layer.activation];
        for (let unit = 0; unit < values.length; unit++) values[unit] = activate(values[unit]);
        outputs.push(values);
    }
    return outputs;
}

// The probability of class 1.
export function probability(layers, point) {
    return activations(layers, point).at(-1)[0];
}

// Mean cross-entropy. ln(1 + e^z) is written so that it can't overflow.
export function loss(layers, points, labels) {
    let total = 0;
    points.forEach((point, n) => {
        const before = layers.length > 1 ? activations(layers.slice(0, -1), point).at(-1) : point;
        const z = sums(layers.at(-1), before)[0] * (labels[n] === 1 ? -1 : 1);
        total += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    });
    return total / points.length;
}

// How the loss changes with every weight: [{kernel, bias}], the backward pass.
export function gradients(layers, points, labels) {
    const found = layers.map(({ kernel, bias }) => ({
        kernel: kernel.map((row) => row.map(() => 0)),
        bias: bias.map(() => 0),
    }));
    points.forEach((point, n) => {
        const outputs = activations(layers, point);
        let delta = [(outputs.at(-1)[0] - labels[n]) / points.length]; // probability minus truth
        for (let index = layers.length - 1; index >= 0; index--) {
            const before = index > 0 ? outputs[index - 1] : point;
            const { kernel, bias } = found[index];
            for (let unit = 0; unit < delta.length; unit++) bias[unit] += delta[unit];
            for (let i = 0; i < before.length; i++) {
                for (let unit = 0; unit < delta.length; unit++) {
                    kernel[i][unit] += before[i] * delta[unit];
                }
            }
            if (index > 0) delta = backThrough(layers[index], delta, before, layers[index - 1]);
        }
    });
    return found;
}

// The slopes along the sums of the layer before, from those along the sums of this one. outputs: of
// the layer before.
function backThrough(layer, delta, outputs, layerBefore) {
    const slopeOf = SLOPES[layerBefore.activation];
    return outputs.map((output, i) => {
        const row = layer.kernel[i];
        let back = 0;
        for (let unit = 0; unit < delta.length; unit++) back += row[unit] * delta[unit];
        return back * slopeOf(output);
    });
}

// The layers after one update: every weight moved against its gradient, times rate.
export function update(layers, points, labels, rate) {
    const found = gradients(layers, points, labels);
    return layers.map(({ kernel, bias, activation }, index) => ({
        kernel: kernel.map((row, i) => row.map((w, j) => w - rate * found[index].kernel[i][j])),
        bias: bias.map((b, j) => b - rate * found[index].bias[j]),
        activation,
    }));
}

// Layers without activation, multiplied into one: {kernel, bias}.
export function equivalent(layers) {
    return layers.slice(1).reduce(
        (product, layer) => ({
            kernel: product.kernel.map((row) =>
                sums({ ...layer, bias: layer.bias.map(() => 0) }, row),
            ),
            bias: sums(layer, product.bias),
        }),
        layers[0],
    );
}

"""The mathematics of the story on two inputs: its problems, one perceptron, a small network, and one
step of learning by hand."""

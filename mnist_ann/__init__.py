"""Artificial neural networks on MNIST: the data, the training, the reading, the explaining."""

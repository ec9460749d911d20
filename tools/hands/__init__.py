"""Hands that MNIST lacks, for the drawing network to learn from: people's and a program's.

`digits` and `others` write digits and what is no digit from skeletons with a `pen`; `beside` makes the
digits that stand beside MNIST's, and `no_digit` trains the eleventh unit.
"""

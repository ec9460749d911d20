"""`make bench`: all benchmarks, one after another. `python -m benchmarks NAME …` runs some."""

import importlib
import sys

NAMES = [
    "epoch",
    "accuracy",
    "memory",
    "clicks",
    "drawings",
    "photographs",
    "perceptron",
    "pages",
    "strokes",
    "answer",
    "verdict",
    "classroom",
]

if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        print(f"\n{name}\n{'-' * len(name)}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()

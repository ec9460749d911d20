"""`python -m mnist_ann`: the command line."""

from mnist_ann.cli import main

if __name__ == "__main__":
    main()

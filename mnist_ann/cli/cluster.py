"""The workers of this machine, as a process of their own."""


def cluster() -> None:
    """Serve workers until standard input closes. The app starts this by itself."""
    from mnist_ann.jobs.cluster import serve

    serve()

"""A trained network, and the run that made it, as files to take away.

`Trained` is what a file is made from, by `of_run` or `of_file`; `FORMATS` says which kinds there are.
"""

from mnist_ann.export.formats import FORMATS, Format, check, format_of
from mnist_ann.export.trained import Trained, of_file, of_run

__all__ = ["FORMATS", "Format", "Trained", "check", "format_of", "of_file", "of_run"]

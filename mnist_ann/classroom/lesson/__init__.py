"""The lesson: `papers` makes a guide, a worksheet and its solutions of the texts beside it."""

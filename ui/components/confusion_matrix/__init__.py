"""The confusion matrix as a table of buttons."""

"""The experiment of a class: a plan with a value for each student, and what came of it."""

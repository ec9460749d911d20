"""The lesson: `plan` has its steps and minutes, `papers` makes guide, worksheet and solutions of them, `slides` slides."""

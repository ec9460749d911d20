"""Predict first: a question to all, votes, and the answer."""

"""Numbers as figures: Altair charts, pictures of digits, heat maps. A figure computes nothing that
it shows."""

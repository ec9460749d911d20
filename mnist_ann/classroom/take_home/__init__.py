"""What a student takes home from a class: a page of their own."""

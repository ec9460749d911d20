"""A class and what it does together: who teaches and who joined, activities, drawings, questions, an
experiment, and the lesson's pages."""

"""What a network makes of a drawing: pages, the command line and `POST /api/read` ask here.

`reading.read` answers about one drawing; `request.answer` does so for a program that sends strokes.
"""

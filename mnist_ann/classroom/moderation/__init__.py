"""What of students may be shown to a whole class: which names, which drawings, and when.

`shown` decides what all may see, and is the only place that does; `nicknames` what a name can be, by
how it looks (`look_alikes`) and by the words in it (`words.txt`, and what a teacher adds).
"""

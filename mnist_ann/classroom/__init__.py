"""A class and what it does together, without accounts: a code, a teacher's browser, nicknames.

`classroom.Classroom` is the way in. Its parts go by who asks: `classes` (anyone), `members` (who
joins), `teaching` (what the teacher decides), `activities` (what the class does, and the teacher
steers), `answers` and `drawings` (what members give), `projection` (what the window for the class sees). `contents` lists the kinds of an activity, and
`rules` what every transaction on a class checks. `board`, `archive` and `invitation` make something of
it. The rooms inside: `drawings` and what is learned from them, `votes` and their questions, the
`experiment`, the `lesson` with its papers, and `moderation`: what of all this a whole class may see.
"""

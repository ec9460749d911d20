"""Numbers as figures: Altair charts and pictures. A figure computes nothing that it shows.

`base` has what charts share: colours, axes, legends. Each other file draws one thing: `answers`,
`dataset`, `training` and `insights` (one run), `runs` and `sweeps` (several), `scores`, `layers`,
`votes` and `classroom`. `pictures` turns arrays into pictures.
"""

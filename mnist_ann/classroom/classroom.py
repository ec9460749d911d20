"""The way into the classroom: all that is known of all classes of one database."""

import sqlalchemy as sa

from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.answers import Answers
from mnist_ann.classroom.classes import Classes
from mnist_ann.classroom.drawings.drawings import Drawings
from mnist_ann.classroom.members import Members
from mnist_ann.classroom.projection.projection import Projection
from mnist_ann.classroom.teaching import Teaching


class Classroom:
    """What pages ask about the classes of a database, by who asks. Safe to share between threads; each
    call of a part is one transaction."""

    def __init__(self, engine: sa.Engine):
        self.classes = Classes(engine)
        self.members = Members(engine, self.classes)
        self.teaching = Teaching(engine, self.classes)
        self.activities = Activities(engine)
        self.answers = Answers(engine)
        self.drawings = Drawings(engine)
        self.projection = Projection(engine)

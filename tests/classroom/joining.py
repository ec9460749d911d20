"""How tests have students join a class."""


def code(classroom, id):
    return classroom.classes.get(id).code


def join(classroom, id, *visitors):
    """Who joined, each under the own name."""
    right = code(classroom, id)
    return [classroom.members.join(right, each, each)[1] for each in visitors]


def names(classroom, id, visitor="teacher"):
    return [member.name for member in classroom.members.of_class(id, visitor)]

import pytest

from ui.state import cached

COUNT = iter(range(1_000))


@pytest.fixture
def room():
    """An open class with two students; its teacher is "teacher" and a number."""
    teacher = f"teacher {next(COUNT)}"
    id, _ = cached.teaching().open(teacher)
    room = cached.classes().get(id)
    for name in ("Ada", "Ben"):
        cached.members().join(room.code, f"{name} of {teacher}", name)
    yield room, teacher
    cached.teaching().delete(id, teacher)

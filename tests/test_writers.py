from mnist_ann import writers


def test_the_first_half_of_the_test_images_is_by_students(data):
    """As MNIST's authors say; all but one."""
    students = writers.of(data.test).of_group("Students")
    assert students[:5_000].all()
    assert students[5_000:].sum() == 1


def test_nobody_wrote_both_training_and_test_images(data):
    train, validation, test = (
        {*writers.of(split).numbers.tolist()}
        for split in (data.train, data.validation, data.test)
    )
    assert not test & (train | validation)
    assert (len(validation), len(validation & train)) == (274, 251)
    assert len(test) == 297


def test_everybody_belongs_to_one_group(data):
    for split in data.splits.values():
        who = writers.of(split)
        assert len(who.numbers) == len(split)
        staff, students = map(who.of_group, writers.GROUPS)
        assert (staff ^ students).all()
        assert not {*who.numbers[staff]} & {*who.numbers[students]}


def test_who_is_said_in_words(data):
    # The first of the training file, a 5, is by a student; the second, a 0, by staff.
    assert writers.of(data.validation).who(0) == "writer 2154, a high-school student"
    assert writers.of(data.validation).who(1) == "writer 0, staff of the Census Bureau"


def test_fifteen_labels_are_doubted_and_what_was_read_is_another_digit(data):
    assert len(writers.DOUBTED) == 15
    for place, read in writers.DOUBTED.items():
        assert read != data.y_test[place]
        assert "doubted" in writers.doubt(data.test, place)
    assert writers.doubt(data.test, 0) == ""
    assert writers.doubt(data.validation, 947) == ""

from mnist_ann import visitors


def test_a_cookie_names_its_visitor_and_no_two_are_alike():
    first, second = visitors.new_cookie(), visitors.new_cookie()
    assert visitors.visitor_of(first) == visitors.visitor_of(first)
    assert visitors.visitor_of(first) != visitors.visitor_of(second)


def test_a_forged_cookie_names_nobody():
    name, signature = visitors.new_cookie().split(".")
    other, _ = visitors.new_cookie().split(".")
    for forged in (f"{other}.{signature}", name, f"{name}.x", "", None, "ü.ü"):
        assert visitors.visitor_of(forged) is None

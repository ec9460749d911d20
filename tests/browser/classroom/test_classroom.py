"""A class in real browsers: a teacher, a student on a laptop and one on a phone."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tools.pens import CANVAS, strokes_of, with_mouse
from tools.windows import DESKTOP, PHONE


@pytest.fixture
def teacher(page, server):
    """The page of a teacher who has just opened a class."""
    page.goto(f"{server.url}/classroom")
    page.get_by_role("button", name="Open a class").click()
    page.wait_for_url(re.compile("class="))
    return page


@pytest.fixture
def come(another, server, teacher):
    """A function that has a student come in by the link of the QR code; returns their page."""

    def come(name, **look):
        own = another(**look)
        own.goto(f"{server.url}/classroom?class={code(teacher)}")
        own.get_by_role("textbox", name="Nickname").fill(name)
        own.get_by_role("button", name="Join").click()
        own.get_by_text("You are in.").wait_for()
        return own

    return come


def code(teacher):
    heading = teacher.get_by_role("heading", name="Classroom ·").inner_text()
    return heading.split()[-1]


def view(teacher, name):
    teacher.get_by_role("radio", name=name).or_(
        teacher.get_by_role("button", name=name)
    ).first.click()


def more(teacher, name):
    """Press what is needed less often."""
    teacher.get_by_role("button", name="More").click()
    teacher.get_by_role("button", name=name).click()
    teacher.keyboard.press("Escape")


def test_a_class_from_the_first_student_to_its_end(teacher, come, another, server):
    expect(teacher.get_by_text("Nobody has joined yet")).to_be_visible()
    ada = come("Ada", **DESKTOP)
    ben = come("Ben", **PHONE)
    expect(teacher.get_by_role("heading", name="Ben")).to_be_visible()

    # Help is asked for on any page and shown to the teacher.
    ben.get_by_role("button", name="Ask for help").click()
    teacher.get_by_role("button", name="Ben: helped").click()
    expect(ben.get_by_role("button", name="Ask for help")).to_be_visible()

    # Nicknames are hidden, and what a student's page gets says nothing of them.
    more(teacher, "Hide nicknames")
    expect(teacher.get_by_role("heading", name="Student 2")).to_be_visible()
    expect(teacher.get_by_text("Ben")).to_have_count(0)
    assert "Ben" not in ada.content()
    more(teacher, "Show nicknames")

    # The teacher leads; a student wanders off and comes back.
    teacher.goto(f"{server.url}/inside?run=linear")
    teacher.get_by_role("button", name="Bring everyone here").click()
    for student in (ada, ben):
        student.wait_for_url(re.compile(r"/inside\?run=linear"))
    ada.get_by_role("link", name="To the class").click()
    ada.get_by_role("heading", name="Classroom").wait_for()
    ada.get_by_role("link", name="Where the teacher sent us").click()
    ada.wait_for_url(re.compile(r"/inside\?run=linear"))

    # A locked class, a frozen one, a student who is renamed, one who is removed.
    teacher.goto(f"{server.url}/classroom")
    more(teacher, "Lock joining")
    teacher.get_by_role("button", name="Freeze input").click()
    stranger = another()
    stranger.goto(f"{server.url}/classroom?class={code(teacher)}")
    stranger.get_by_role("button", name="Join").click()
    expect(stranger.get_by_text("takes nobody new")).to_be_visible()
    ada.goto(f"{server.url}/classroom")
    for student in (ada, ben):  # on every page
        expect(student.get_by_text("has frozen all input")).to_be_visible()
    teacher.get_by_role("button", name="Take input again").click()
    expect(ada.get_by_text("has frozen all input")).to_have_count(0)
    view(teacher, "Manage")
    teacher.get_by_role("textbox", name="Nickname").fill("Countess")
    teacher.get_by_role("button", name="Rename").click()
    expect(ada.get_by_text("· Countess")).to_be_visible()
    expect(teacher.get_by_role("combobox", name="Student")).to_have_value("1. Countess")
    teacher.get_by_role("button", name="Remove from the class").click()
    teacher.get_by_role("button", name="Remove Countess").click()
    expect(
        ada.get_by_text("The teacher has removed you from the class")
    ).to_be_visible()
    ada.get_by_role("textbox", name="Code").fill(code(teacher))
    ada.get_by_role("button", name="Join").click()
    expect(ada.get_by_text("has removed you")).to_be_visible()

    # All is downloaded, and the class ends.
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Download everything").click()
    archive = zipfile.ZipFile(download.value.path())
    assert b"Ben" in archive.read("students.csv")
    teacher.mouse.move(0, 0)  # the button's help covers others
    ben.goto(server.url)
    with_mouse(ben, strokes_of(4))
    expect(ben.get_by_role("heading", name="This is a 4")).to_be_visible()
    canvas = ben.locator(CANVAS).element_handle()
    teacher.get_by_role("button", name="End the class").click()
    teacher.get_by_role("button", name="End it now").click()
    expect(teacher.get_by_text("has ended")).to_be_visible()
    expect(ben.get_by_text("has ended. Your runs stay")).to_be_visible()
    assert canvas.evaluate("canvas => canvas.isConnected")  # with what is on it


def test_the_projection_follows_the_class_and_only_shows(teacher, come, another):
    ada = come("Ada")
    with teacher.expect_popup() as opened:
        teacher.get_by_role("link", name="Open the projection").click()
    wall = another(
        viewport={"width": 1280, "height": 720}
    )  # without the teacher's cookie
    wall.goto(opened.value.url)
    expect(wall.get_by_role("heading", name=code(teacher))).to_be_visible()
    expect(wall.get_by_text("Ada")).to_be_visible()
    teacher.get_by_role("button", name="Next: Same digit").click()
    teacher.get_by_role("button", name="Let everyone draw").click()
    for window in (wall, opened.value):  # each by itself
        expect(window.get_by_role("heading", name="Everyone draws")).to_be_visible()
        expect(window.get_by_text(code(teacher), exact=True)).to_be_visible()
        for role in ("button", "link", "textbox", "radio"):
            expect(window.get_by_role(role)).to_have_count(0)
    with_mouse(ada, strokes_of(4))
    ada.get_by_role("button", name="Hand it in").click()
    expect(wall.get_by_role("img", name="by Ada")).to_be_visible()
    main = wall.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight <= innerHeight")


def test_the_recovery_link_makes_another_browser_the_teachers(teacher, another, server):
    teacher.get_by_text("Your recovery link, shown only now").click()
    link = teacher.get_by_text(re.compile("key=")).first.inner_text().strip()
    teacher.get_by_role("button", name="I have kept it").click()
    expect(teacher.get_by_text("Your recovery link")).to_have_count(0)
    query = link.split("?")[1]
    for path, works in ((query[:-3] + "abc", False), (query, True)):
        other = another()
        other.goto(f"{server.url}/classroom?{path}")
        if works:
            expect(other.get_by_role("button", name="Freeze input")).to_be_visible()
            other.wait_for_url(lambda url: "key=" not in url)
        else:
            expect(other.get_by_text("isn't valid")).to_be_visible()
            expect(other.get_by_role("button", name="Freeze input")).to_have_count(0)


def test_a_student_who_loses_the_network_comes_back_to_where_they_were(
    teacher, come, server
):
    ada = come("Ada")
    ada.goto(f"{server.url}/dataset")
    ada.get_by_text("· Ada").wait_for()
    ada.context.set_offline(True)
    more(teacher, "Bring everyone here")
    ada.context.set_offline(False)
    ada.reload()
    expect(ada.get_by_text("· Ada")).to_be_visible()
    assert "/dataset" in ada.url
    ada.get_by_role("link", name="To the class").click()
    expect(ada.get_by_text("You are in.")).to_be_visible()


def test_a_phone_joins_by_an_address_that_the_server_was_never_told(
    teacher, phone, server
):
    """Another name for this machine, as a phone in the same network has one."""
    phone.goto(f"http://127.0.0.2:{server.port}/classroom?class={code(teacher)}")
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_text("You are in.")).to_be_visible()

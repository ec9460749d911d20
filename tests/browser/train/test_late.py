"""A message of the page before, that comes when the next one is there already, changes nothing."""

from mnist_ann.recipe.recipe import Recipe
from tools.crowd.pupils import Crowd

QUICK = Recipe(hidden=(16,), images=2_000, epochs=3, seed=7)


async def start_and_look_again(pupil):
    """Start a run, then have the page of before ask once more. Returns the addresses before and after."""
    await pupil.open("train", recipe=QUICK.to_query())
    before = pupil.moment()
    await pupil.press("Start training")
    await pupil.until(lambda: "run=" in pupil.query, "run in the address")
    await pupil.until_text("Done: 3 epochs")
    run = pupil.query
    await pupil.look_again(pupil.find("page_link", "Compare").fragment, before)
    return run, pupil.query


def test_who_starts_a_run_stays_with_it(server):
    crowd = Crowd(server.url, 1)
    ((run, afterwards),) = crowd.all(start_and_look_again)
    crowd.close()
    assert afterwards == run

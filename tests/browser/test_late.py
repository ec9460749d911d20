"""A message of the page before, that comes when the next one is there already, changes nothing."""

import asyncio

from mnist_ann.recipe import Recipe
from tools.pupils import Pupil

QUICK = Recipe(hidden=(16,), images=2_000, epochs=3, seed=7)


def test_who_starts_a_run_stays_with_it_when_the_page_before_asks_once_more(server):
    async def lesson():
        pupil = Pupil(server.url, "Late")
        await pupil.open("train", recipe=QUICK.to_query())
        before = pupil.moment()
        await pupil.press("Start training")
        await pupil.until(lambda: "run=" in pupil.query, "run in the address")
        run = pupil.query
        await pupil.until_text("Done: 3 epochs")
        shelf = pupil.find("page_link", "Compare").fragment
        await pupil.look_again(shelf, before)
        assert pupil.query == run
        await pupil.close()

    asyncio.run(lesson())

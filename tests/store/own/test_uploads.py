import numpy as np
import pytest
import sqlalchemy as sa

from mnist_ann.errors import Problem
from mnist_ann.network import Dense, Network
from mnist_ann.store.own.uploads import KEPT, MOST, Uploads, id_of
from mnist_ann.store.tables import uploads


def network(number):
    return Network([Dense(np.full((784, 10), number), np.zeros(10), "softmax")])


def test_a_network_comes_back_to_its_visitor_alone(engine):
    kept, mine = Uploads(engine), network(1)
    kept.keep("anna", "mine.keras", mine)
    found = kept.network("anna", id_of(mine))
    assert found.fingerprint == mine.fingerprint
    assert kept.newest("anna")[0] == "mine.keras"
    assert kept.newest("ben") is None
    with pytest.raises(Problem, match="Upload it again"):
        kept.network("ben", id_of(mine))


def test_the_newest_few_are_kept_and_each_once(engine):
    kept = Uploads(engine)
    for number in [0, *range(MOST + 1), MOST]:
        kept.keep("anna", f"{number}.keras", network(number))
    assert kept.newest("anna")[0] == f"{MOST}.keras"
    with engine.connect() as connection:
        names = connection.execute(sa.select(uploads.c.name).order_by(uploads.c.id))
        assert names.scalars().all() == [f"{n}.keras" for n in range(1, MOST + 1)]


def test_nothing_is_kept_for_long(engine):
    kept = Uploads(engine)
    kept.keep("anna", "old.keras", network(1))
    with engine.begin() as connection:
        connection.execute(uploads.update().values(created=uploads.c.created - KEPT))
    kept.keep("ben", "new.keras", network(2))
    assert kept.newest("anna") is None

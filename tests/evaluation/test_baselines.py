"""The simple ways to read digits give what others compute for them."""

import numpy as np
from sklearn.neighbors import NearestCentroid

from mnist_ann.evaluation import baselines


def test_the_nearest_mean_image_is_scikit_learns_nearest_centroid(data):
    train, test = data.train, data.test
    theirs = (
        NearestCentroid()
        .fit(train.images.reshape(55_000, 784), train.labels)
        .predict(test.images[:1_500].reshape(-1, 784))
    )
    np.testing.assert_array_equal(
        baselines.nearest_mean(train, test.images[:1_500]), theirs
    )


def test_rungs_rise_and_say_where_they_come_from(data):
    rungs = [
        *baselines.without_a_network(data.train, data.test),
        baselines.CONVOLUTIONAL,
    ]
    shares = [rung.low for rung in rungs]
    assert shares == sorted(shares)
    assert shares[1] == (data.y_test == 1).mean()  # 1 is the most frequent digit
    assert "LeCun" in rungs[-1].source
    assert rungs[-1].text == "99.05% to 99.20%"

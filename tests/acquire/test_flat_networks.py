from __future__ import annotations

import numpy as np
import pytest

from reportedly.acquire.flat_features import BUCKETS, KINDS, Features
from reportedly.acquire.flat_networks import (
    AT_ONCE,
    COLUMNS,
    beside,
    flat_networks,
    network_kinds,
    scaled,
    worded,
)


def features(count: int, numbers: int = len(COLUMNS)) -> Features:
    draw = np.random.default_rng(count)
    held = draw.integers(1, 5, count)
    owners = np.repeat(np.arange(count), held)
    return Features(
        numbers=draw.standard_normal((count, numbers)).astype(np.float32),
        hashes=draw.integers(0, BUCKETS, len(owners)),
        owners=owners,
    )


def test_columns_and_weights_agree() -> None:
    model = flat_networks()
    assert model.mean.shape == model.scale.shape == (len(COLUMNS),)
    for network in model.networks:
        width = network.words.shape[1]
        assert network.first.weights.shape[0] == len(COLUMNS) + width
        assert len(network.out.bias) == len(KINDS)


@pytest.mark.parametrize("count", [1, 2, 60])
def test_chances_sum_to_one(count: int) -> None:
    chances = network_kinds(features(count))
    assert chances.shape == (count, len(KINDS))
    assert np.allclose(chances.sum(axis=1), 1.0)


def test_each_row_sees_those_above_and_below_and_nothing_beyond_the_ends() -> None:
    rows = np.asarray([[1.0], [2.0], [3.0]], np.float32)
    assert beside(rows, 1).tolist() == [[0, 1, 2], [1, 2, 3], [2, 3, 0]]
    assert beside(rows, 27).tolist() == [[0, 1, 0], [0, 2, 0], [0, 3, 0]]


def test_words_are_summed_alike_however_many_pieces_there_are() -> None:
    many = features(AT_ONCE + 7, numbers=1)
    words = np.random.default_rng(0).standard_normal((16, 3)).astype(np.float32)
    found = worded(many, words)
    for piece in (0, AT_ONCE - 1, AT_ONCE, AT_ONCE + 6):
        held = many.hashes[many.owners == piece] % 16
        assert found[piece] == pytest.approx(words[held].sum(axis=0) / np.sqrt(len(held)), abs=1e-5)


def test_numbers_far_from_the_mean_are_clipped() -> None:
    ones = np.ones(1, np.float32)
    assert scaled(np.asarray([[1e9], [1.5]], np.float32), ones, ones).tolist() == [[4.0], [0.5]]

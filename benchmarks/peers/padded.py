"""Networks of all sizes as one batch, networks on the first axis: what a library needs that trains them at once."""

import numpy as np


def padded(work):
    """W1 (R, H, n_features), b1 (R, H, 1), W2 (R, 1, H), b2 (R, 1, 1), and a mask (R, H, 1): 0 where a unit is off."""
    H, R = max(len(start["W1"]) for start in work.starts), len(work.starts)
    W1, b1, W2 = np.zeros((R, H, len(work.X))), np.zeros((R, H, 1)), np.zeros((R, 1, H))
    mask = np.zeros((R, H, 1))
    for r, start in enumerate(work.starts):
        h = len(start["W1"])
        W1[r, :h], b1[r, :h], W2[r, :, :h], mask[r, :h] = start["W1"], start["b1"], start["W2"], 1
    b2 = np.array([start["b2"] for start in work.starts])
    return [array.astype(np.float32) for array in (W1, b1, W2, b2, mask)]

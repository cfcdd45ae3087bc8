"""What casts doubt on a reading or on a label, image by image.

Letters: n images, c classes, k neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def runner_up(probabilities: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return (n,) the class that the network holds to be second likeliest.

    Args:
        probabilities: (n, c), c at least 2; of equal ones the first is the likeliest.
    """
    others = probabilities.copy()
    np.put_along_axis(others, probabilities.argmax(axis=1)[:, None], -1, axis=1)
    second: NDArray[np.int64] = others.argmax(axis=1)
    return second


def same_label(labels: NDArray[np.integer], neighbours: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return (n,) how many of each image's nearest carry its label: with hardly any, its label may be wrong.

    Args:
        labels: (n,), below 0 where nobody knows; such an image has no number (NaN).
        neighbours: (n, k), the nearest other images in feature space.

    Source:
        Wilson, Asymptotic properties of nearest neighbor rules using edited data (1972), doi:10.1109/TSMC.1972.4309137
    """
    alike = (labels[neighbours] == labels[:, None]).sum(axis=1)
    return np.where(labels >= 0, alike, np.nan)

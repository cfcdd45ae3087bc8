"""``python -m tests.benchmark.by_callback``: ``app.py``, but the views of a digit are asked by Dash callbacks."""

from __future__ import annotations

from unittest.mock import patch

import app
from components.question import view
from components.question.question import DIGIT, FROM_A_MOVING_HAND


def main() -> None:
    """Serve until interrupted; what is said on the command line is what ``app.py`` takes."""
    with patch.object(view, "FROM_A_MOVING_HAND", FROM_A_MOVING_HAND - {DIGIT}):
        app.main()


if __name__ == "__main__":
    main()

"""What faults need of the tests of the server."""

from __future__ import annotations

from tests.components.server.conftest import opened

__all__ = ["opened"]

"""Settings of all tests: property tests have no deadline, and in CI they draw the same examples on every run."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("everyday", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "everyday")

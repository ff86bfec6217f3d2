"""For all tests: no deadline for generated examples, a busy machine is no mistake."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

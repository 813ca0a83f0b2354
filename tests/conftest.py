"""Settings of the whole suite: the same examples in every run; HYPOTHESIS_PROFILE=search tries new and more ones."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, configuration, settings

configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir(), f"factcheck-hypothesis-{os.getuid()}"))
settings.register_profile(
    "stable", database=None, deadline=None, derandomize=True, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
settings.register_profile("search", settings.get_profile("stable"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "stable"))

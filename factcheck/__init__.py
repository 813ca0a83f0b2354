"""factcheck: a workbench for checking numeric claims."""

__version__ = "0.1.0"

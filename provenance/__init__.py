"""Find what news articles share, where it came from, what was changed and who adds something."""

__version__ = "0.1.0"

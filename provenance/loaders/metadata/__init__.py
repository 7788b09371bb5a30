"""From what a file states, or only hints at, to an article's attributes."""

"""What the command line prints: findings, one pair in colour, quotes, the table of facts, the settings."""

from provenance.renderers.terminal.facts import print_facts
from provenance.renderers.terminal.news import (
    print_news,
    print_outlets,
    print_stories,
    print_tally,
    print_trail,
)
from provenance.renderers.terminal.pair import print_pair
from provenance.renderers.terminal.quotes import print_quotes
from provenance.renderers.terminal.settings import print_settings
from provenance.renderers.terminal.summary import print_summary

__all__ = [
    "print_facts",
    "print_news",
    "print_outlets",
    "print_pair",
    "print_quotes",
    "print_settings",
    "print_stories",
    "print_summary",
    "print_tally",
    "print_trail",
]

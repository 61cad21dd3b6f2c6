"""From findings to what a page prints: words, levels, charts and tables."""

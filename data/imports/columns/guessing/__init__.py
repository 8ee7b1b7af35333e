"""Which column stands for what, guessed from headings, tags and values."""

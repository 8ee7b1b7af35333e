"""File formats as tables of text, one file a format."""

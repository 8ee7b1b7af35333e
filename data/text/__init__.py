"""Text of any script: searched, compared, cut short, and in columns of a million rows."""

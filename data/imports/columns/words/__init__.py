"""Word lists of foreign tables: headings, terms and numbers, in many languages."""

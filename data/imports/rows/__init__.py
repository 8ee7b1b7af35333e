"""What the rows of a foreign table are, through a mapping of its columns: incidents, casualties, dates, sources, totals."""

"""Who was killed and injured: groups of people, what became of them, and their sum over a report."""

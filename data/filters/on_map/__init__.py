"""What matches as a map shows it: circles by zoom, classes of shades, what lies near a point."""

"""Names of places in a report, and the place that they speak for."""

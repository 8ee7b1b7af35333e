"""What is visible on the page: one file a panel, each with its layout, its wiring and what it draws."""

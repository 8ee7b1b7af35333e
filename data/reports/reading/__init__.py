"""What each sentence of a report says, and whether it is background."""

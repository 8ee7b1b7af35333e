"""What a column stands for, and its cells as days, numbers, points and terms."""

"""What became of the people of a sentence."""

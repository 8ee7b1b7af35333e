"""Groups of people in a sentence: how many, and who."""

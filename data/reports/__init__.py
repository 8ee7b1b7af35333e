"""From a report's text to drafted incidents, each value with the words that it rests on."""

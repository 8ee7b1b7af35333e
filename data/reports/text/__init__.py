"""Letters, words, sentences, numbers and days of a report, before anything is known of what it reports."""

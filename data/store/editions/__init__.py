"""The editions of a collection: what is pending, what was published, and the files of each."""

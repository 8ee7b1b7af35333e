"""The pages that panels are assembled to."""

"""Which sentences are about the same incident."""

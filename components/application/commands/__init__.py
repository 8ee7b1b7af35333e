"""The command line of the atlas: its options, and what each command does."""

"""The paragraph for a briefing: its findings, what it is about, and its caveats."""

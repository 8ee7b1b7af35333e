"""Files that carry a view into a briefing; what each says comes from `contents`, so that all agree."""

"""Areas and lines that somebody recorded: hazardous, cleared and other areas, tasks, roads, camps."""

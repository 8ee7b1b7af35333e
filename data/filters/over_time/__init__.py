"""What matches beside time: periods, the timeline, one period beside another, groups in space and time."""

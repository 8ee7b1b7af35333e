"""Files of schools, health posts, settlements and people, read into the table `exposure`."""

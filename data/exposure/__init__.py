"""Schools, health posts, settlements and people near the incidents, of the user's own figures."""

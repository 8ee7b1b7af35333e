"""The incidents beside the map: the list of those that match, and the card of the one that is selected."""

"""Areas of the user's own: what is selected in space, and which incidents lie there."""

"""The Dash applications of the atlas, their pages put together; `commands/` start them, `serving/` serves them."""

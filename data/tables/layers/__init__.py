"""The layers that incidents refer to: those that ship with the atlas, and levels of a folder's own boundaries."""

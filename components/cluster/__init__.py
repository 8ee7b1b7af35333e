"""An atlas whose incidents are on a cluster: its addresses and its page."""

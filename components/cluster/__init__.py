"""An atlas whose incidents are on a cluster: its addresses, and what it says when that cannot answer."""

"""From a drafted report to a coded incident: the document it gives, those it may be, and what it adds to one of them."""

"""How a dataset names its places, and under which names they are searched, in each language."""

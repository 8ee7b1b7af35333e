"""The incidents and layers of a collection as they are saved: documents, their revisions, lists of them."""

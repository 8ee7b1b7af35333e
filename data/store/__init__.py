"""The collection that people edit: a file (SQLite) or a PostgreSQL database, with every save kept as a revision.

    from data.store.collection import open_collection

    collection = open_collection("desk.sqlite")                       # made when missing
    saved = collection.save(document, who="A. Editor", why="coded from the report")      # a draft, revision 1
    saved = collection.save(changed, who=…, why=…, state=State.READY, based_on=saved.number)
    collection.find(Query(words="tartar"))                             # what a list shows
    collection.history(saved.incident_id); collection.compare(…); collection.restore(…)
    collection.publish(who="A. Editor", why="first edition")           # what readers see

Others need `collection` only, with `records.documents` (what is saved) and `records.records` (what comes back). An incident is edited as one document: its row, its casualties, its sources, all as the texts of
a table's cells. A save is refused with `ConflictError` when somebody saved the same incident meanwhile; the error
carries that revision and what it changed. A draft may be incomplete; what is ready passes the checks of the schema.
"""

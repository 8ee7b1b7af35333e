"""The desk: pages on which a person reads reports, codes incidents and publishes editions of a collection.

server.py       the Flask application: addresses, errors as sentences; guard.py who may ask
list_page.py    incidents, drafts, unsaved forms, reports
report_pages.py a report in: pasted or as a file, then its text beside the drafts
form_page.py    the coding form; form_fields.py its parts; form_values.py what it sends
known_page.py   the incidents that a new one may be
history_page.py revisions, compared and restored
dataset_page.py the description, the places and official totals
placing_part.py the map of the coding form; placing/ its view and image
publish_page.py what the next edition changes, and the editions
page_parts/     what these pages share
"""

"""What a page's first answer already holds: its view as plain HTML, to be read before a script has run, or without any."""

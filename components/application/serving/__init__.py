"""The web server: its processes, and the threads and memory of each."""

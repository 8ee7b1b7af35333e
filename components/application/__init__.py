"""The application: its pages put together, its server started, its command line."""

"""What a view can be taken away as: links, frames, files."""

"""What the desk's pages are put together from: escaped HTML, the page around it, differences, evidence, signatures."""

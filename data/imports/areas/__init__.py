"""Files of recorded areas, read into the table `areas`."""

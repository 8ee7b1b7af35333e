"""What lies under the incidents: layers of land, water, borders and names, ground maps, and the graticule."""

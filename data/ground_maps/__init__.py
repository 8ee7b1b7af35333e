"""Maps that the host gives to stand under the incidents: tiles in PMTiles or MBTiles files, or at an address."""

"""Names of places, districts and countries, in every language and script that the layers have."""

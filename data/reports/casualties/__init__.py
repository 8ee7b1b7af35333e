"""The casualties of an incident, nobody counted twice."""

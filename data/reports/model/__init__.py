"""An optional language model behind an address that the user gives; what it says counts only by words of the report."""

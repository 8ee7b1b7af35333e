"""What an import reports: the account of every row, and incidents that may be one."""

"""Reading a file in a process of its own, so that its end ends nothing else."""

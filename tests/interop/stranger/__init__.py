"""What no honest peer does, by subject. Each module has `run(report, world)`."""

"""What serves the project's own making: pictures, a server for tests and benchmarks."""

"""The only code that loads TensorFlow. It runs in workers and under the command line."""

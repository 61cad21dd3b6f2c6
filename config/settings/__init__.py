"""One module for each way of running: dev, test, prod. They share base."""

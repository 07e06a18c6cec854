"""For tests: a store in memory, servers to run against, doors without a bus."""

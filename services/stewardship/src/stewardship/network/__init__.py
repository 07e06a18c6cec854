"""The registry: which regions have a group, since when, and where each pilot stands."""

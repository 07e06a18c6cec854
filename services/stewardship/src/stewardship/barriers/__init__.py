"""What stands in the way of improvement, said without blame."""

"""Results: the count with all its stages, its declaration, and seats that become vacant later."""

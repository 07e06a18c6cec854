"""Who was asked something that nobody answers by name."""

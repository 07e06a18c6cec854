"""The refusal codes, a module for each context; ``contracts.refusals.CODES`` holds them all."""

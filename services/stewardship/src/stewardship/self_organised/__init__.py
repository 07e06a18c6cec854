"""Groups that members form by themselves, under light rules."""

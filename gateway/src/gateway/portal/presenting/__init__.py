"""What a page shows, made of a door's answer: frozen, ready to print, tested without a template."""

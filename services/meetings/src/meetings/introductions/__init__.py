"""What members let themselves be called: by their group, or by everybody."""

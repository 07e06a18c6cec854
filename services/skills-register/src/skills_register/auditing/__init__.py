"""The audit: every balance rebuilt from the entries, by a command and each night."""

"""The bodies that sign concordats and lend people, and which members act for them."""

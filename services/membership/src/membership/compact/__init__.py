"""The Compact: its versions, who accepted which, and the grace period."""

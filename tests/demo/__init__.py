"""The demo: what the loader leaves behind on a platform that was empty."""

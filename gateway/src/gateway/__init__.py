"""The only door of Q Commons: REST API, portal, sign-in."""

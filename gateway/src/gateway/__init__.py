"""The only door: REST API, portal, sign-in"""

"""What the API takes and gives, for checking what comes in and for the document.

The doors check everything again and hold the rules; here stand the names, the types and their meaning.
"""

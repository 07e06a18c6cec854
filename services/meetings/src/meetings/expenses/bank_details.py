"""Text that looks like somebody's bank details: it is not wanted here at all (row 51)."""

import re

SORT_CODE = re.compile(r"(?<!\d)\d{2}([- ])\d{2}\1\d{2}(?!\d)")
YEARS = r"(?:19|20)\d\d[- ](?:19|20)\d\d"
ACCOUNT = re.compile(rf"(?<!\d)(?!{YEARS})\d{{4}}[- ]?\d{{4}}(?!\d)")
CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)


def bank_details_in(text: str) -> bool:
    """A sort code, an account number, a card number or an IBAN, with or without gaps."""
    if SORT_CODE.search(text) or ACCOUNT.search(text):
        return True
    cards = any(_is_card(found.group()) for found in CARD.finditer(text))
    return cards or any(_is_iban(found.group()) for found in IBAN.finditer(text))


def _is_card(text: str) -> bool:
    """Whether its check digit is right (Luhn): a phone number is none."""
    digits = [int(sign) for sign in reversed(text) if sign.isdigit()]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0


def _is_iban(text: str) -> bool:
    """Whether its check digits are right (ISO 13616): four words after a postcode are none."""
    signs = text.replace(" ", "").upper()
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1

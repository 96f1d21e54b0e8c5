"""Addresses, masked for eyes that need not see all of them."""

import pytest

from services.emails import mask


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("petr@mail.ru", "p•••r@mail.ru"),
        ("ab@mail.ru", "a•••b@mail.ru"),
        ("a@mail.ru", "a•••@mail.ru"),
        ('"a@b"@mail.ru', '"•••"@mail.ru'),
        ("no address", "•••"),
        ("", "•••"),
    ],
)
def test_an_address_shows_its_ends_and_its_server_only(email: str, masked: str) -> None:
    assert mask(email) == masked

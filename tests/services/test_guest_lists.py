"""Lists of people as they are pasted."""

import csv
import io
from email.header import Header
from email.utils import formataddr
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import guest_lists
from services.emails import valid
from services.errors import AppError, ErrorCode
from services.guest_pieces import AND, start
from services.model import Guest

A, B = "a@example.org", "b@example.org"

CERTAIN = [
    (f"{A},{B}", [(A, None), (B, None)]),
    (f"{A};{B}", [(A, None), (B, None)]),
    (f"{A}|{B}", [(A, None), (B, None)]),
    (f"{A}\t{B}", [(A, None), (B, None)]),
    (f"{A} and {B}", [(A, None), (B, None)]),
    (f"{A}, and {B}", [(A, None), (B, None)]),
    (f"{A} и {B}", [(A, None), (B, None)]),
    (f"{A} & {B}", [(A, None), (B, None)]),
    (f"{A} / {B}", [(A, None), (B, None)]),
    (f"{A}/{B}", [(A, None), (B, None)]),
    (f"{A} + {B}", [(A, None), (B, None)]),
    (f"Anna {A} и Борис {B}", [(A, "Anna"), (B, "Борис")]),
    (f"{A}\nBoris Petrov {B}", [(A, None), (B, "Boris Petrov")]),
    (f"Anna Smith {A}\nBoris Petrov {B}", [(A, "Anna Smith"), (B, "Boris Petrov")]),
    (f"{A} Anna {B} Boris", [(A, "Anna"), (B, "Boris")]),
    (f"Anna {A} Boris {B}", [(A, "Anna"), (B, "Boris")]),
    (f"{A}, Anna, {B}, Boris", [(A, "Anna"), (B, "Boris")]),
    (f"Anna, {A}, Boris, {B}", [(A, "Anna"), (B, "Boris")]),
    (f"<{A}> Anna, <{B}> Boris", [(A, "Anna"), (B, "Boris")]),
    (f"<{A}>, Boris Petrov <{B}>", [(A, None), (B, "Boris Petrov")]),
    (f"Anna<{A}>;Boris<{B}>", [(A, "Anna"), (B, "Boris")]),
    (f"Anna ({A}), Boris ({B})", [(A, "Anna"), (B, "Boris")]),
    (f"Smith, Anna <{A}>; Doe, Bob <{B}>", [(A, "Smith, Anna"), (B, "Doe, Bob")]),
    (f"Smith, Anna <{A}>, Doe, Bob <{B}>", [(A, "Smith, Anna"), (B, "Doe, Bob")]),
    (f'"Smith, Anna" <{A}>', [(A, "Smith, Anna")]),
    (f"«Anna Smith» {A}", [(A, "Anna Smith")]),
    (f"To: Anna <{A}>,\n Boris <{B}>", [(A, "Anna"), (B, "Boris")]),
    (f"Кому: 'Анна Смирнова' <{A}>", [(A, "Анна Смирнова")]),
    (f"=?utf-8?b?0JDQvdC90LA=?= <{A}>", [(A, "Анна")]),
    (f"mailto:{A}", [(A, None)]),
    (f"mailto:{A}?subject=Hello", [(A, None)]),
    (f"Anna <mailto:{A}>", [(A, "Anna")]),
    (f"{A}<mailto:{A}>", [(A, None)]),
    (f"[{A}](mailto:{A})", [(A, None)]),
    (f"'{A}' <{A}>", [(A, None)]),
    (f'"{A}" <{A}>', [(A, None)]),
    (f"**{A}**", [(A, None)]),
    (f"{A}.", [(A, None)]),
    (f"{A},", [(A, None)]),
    (f"<{A}>", [(A, None)]),
    (f"1. {A} Anna\n2) {B} Boris", [(A, "Anna"), (B, "Boris")]),
    (f"• Anna — {A}\n- Boris: {B}", [(A, "Anna"), (B, "Boris")]),
    (f"Имя;E-mail\nАнна;{A}\nБорис;{B}", [(A, "Анна"), (B, "Борис")]),
    (f"{A};Smith, Anna\n{B}\tDoe, Bob", [(A, "Smith, Anna"), (B, "Doe, Bob")]),
    (f"1\t{A}\tАнна\t+7 999 123-45-67", [(A, "Анна")]),
    (f"[27.11.2026 12:30] Анна: {A}", [(A, "Анна")]),
    (f"27/11/2026, 12:30 - Anna: {A}", [(A, "Anna")]),
    (f"Анна Смирнова\n{A}\nБорис\n{B}", [(A, "Анна Смирнова"), (B, "Борис")]),
    (f"Anna & Boris {A}", [(A, "Anna & Boris")]),
    (f"почта: {A}", [(A, None)]),
    (f'"Mail" <{A}>, "И" <{B}>', [(A, "Mail"), (B, "И")]),
    (f"\u200b{A}\u00a0Anna\ufeff", [(A, "Anna")]),
    ("a＠example.org", [(A, None)]),
    (f"{A}, A@EXAMPLE.org Anna", [(A, "Anna")]),
    ("o'brien@example.org O'Brien", [("o'brien@example.org", "O'Brien")]),
    ("anna@пример.рф", [("anna@пример.рф", None)]),
    (f"{A} а также {B}", [(A, None), (B, None)]),
    (f"{A}, as well as {B}", [(A, None), (B, None)]),
    (f"{A} или {B}", [(A, None), (B, None)]),
    (f"{A}\nand\n{B}", [(A, None), (B, None)]),
    (f"{A}，{B}", [(A, None), (B, None)]),
    (f"{A} . {B}", [(A, None), (B, None)]),
    (f"Петров Борис (Москва) <{B}>; Anna ({A})", [(B, "Петров Борис (Москва)"), (A, "Anna")]),
    (f"From: Anna Smith <{A}>\nSent: Friday, 27 November 2026 12:30\nTo: Boris <{B}>\nSubject: Meeting",
     [(A, "Anna Smith"), (B, "Boris")]),
    (f"От: Анна <{A}>\nДата: пт, 27 нояб. 2026 г.\nТема: Встреча\nКому: {B}", [(A, "Анна"), (B, None)]),
    (f"пт, 27 нояб. 2026 г. в 12:30, Анна Смирнова <{A}>:", [(A, "Анна Смирнова")]),
    (f"Анна, [27.11.2026 12:30]\n{A}\n\nБорис, [27.11.2026 12:31]\n{B}", [(A, "Анна"), (B, "Борис")]),
    (f"№1 Анна {A}\n№ 2. Борис {B}", [(A, "Анна"), (B, "Борис")]),
    (f"1\ufe0f\u20e3 Anna {A}\n2\ufe0f\u20e3 Boris {B}", [(A, "Anna"), (B, "Boris")]),
    (f"[ ] Anna {A}\n- [x] Boris {B}", [(A, "Anna"), (B, "Boris")]),
    (f"* **Анна** {A}\n* __Борис__ {B}", [(A, "Анна"), (B, "Борис")]),
    (f"[Анна](mailto:{A})\nBoris({B})", [(A, "Анна"), (B, "Boris")]),
    (f"почта:{A}\nBoris:{B}", [(A, None), (B, "Boris")]),
    (f"Full name\tEmail address\nAnna Smith\t{A}", [(A, "Anna Smith")]),
    (f"№\tФамилия Имя\tЭлектронная почта\n1\tСмирнова Анна\t{A}", [(A, "Смирнова Анна")]),
    (f'"Email","Name"\n"{A}","Anna Smith"', [(A, "Anna Smith")]),
    (f"| Имя | Почта |\n| --- | --- |\n| Анна | {A} |", [(A, "Анна")]),
    (f"📧{A}…", [(A, None)]),
    (f"_{A}_", [(A, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people"), CERTAIN)
def test_people_are_read_with_their_own_names(text: str, people: list[tuple[str, str | None]]) -> None:
    found = guest_lists.read(text)
    assert [(guest.email, guest.name) for guest in found.guests] == people
    assert not found.guessed
    assert not found.unread


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{A} Boris Petrov {B}", [(A, "Boris Petrov"), (B, None)]),
        (f"{A} Anna, Boris <{B}>", [(A, "Anna"), (B, "Boris")]),
        (f"{A}, Boris, {B}", [(A, "Boris"), (B, None)]),
        (f"Anna\tSmith\t{A}", [(A, "Anna Smith")]),
        (f"Anna Smith, CEO, {A}", [(A, "Anna Smith")]),
        (f"Anna <{A}> from Acme", [(A, "Anna")]),
        (f"On Fri, Nov 27, 2026 at 12:30 PM Anna Smith <{A}> wrote:", [(A, "Anna Smith")]),
        (f"[27.11.2026, 12:31:05] Ольга: Борис Петров {B}", [(B, "Ольга: Борис Петров")]),
        (f"Anna 2 <{A}>", [(A, "Anna 2")]),
        (f"ФИО\tДолжность\tE-mail\nАнна Смирнова\tДиректор\t{A}", [(A, "Анна Смирнова")]),
    ],
)
def test_a_name_that_could_be_somebody_elses_is_a_guess(text: str, people: list[tuple[str, str | None]]) -> None:
    found = guest_lists.read(text)
    assert [(guest.email, guest.name) for guest in found.guests] == people
    assert found.guessed


@pytest.mark.parametrize(
    ("text", "emails", "unread"),
    [
        (f"boris@, {A}, @boris, x@y", [A], ["boris@", "@boris", "x@y"]),
        (f"{A}\nсписок гостей\n{B}", [A, B], ["список гостей"]),
        ("Anna Smith", [], ["Anna Smith"]),
        ("anna@@example.org", [], ["anna@@example.org"]),
        (f"{A}\nсовсем не адрес\nbob@example,com  Bob", [A], ["совсем не адрес", "bob@example,com Bob"]),
        ("", [], []),
        ("E-mail;Имя", [], []),
        (f"Борис, почта позже\nАнна {A}", [A], ["Борис почта позже"]),
        (f"https://example.org/?u={A}", [], [f"https://example.org/?u={A}"]),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_kept(text: str, emails: list[str], unread: list[str]) -> None:
    found = guest_lists.read(text)
    assert [guest.email for guest in found.guests] == emails
    assert list(found.unread) == unread


@pytest.mark.parametrize(
    "text", [f"Anna Smith <{A}>", f"{A}.", f"{A},", f"<{A}>", f"Вот: {A}", f" mailto:{A} ", f"e-mail:{A}", f"{A}💬"]
)
def test_one_address_is_found_in_what_stands_around_it(text: str) -> None:
    assert guest_lists.address(text) == A


@pytest.mark.parametrize("text", ["", "no", f"{A} {B}", "anna@", "a@b"])
def test_none_and_several_are_no_address(text: str) -> None:
    with pytest.raises(AppError) as caught:
        guest_lists.address(text)
    assert caught.value.code is ErrorCode.EMAIL_MALFORMED


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (f"Big plan {A}", "Big plan "),
        (f"Big plan 'Smith, Anna' <{A}>", "Big plan "),
        (f"«Big plan» {A}", "«Big plan» "),
        (f"{A} Anna", ""),
    ],
)
def test_where_the_first_person_begins(text: str, before: str) -> None:
    place = start(text)
    assert place is not None
    assert text[:place] == before
    assert start("just words") is None


LETTERS = st.characters(categories=["Lu", "Ll", "Lo"], include_characters=" -'.,")


def _usual(name: str) -> str:
    """A name as people write it: composed letters, single blanks, a blank after a comma."""
    parts = (" ".join(part.split()).strip(" -'.") for part in normalize("NFC", name).split(","))
    return ", ".join(part for part in parts if part)


def _is_a_name(name: str) -> bool:
    return any(sign.isalpha() for sign in name) and name.casefold() not in {"email", "e-mail", "mail", *AND}


NAMES = st.text(LETTERS, min_size=2, max_size=30).map(_usual).filter(_is_a_name)
LOCALS = st.from_regex(r"[a-z][a-z0-9]{0,10}([.+_-][a-z0-9]{1,8})?", fullmatch=True)
PEOPLE = st.lists(
    st.builds(Guest, LOCALS.map(lambda local: f"{local}@example.org"), st.none() | NAMES),
    min_size=1, max_size=6, unique_by=lambda guest: guest.email,
)  # fmt: skip


@given(PEOPLE, st.sampled_from([", ", "; ", ",\n ", "\n"]), st.booleans())
def test_what_a_mail_program_writes_comes_back(people: list[Guest], between: str, encoded: bool) -> None:
    def written(guest: Guest) -> str:
        name = guest.name or ""
        if encoded and name:
            return f"{Header(name, 'utf-8', maxlinelen=1000).encode()} <{guest.email}>"
        return '"{}" <{}>'.format(name.replace("\\", "\\\\").replace('"', '\\"'), guest.email) if name else guest.email

    found = guest_lists.read(between.join(written(guest) for guest in people))
    assert list(found.guests) == people
    assert not found.unread


@given(PEOPLE)
def test_what_pythons_mail_library_writes_comes_back(people: list[Guest]) -> None:
    found = guest_lists.read(", ".join(formataddr((guest.name or "", guest.email)) for guest in people))
    assert list(found.guests) == people


@given(PEOPLE, st.sampled_from([",", ";", "\t"]), st.booleans())
def test_a_table_comes_back(people: list[Guest], delimiter: str, names_first: bool) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    for guest in people:
        cells = [guest.email, guest.name or ""]
        writer.writerow(reversed(cells) if names_first else cells)
    assert list(guest_lists.read(table.getvalue()).guests) == people


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = guest_lists.read(text)
    assert all(guest.email == valid(guest.email) for guest in found.guests)

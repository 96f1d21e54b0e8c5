import pytest

from sandbox.telegram import ApiError, TelegramSandbox
from sandbox.telegram.html import parse_html
from sandbox.telegram.text import detect_entities, slice_utf16

MISTAKES = {
    "<blink>x</blink>": 'Unsupported start tag "blink" at byte offset 0',
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "😀<p>x</p>": 'Unsupported start tag "p" at byte offset 4',
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<b": 'Unclosed start tag "b" at byte offset 0',
    '<a href="x>y</a>': "Unclosed start tag at byte offset 0",
    "<a =x>y</a>": 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=x/y>z</a>": "Unexpected end of name token at byte offset 9",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    '<tg-time unix="soon">x</tg-time>': 'Tag "tg-time" must have a positive attribute "unix" at byte offset 0',
    '<tg-time unix="1" format="Q">x</tg-time>': "Invalid date-time format specified at byte offset 0",
}


@pytest.mark.parametrize(("source", "reason"), MISTAKES.items())
def test_a_mistake_in_html_is_answered_with_its_place(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"
    assert (caught.value.code, caught.value.bug) == (400, True)


@pytest.mark.parametrize(
    ("source", "plain", "kinds"),
    [
        ("<b>bold <i>both</i></b>", "bold both", ["bold", "italic"]),
        (
            "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>",
            "abcd",
            ["bold", "italic", "underline", "strikethrough"],
        ),
        ("<u>u</u> <s>s</s>", "u s", ["underline", "strikethrough"]),
        ("<tg-spoiler>x</tg-spoiler>", "x", ["spoiler"]),
        ('<span class="tg-spoiler">x</span>', "x", ["spoiler"]),
        ("<blockquote>q</blockquote>", "q", ["blockquote"]),
        ("<blockquote expandable>q</blockquote>", "q", ["expandable_blockquote"]),
        ("<blockquote>q<blockquote>q</blockquote></blockquote>", "qq", ["blockquote"]),
        ("<code>a<b>b</b></code>", "ab", ["code"]),
        ("<b></b>x", "x", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#33; &#x21; &nbsp; & d", 'a <b> & "c" ! ! &nbsp; & d', []),
        ("2 > 1", "2 > 1", []),
    ],
)
def test_html_becomes_plain_text_and_entities(source: str, plain: str, kinds: list[str]) -> None:
    text, entities = parse_html(source)
    assert text == plain
    assert [entity["type"] for entity in entities] == kinds


def test_offsets_count_utf16_code_units() -> None:
    text, entities = parse_html("😀 <b>жир</b>")
    assert entities == [{"type": "bold", "offset": 3, "length": 3}]
    assert slice_utf16(text, 3, 3) == "жир"


def test_links_times_and_languages_keep_their_attributes() -> None:
    source = (
        '<a href="https://example.org/?a=1&amp;b=2">link</a>'
        '<tg-time unix="1700000000" format="wDT">then</tg-time>'
        '<pre><code class="language-python">x</code></pre>'
    )
    link, moment, code = parse_html(source)[1]
    assert link["url"] == "https://example.org/?a=1&b=2"
    assert (moment["type"], moment["unix_time"], moment["date_time_format"]) == ("date_time", 1700000000, "wDT")
    assert (code["type"], code["language"]) == ("pre", "python")


def test_blanks_around_a_message_are_cut_and_entities_move_with_it() -> None:
    text, entities = parse_html("\n <b> x</b>y  ")
    assert (text, entities) == ("xy", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start r_1", [("bot_command", "/start")]),
        ("😀 /help@conference_bot, ok", [("bot_command", "/help@conference_bot")]),
        ("not/a/command and 1/2", []),
        ("ask @olga_p or a.b+c@mail.example.ru", [("mention", "@olga_p"), ("email", "a.b+c@mail.example.ru")]),
        (
            "see https://example.org/x?y=1. Or t.me/conference_bot",
            [("url", "https://example.org/x?y=1"), ("url", "t.me/conference_bot")],
        ),
    ],
)
def test_telegram_finds_commands_mentions_links_and_mails_itself(text: str, found: list[tuple[str, str]]) -> None:
    entities = detect_entities(text)
    assert [(e["type"], slice_utf16(text, e["offset"], e["length"])) for e in entities] == found


def test_nothing_is_looked_for_inside_code() -> None:
    text, entities = parse_html("<code>/start</code> /help")
    assert [e["type"] for e in detect_entities(text, entities)] == ["code", "bot_command"]


def test_a_link_to_a_person_works_only_for_somebody_the_bot_has_met() -> None:
    tg = TelegramSandbox()
    olga, stranger = tg.add_person("Olga"), tg.add_person("Stranger")
    olga.start()
    html = f'<a href="tg://user?id={olga.id}">O</a> <a href="tg://user?id={stranger.id}">S</a>'
    sent = tg.call("sendMessage", {"chat_id": olga.id, "text": html, "parse_mode": "HTML"})
    assert [(e["type"], e["user"]["first_name"]) for e in sent["entities"]] == [("text_mention", "Olga")]

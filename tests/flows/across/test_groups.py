"""In groups: topics, privacy mode, other people, anonymous administrators, upgrades, missing rights."""

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat, Message, User
from sandbox.telegram.chats import ANONYMOUS_ADMIN
from sandbox.telegram.text import detect_entities
from storage.database import Database
from storage.workspaces import bind_moderators, serving
from tests.flows.requests_world import rows
from tests.flows.world import KEY, World
from tests.flows.world import User as Somebody

HINT = "Вы пишете анонимно"


@pytest.fixture
async def team(world: World) -> GroupChat:
    """A basic group with a connected project: Olga owns the bot, Petr and Anna have no rights. Privacy mode is on."""
    world.project.add_conference("Планёрка").add_client("anna@example.com", "Анна")
    olga = world.user("Olga")
    await olga.starts()
    group = await world.add_group("Команда", olga, world.user("Petr"), world.user("Anna"))
    await olga.within(group).connects()
    return group


@pytest.fixture
async def forum(world: World) -> GroupChat:
    """The same as a forum."""
    world.project.add_conference("Планёрка").add_client("anna@example.com", "Анна")
    olga = world.user("Olga")
    await olga.starts()
    group = await world.add_group("Форум", olga, world.user("Petr"), forum=True)
    await olga.within(group).connects()
    return group


def titles(world: World) -> list[str]:
    return [conference.title for conference in world.project.conferences]


# --- topics ----------------------------------------------------------------------------------------------------------


async def test_answers_files_and_edits_stay_in_the_topic(world: World, forum: GroupChat) -> None:
    olga = world.user("Olga").within(forum)
    topic = forum.add_topic("Планы", by=olga.person.user)
    before = len(forum.messages)
    await olga.sends("/clients план", thread=topic)
    await olga.presses("🎥")
    await olga.presses("🗑 Удалить")
    await olga.presses("Да, удалить")
    said = [message for message in forum.messages[before:] if message.from_bot]
    assert [message.file_name is not None for message in said] == [False, True]
    assert {message.thread_id for message in said} == {topic}
    assert titles(world) == []


async def test_a_dialogue_goes_on_in_its_topic(world: World, forum: GroupChat) -> None:
    olga = world.user("Olga").within(forum)
    topic = forum.add_topic("Планы", by=olga.person.user)
    before = len(forum.messages)
    question = await olga.sends("/create", thread=topic)
    question = await olga.sends("Ретро", reply_to=question, thread=topic)
    question = await olga.sends("-", reply_to=question, thread=topic)
    await olga.sends("-", reply_to=question, thread=topic)
    await olga.presses("✅ Создать")
    assert titles(world) == ["Планёрка", "Ретро"]
    assert {message.thread_id for message in forum.messages[before:]} == {topic}


async def test_a_plain_message_in_a_topic_is_not_an_answer(world: World, forum: GroupChat) -> None:
    """Telegram makes every message of a topic "answer" the one that opened the topic."""
    olga = world.user("Olga").within(forum)
    world.telegram.add_bot_to(forum, olga.person, admin=True)  # so that it sees all messages
    topic = forum.add_topic("Планы", by=olga.person.user)
    question = await olga.sends("/create", thread=topic)
    assert await olga.sends("Всем привет", thread=topic) is question


async def test_answers_in_a_supergroup_without_topics_do_not_claim_a_topic(world: World) -> None:
    """A chain of replies has a thread id there too, which sendMessage would refuse."""
    olga = world.user("Olga")
    await olga.starts()
    telegram = world.telegram
    group = telegram.add_group("Супер", olga.person, kind="supergroup")
    telegram.add_bot_to(group, olga.person)
    await world.idle()
    await olga.within(group).connects()
    first = await olga.within(group).sends("/conferences")
    second = await olga.within(group).sends("/help", reply_to=first)
    assert "Команды" in second.text


# --- dialogues under privacy mode ------------------------------------------------------------------------------------


async def test_a_question_in_a_group_asks_the_client_to_reply_to_it(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    question = await olga.sends("/create")
    assert team.reply_keyboard is question
    assert question.markup == {"force_reply": True, "selective": True, "input_field_placeholder": "Ваш ответ"}
    assert question.reply_to is not None
    assert question.reply_to.sender.id == olga.id  # selective: only she is prompted
    assert "Ответьте на это сообщение" in question.text


async def test_a_question_after_a_button_prompts_the_presser(world: World, team: GroupChat) -> None:
    """`selective` reaches those who are mentioned, and a press leaves no message to reply to."""
    olga = world.user("Olga").within(team)
    await olga.sends("/conference план")
    await olga.presses("✉️ Пригласить")
    question = olga.screen
    assert (question.markup or {}).get("force_reply")
    mentioned = [entity["user"]["id"] for entity in question.entities if entity["type"] == "text_mention"]
    assert mentioned == [olga.id]


async def test_only_the_askers_own_reply_to_the_question_counts(world: World, team: GroupChat) -> None:
    world.telegram.add_bot_to(team, world.user("Olga").person, admin=True)  # it sees everything now
    olga, petr = world.user("Olga").within(team), world.user("Petr").within(team)
    earlier = await olga.sends("/help")
    question = await olga.sends("/create")
    assert await olga.sends("Всем привет") is question
    assert await olga.sends("Это не ответ", reply_to=earlier) is question
    assert await petr.sends("Тайное название", reply_to=question) is question
    assert "слов о ней" in (await olga.sends("Планёрка", reply_to=question)).text


async def test_an_answer_to_the_question_before_is_not_taken_for_the_current_one(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    first = await olga.sends("/create")
    second = await olga.sends("Планёрка", reply_to=first)
    assert await olga.sends("Ещё одно название", reply_to=first) is second


async def test_two_people_fill_their_own_forms_side_by_side(world: World, team: GroupChat) -> None:
    olga, petr = world.user("Olga").within(team), world.user("Petr").within(team)
    await petr.sends("Я тут")  # nobody sees it, but a reply to it tells who is meant
    await olga.sends("/admins add", reply_to=team.last())
    await olga.presses("✅ Да, добавить")
    hers = await olga.sends("/create")
    his = await petr.sends("/create")
    for user, question, title in ((petr, his, "Его"), (olga, hers, "Её")):
        await user.sends(title, reply_to=question)
        await user.sends("-", reply_to=user.screen)
        await user.sends("-", reply_to=user.screen)
        confirmation = user.screen
        other = olga if user is petr else petr
        press = await other.presses("✅ Создать", confirmation)
        assert press.answer.show_alert
        assert "другой человек" in press.answer.text
        await user.presses("✅ Создать", confirmation)
    assert titles(world)[1:] == ["Его", "Её"]


async def test_other_peoples_presses_leave_the_screen_alone(world: World, team: GroupChat) -> None:
    olga, petr = world.user("Olga").within(team), world.user("Petr").within(team)
    await olga.sends("/conference план")
    card = (olga.sees, olga.buttons)
    for button in olga.buttons:
        press = await petr.presses(button)
        assert press.answer.show_alert, button
        assert "недоступно" in press.answer.text
    assert (olga.sees, olga.buttons) == card


# --- who is not answered ---------------------------------------------------------------------------------------------


async def test_strangers_get_silence(world: World, team: GroupChat) -> None:
    petr = world.user("Petr").within(team)
    before = len(team.messages)
    texts = ["/start", "/help", "/create Взлом", "/conferences", "/apikey", "/admins", "/cancel", "/nothing", "привет"]
    for text in texts:
        await petr.sends(text)
    assert [message.from_bot for message in team.messages[before:]] == [False] * len(texts)


async def test_an_anonymous_administrator_is_told_how_to_show_up(world: World, team: GroupChat) -> None:
    await world.user("Olga").within(team).sends("/language")
    await world.user("Olga").within(team).presses("✓ Русский")
    for command in ("/create Тайная", "/apikey", "/cancel"):
        asked = team.send_anonymous(command)
        await world.idle()
        assert team.last(from_bot=True).text.startswith(HINT), command
        assert team.last(from_bot=True).reply_to is asked
    assert titles(world) == ["Планёрка"]


async def test_an_anonymous_administrators_talk_is_left_alone(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    world.telegram.add_bot_to(team, olga.person, admin=True)
    question = await olga.sends("/create")
    team.send_anonymous("Всем привет")
    team.send_anonymous("Название", reply_to=question)
    await world.idle()
    assert olga.screen is question


async def test_a_channel_that_writes_into_the_group_has_no_rights(world: World, team: GroupChat) -> None:
    """Whoever writes in the name of a channel comes as one and the same bot of Telegram's, whose rights nobody has."""
    olga = world.user("Olga")
    moderators = await world.add_group("Модераторы", olga)
    await bind(world, workspace=team, moderators=moderators)
    await olga.within(moderators).sends("/conferences")
    answer = moderators.last(from_bot=True)
    assert "Конференци" in answer.text
    say_as_channel(world, moderators, "/conferences")
    say_as_channel(world, moderators, "/invite план anna@example.com")
    await world.idle()
    assert moderators.last(from_bot=True) is answer


# --- upgrades --------------------------------------------------------------------------------------------------------


async def test_key_admins_and_choice_follow_the_group_into_the_supergroup(world: World, team: GroupChat) -> None:
    olga, petr = world.user("Olga").within(team), world.user("Petr").within(team)
    await petr.sends("Я тут")
    await olga.sends("/admins add", reply_to=team.last())
    await olga.presses("✅ Да, добавить")
    await olga.sends("/alias план p")
    await olga.sends("/use p")
    supergroup = world.telegram.upgrade(team)
    await world.idle()
    petr = petr.within(supergroup)
    await petr.sends("/conference")
    assert "🎥 Планёрка" in petr.sees
    assert "Короткое имя: p" in petr.sees
    await petr.sends("/create Новая")
    assert "Конференция «Новая» создана" in petr.sees


async def test_a_dialogue_goes_on_after_the_upgrade(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    await olga.sends("Ретро", reply_to=await olga.sends("/create"))
    supergroup = world.telegram.upgrade(team)
    await world.idle()
    olga = olga.within(supergroup)
    # The question stayed behind in the old chat; whatever of the bot's is at hand will do to reply to.
    await olga.sends("Планы на неделю", reply_to=await olga.sends("/help"))
    await olga.presses("✅ Создать")
    conference = world.project.conferences[-1]
    assert (conference.title, conference.description) == ("Ретро", "Планы на неделю")


@pytest.mark.parametrize("how", ["command", "button", "file"])
async def test_an_upgrade_while_the_bot_works_loses_no_answer(world: World, team: GroupChat, how: str) -> None:
    olga = world.user("Olga").within(team)
    await olga.sends("/conference план")
    if how == "file":
        await olga.presses("🗑 Удалить")
    world.boomstream.fail(FaultKind.SLOW, seconds=0.2)
    if how == "command":
        olga.person.send("/conference план", team)
    else:
        olga.person.press(olga.screen, {"button": "👥 Участники", "file": "Да, удалить"}[how])
    await world.boomstream_asked()
    supergroup = world.telegram.upgrade(team)
    await world.idle()
    olga = olga.within(supergroup)
    assert {"command": "🎥 Планёрка", "button": "1. Анна", "file": "🗑 Конференция"}[how] in olga.sees
    assert "сломалось" not in olga.sees
    assert (titles(world) == []) is (how == "file")


async def test_an_upgrade_that_only_the_new_chat_tells_of_is_heard(world: World, team: GroupChat) -> None:
    """Telegram tells it there in the name of the group, as if an anonymous administrator had written it."""
    new = world.telegram.add_group("Команда", world.user("Olga").person, kind="supergroup")
    told = Message(1, new, world.clock(), ANONYMOUS_ADMIN, sender_chat=new, service={"migrate_from_chat_id": team.id})
    world.telegram.push("message", told.to_json())
    world.telegram.add_bot_to(new, world.user("Olga").person)
    await world.idle()
    assert "🎥 Планёрка" in (await world.user("Olga").within(new).sends("/conference план")).text


# --- a bot without rights --------------------------------------------------------------------------------------------


async def test_a_group_that_threw_the_bot_out_is_no_incident(
    world: World, team: GroupChat, caplog: pytest.LogCaptureFixture
) -> None:
    olga = world.user("Olga").within(team)
    world.boomstream.fail(FaultKind.SLOW, seconds=0.2)
    olga.person.send("/conference план", team)
    await world.boomstream_asked()
    world.telegram.remove_bot_from(team, olga.person)
    await world.idle()
    assert "Incident" not in caplog.text
    world.telegram.add_bot_to(team, olga.person)
    await world.idle()
    assert "Всё готово" in olga.sees  # and back again, with its key


def say_as_channel(world: World, group: GroupChat, text: str) -> Message:
    """https://core.telegram.org/bots/api#message: the channel in `sender_chat`, Telegram's own bot in `from`."""
    channel = GroupChat(world.telegram, -1_000_000_777_000, "Канал", kind="channel", forum=False)
    everybody = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
    return group.say(everybody, sender_chat=channel, text=text, entities=detect_entities(text))


async def bind(world: World, *, workspace: GroupChat, moderators: GroupChat) -> None:
    """There is no command for it here: the row is written as one would."""
    async with await Database.open(world.settings.database) as database, database.transaction() as connection:
        row = await serving(connection, chat_id=workspace.id)
        await bind_moderators(connection, workspace_id=row.id, chat_id=moderators.id)


# --- two chats that were one ------------------------------------------------------------------------------------------


async def _met_anew(world: World, team: GroupChat) -> tuple[GroupChat, Message]:
    """The supergroup is met before Telegram tells that it was the team; and that message, not yet delivered."""
    olga = world.user("Olga")
    new = world.telegram.add_group("Команда", olga.person, kind="supergroup")
    world.telegram.add_bot_to(new, olga.person)
    await world.idle()
    return new, Message(
        99, new, world.clock(), ANONYMOUS_ADMIN, sender_chat=new, service={"migrate_from_chat_id": team.id}
    )


async def test_a_key_that_only_the_new_chat_has_outlives_the_upgrade(world: World) -> None:
    olga, anna = world.user("Olga"), world.user("Anna")
    await olga.starts()
    await anna.starts()
    team = await world.add_group("Команда", olga, anna)
    await olga.within(team).sends("/admins add @anna")
    await olga.within(team).presses("✅ Да, добавить")
    new, told = await _met_anew(world, team)
    await olga.within(new).connects()
    await olga.within(new).sends("/create Планёрка")
    await olga.within(new).sends("/alias план p")
    world.telegram.push("message", told.to_json())
    await world.idle()
    new.add_member(anna.person.user)
    await anna.within(new).sends("/conference p")  # an admin of the old chat, a key and a short name of the new one
    assert "🎥 Планёрка" in anna.within(new).sees
    await olga.within(new).sends("/log")
    assert "объединение данных двух чатов" in olga.within(new).sees
    assert "отключён ключ" not in olga.within(new).sees


async def test_of_two_keys_the_older_chats_stays_and_the_chat_and_the_log_say_so(world: World, team: GroupChat) -> None:
    olga = world.user("Olga")
    new, told = await _met_anew(world, team)
    second = "f" * 28 + "beef"
    world.boomstream.add_project(second)
    await olga.within(new).connects(second)
    world.telegram.push("message", told.to_json())
    await world.idle()
    assert f"Остался …{KEY[-4:]}, а …beef отключён" in olga.within(new).sees  # the log is read by few
    await olga.within(new).sends("/conference план")
    assert "🎥 Планёрка" in olga.within(new).sees
    await olga.within(new).sends("/log")
    assert "отключён ключ …beef" in olga.within(new).sees


async def test_what_hangs_on_a_conference_known_to_both_chats_stays(world: World, team: GroupChat) -> None:
    olga = world.user("Olga")
    new, told = await _met_anew(world, team)
    await olga.within(new).connects()
    await olga.within(new).sends("/alias план late")
    await olga.within(new).sends("/use план")
    world.telegram.push("message", told.to_json())
    await world.idle()
    await olga.within(new).sends("/conference late")
    assert "🎥 Планёрка" in olga.within(new).sees


# --- who is kept -----------------------------------------------------------------------------------------------------


@pytest.fixture
async def office(world: World) -> GroupChat:
    """A group in which the bot reads everything."""
    return await world.add_group("Office", world.user("Olga"), world.user("Steve"), admin=True)


def _is_kept(user: Somebody) -> bool:
    return rows(user.world, f"SELECT name, username FROM person WHERE user_id = {user.id}") != []  # noqa: S608 (a number)


async def test_who_only_talks_is_not_kept(world: World, office: GroupChat) -> None:
    olga, steve = world.user("Olga").within(office), world.user("Steve").within(office)
    said = await olga.sends("/start")
    await steve.sends("hello")
    await steve.sends("hello, @olga, ask @other_bot or write to me@conference_bot.example")
    await steve.sends("and to you", reply_to=office.messages[-1])
    assert not _is_kept(steve)
    await olga.sends("/admins add @steve")
    assert "Не знаю «@steve»" in olga.sees
    await steve.sends("nice", reply_to=said)
    await olga.sends("/admins add @steve")
    assert "Steve" in olga.sees
    assert "Не знаю" not in olga.sees


@pytest.mark.parametrize("said", ["/help@conference_bot", "/help", "@conference_bot, hello", "hello @Conference_Bot"])
async def test_who_turns_to_the_bot_is_kept(world: World, office: GroupChat, said: str) -> None:
    steve = world.user("Steve").within(office)
    await steve.sends(said)
    assert _is_kept(steve)


async def test_who_presses_is_kept(world: World, office: GroupChat) -> None:
    olga, steve = world.user("Olga").within(office), world.user("Steve").within(office)
    shown = await olga.sends("/language")
    await steve.presses("English", shown)
    assert _is_kept(steve)


async def test_talk_keeps_nobody_longer(world: World, office: GroupChat) -> None:
    steve = world.user("Steve").within(office)
    await steve.sends("/help")
    world.clock.forward(days=60)
    await steve.sends("still here")
    world.clock.forward(days=31)
    await world.jobs()
    assert not _is_kept(steve)


async def test_a_member_made_an_admin_by_a_reply_has_a_name(world: World, office: GroupChat) -> None:
    olga, steve = world.user("Olga").within(office), world.user("Steve").within(office)
    await steve.sends("hello")
    await olga.sends("/admins add", reply_to=office.messages[-1])
    await olga.presses("✅ Да, добавить")
    await olga.sends("/admins")
    assert "Steve" in olga.sees


async def test_a_file_and_a_caption_are_talk_unless_they_mention_the_bot(world: World, office: GroupChat) -> None:
    steve = world.user("Steve").within(office)
    for caption, kept in (("", False), ("look", False), ("@conference_bot look", True)):
        steve.person.send_document("plan.txt", b"plan", office, caption=caption)
        await world.idle()
        assert _is_kept(steve) is kept

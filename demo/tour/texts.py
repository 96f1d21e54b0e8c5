"""The tour's words in both languages: its own, what people write, and what the bot is expected to say."""

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["en", "ru"]


@dataclass(frozen=True, slots=True)
class Texts:
    """One language. Names that end with `_button` are buttons of the bot; `sees_…` is what it is to say."""

    # the tour's own
    title: str
    bot: str
    olga: str
    stranger: str
    connects: str
    creates: str
    invites: str
    moderates: str
    edits: str
    denied: str
    forges: str
    vanished: str
    opens: str
    nothing: str
    expected: str
    seen: str
    good: str
    bad: str

    # what people write and what stays at Boomstream
    meeting: str
    plans: str
    new_meeting: str
    webinar: str
    about_webinar: str
    party: str
    anna: str
    boris: str
    clara: str
    new_boris: str

    # the bot
    sees_hello: str
    connect_button: str
    sees_ask_key: str
    sees_key_works: str
    sees_ask_title: str
    sees_ask_description: str
    sees_ask_folder: str
    skip_button: str
    sees_confirm_create: str
    create_button: str
    sees_created: str
    sees_two_conferences: str
    sees_invited: str
    sees_two_hours: str
    open_button: str
    invite_more_button: str
    sees_ask_guests: str
    sees_two_guests: str
    invite_two_button: str
    sees_invitations: str
    sees_three_participants: str
    sees_promoted: str
    sees_demoted: str
    name_button: str
    sees_ask_name: str
    back_to_participants_button: str
    sees_ask_remove: str
    remove_button: str
    sees_removed: str
    sees_two_participants: str
    sees_ask_what: str
    title_button: str
    sees_ask_new_title: str
    sees_ask_delete: str
    delete_button: str
    sees_deleted: str
    sees_ask_delete_webinar: str
    keep_button: str
    sees_stranger: str
    sees_refused: str


ENGLISH: Final = Texts(
    title="A tour of the bot. Telegram and Boomstream are fakes on this computer, the bot is real.",
    bot="Bot",
    olga="Olga",
    stranger="Ian",
    connects="Olga connects her Boomstream project",
    creates="She creates conferences: answering questions, then in one line",
    invites="She invites people and gets their personal links",
    moderates="She promotes, demotes, renames and removes participants",
    edits="She edits a conference and deletes it, and keeps another",
    denied="Ian is a stranger: all of it is denied to him",
    forges="(forges {button}, a button that only Olga was shown)",
    vanished="(the bot has deleted this message)",
    opens="→ {url}",
    nothing="nothing",
    expected="✗ expected:",
    seen="  seen:    ",
    good="{count} steps, all good.",
    bad="The tour has failed at step {count}.",
    meeting="Weekly meeting",
    plans="Plans for the week",
    new_meeting="Monday meeting",
    webinar="Webinar",
    about_webinar="Open to all customers",
    party="Party",
    anna="Anna Smith",
    boris="Boris Lee",
    clara="Clara Jones",
    new_boris="Boris M. Lee",
    sees_hello="First connect your project’s API key",
    connect_button="🔑 Connect a key",
    sees_ask_key="Send me the project’s API key",
    sees_key_works="works: the project has no conferences yet",
    sees_ask_title="What is the new conference called?",
    sees_ask_description="A few words about it?",
    sees_ask_folder="Code of the folder",
    skip_button="Skip",
    sees_confirm_create="Create the conference Weekly meeting?",
    create_button="✅ Create",
    sees_created="✅ Created: ",
    sees_two_conferences="Conferences: 2",
    sees_invited="✅ Invited to Weekly meeting",
    sees_two_hours="The link is valid for 2 hours",
    open_button="🔗 Open the link",
    invite_more_button="✉️ Invite more",
    sees_ask_guests="Whom shall we invite to Weekly meeting?",
    sees_two_guests="Invite to Weekly meeting: 2 people",
    invite_two_button="✅ Invite 2",
    sees_invitations="✅ Invitations to Weekly meeting",
    sees_three_participants="Weekly meeting: 3 participants",
    sees_promoted="⭐ Anna Smith is a moderator now",
    sees_demoted="Anna Smith is an ordinary participant now",
    name_button="✏️ Name",
    sees_ask_name="new name?",
    back_to_participants_button="‹ Participants",
    sees_ask_remove="Remove Clara Jones (clara@example.com)",
    remove_button="Yes, remove",
    sees_removed="Removed: Clara Jones",
    sees_two_participants="Weekly meeting: 2 participants",
    sees_ask_what="Weekly meeting: what shall we change?",
    title_button="Title",
    sees_ask_new_title="new title?",
    sees_ask_delete="Delete Monday meeting? 2 participants lose access.",
    delete_button="Yes, delete",
    sees_deleted="🗑 Deleted: Monday meeting",
    sees_ask_delete_webinar="Delete Webinar? It has no participants.",
    keep_button="No, keep",
    sees_stranger="You can’t manage conferences yet",
    sees_refused="You can’t do this here",
)

RUSSIAN: Final = Texts(
    title="Знакомство с ботом. Telegram и Boomstream здесь ненастоящие, а бот — настоящий.",
    bot="Бот",
    olga="Ольга",
    stranger="Игорь",
    connects="Ольга подключает свой проект Boomstream",
    creates="Создаёт конференции: отвечая на вопросы и одной строкой",
    invites="Приглашает людей и получает их личные ссылки",
    moderates="Назначает модератора и снимает, переименовывает и удаляет участников",
    edits="Меняет и удаляет конференцию, а другую оставляет",
    denied="Игорь — посторонний: ему во всём этом отказано",
    forges="(подделывает нажатие {button}: эту кнопку видела только Ольга)",
    vanished="(это сообщение бот удалил)",
    opens="→ {url}",
    nothing="ничего",
    expected="✗ ожидалось:",
    seen="  вышло:    ",
    good="Шагов: {count}, всё верно.",
    bad="Что-то пошло не так на шаге {count}.",
    meeting="Планёрка",
    plans="Планы на неделю",
    new_meeting="Планёрка по понедельникам",
    webinar="Вебинар",
    about_webinar="Для всех клиентов",
    party="Вечеринка",
    anna="Анна Смирнова",
    boris="Борис Ли",
    clara="Клара Орлова",
    new_boris="Борис Михайлович Ли",
    sees_hello="Для начала подключите ключ",
    connect_button="🔑 Подключить ключ",
    sees_ask_key="Пришлите ключ API проекта",
    sees_key_works="подходит: конференций в проекте пока нет",
    sees_ask_title="Как назовём конференцию?",
    sees_ask_description="Добавите пару слов о ней?",
    sees_ask_folder="Пришлите код папки",
    skip_button="Пропустить",
    sees_confirm_create="Создать конференцию Планёрка?",
    create_button="✅ Создать",
    sees_created="✅ Создана: ",
    sees_two_conferences="Конференции: 2",
    sees_invited="✅ Приглашение в конференцию Планёрка",
    sees_two_hours="Ссылка действует: 2 часа",
    open_button="🔗 Открыть ссылку",
    invite_more_button="✉️ Пригласить ещё",
    sees_ask_guests="Кого пригласим в конференцию Планёрка?",
    sees_two_guests="Приглашаем в конференцию Планёрка: 2 человека",
    invite_two_button="✅ Пригласить: 2",
    sees_invitations="✅ Приглашения в конференцию Планёрка",
    sees_three_participants="Планёрка: 3 участника",
    sees_promoted="⭐ Анна Смирнова — теперь модератор",
    sees_demoted="Анна Смирнова — теперь обычный участник",
    name_button="✏️ Имя",
    sees_ask_name="новое имя?",
    back_to_participants_button="‹ Участники",
    sees_ask_remove="Удалить участника Клара Орлова (clara@example.com)",
    remove_button="Да, удалить",
    sees_removed="Удалён участник: Клара Орлова",
    sees_two_participants="Планёрка: 2 участника",
    sees_ask_what="Планёрка: что изменим?",
    title_button="Название",
    sees_ask_new_title="новое название?",
    sees_ask_delete="Удалить конференцию Планёрка по понедельникам? Доступ потеряют 2 участника.",
    delete_button="Да, удалить",
    sees_deleted="🗑 Удалена: Планёрка по понедельникам",
    sees_ask_delete_webinar="Удалить конференцию Вебинар? Участников в ней нет.",
    keep_button="Нет, оставить",
    sees_stranger="Управлять конференциями вы пока не можете",
    sees_refused="Здесь это вам недоступно",
)

TEXTS: Final[dict[Language, Texts]] = {"en": ENGLISH, "ru": RUSSIAN}

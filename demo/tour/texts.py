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
    sees_confirm_create: str
    create_button: str
    sees_created: str
    sees_two_conferences: str
    sees_invited: str
    sees_two_hours: str
    share_button: str
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
    denied="Ian is a stranger: none of this works for him",
    forges="(forges a tap on {button}, which only Olga has seen)",
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
    sees_hello="First, connect your Boomstream key",
    connect_button="🔑 Connect a key",
    sees_ask_key="Send me your Boomstream key",
    sees_key_works="works: the project has no conferences yet",
    sees_ask_title="What should we call it?",
    sees_ask_description="Add a short description?",
    sees_confirm_create="Create the conference “Weekly meeting”?",
    create_button="✅ Create",
    sees_created="Next: invite people",
    sees_two_conferences="Conferences: 2",
    sees_invited="✅ The invitation to “Weekly meeting” is ready",
    sees_two_hours="The link is valid for 2 hours",
    share_button="📤 Pass on",
    invite_more_button="✉️ Invite more",
    sees_ask_guests="Who should I invite to “Weekly meeting”?",
    sees_two_guests="Invitation to “Weekly meeting”: 2 people",
    invite_two_button="✅ Invite 2",
    sees_invitations="✅ The invitations to “Weekly meeting” are ready",
    sees_three_participants="Weekly meeting: 3 participants",
    sees_promoted="⭐ Anna Smith is now a moderator",
    sees_demoted="Anna Smith is now a regular participant",
    name_button="✏️ Name",
    sees_ask_name="Send the new name",
    back_to_participants_button="‹ Participants",
    sees_ask_remove="👤 Clara Jones · clara@example.com",
    remove_button="Yes, remove",
    sees_removed="Removed: Clara Jones",
    sees_two_participants="Weekly meeting: 2 participants",
    sees_ask_what="Weekly meeting: what do you want to change?",
    title_button="Title",
    sees_ask_new_title="Send the new title",
    sees_ask_delete="Delete “Monday meeting”? 2 participants will lose access.",
    delete_button="Yes, delete",
    sees_deleted="🗑 “Monday meeting” is deleted",
    sees_ask_delete_webinar="Delete “Webinar”? It has no participants.",
    keep_button="No, keep",
    sees_stranger="Send the bot’s owner your Telegram ID",
    sees_refused="You can’t do that here",
)

RUSSIAN: Final = Texts(
    title="Знакомство с ботом. Telegram и Boomstream здесь ненастоящие, а бот — настоящий.",
    bot="Бот",
    olga="Ольга",
    stranger="Игорь",
    connects="Ольга подключает свой проект Boomstream",
    creates="Создаёт конференции: отвечая на вопросы и одной строкой",
    invites="Приглашает людей и получает их личные ссылки",
    moderates="Назначает и снимает модератора, переименовывает и удаляет участников",
    edits="Меняет и удаляет конференцию, а другую оставляет",
    denied="Игорь — посторонний: ему ничего этого нельзя",
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
    sees_hello="Сначала подключите ключ Boomstream",
    connect_button="🔑 Подключить ключ",
    sees_ask_key="Пришлите ключ Boomstream",
    sees_key_works="подходит: конференций в проекте пока нет",
    sees_ask_title="Как назовём конференцию?",
    sees_ask_description="Добавите пару слов о ней?",
    sees_confirm_create="Создать конференцию «Планёрка»?",
    create_button="✅ Создать",
    sees_created="создана. Теперь пригласите людей",
    sees_two_conferences="Конференции: 2",
    sees_invited="✅ Приглашение в конференцию «Планёрка» готово",
    sees_two_hours="Ссылка действует: 2 часа",
    share_button="📤 Передать",
    invite_more_button="✉️ Пригласить ещё",
    sees_ask_guests="Кого пригласить в конференцию «Планёрка»?",
    sees_two_guests="Приглашение в конференцию «Планёрка»: 2 человека",
    invite_two_button="✅ Пригласить: 2",
    sees_invitations="✅ Приглашения в конференцию «Планёрка» готовы",
    sees_three_participants="Планёрка: 3 участника",
    sees_promoted="⭐ Анна Смирнова теперь модератор",
    sees_demoted="Анна Смирнова теперь обычный участник",
    name_button="✏️ Имя",
    sees_ask_name="Пришлите новое имя",
    back_to_participants_button="‹ Участники",
    sees_ask_remove="👤 Клара Орлова · clara@example.com",
    remove_button="Да, удалить",
    sees_removed="Больше не в конференции: Клара Орлова",
    sees_two_participants="Планёрка: 2 участника",
    sees_ask_what="Планёрка: что изменим?",
    title_button="Название",
    sees_ask_new_title="Пришлите новое название",
    sees_ask_delete="Удалить конференцию «Планёрка по понедельникам»? Доступ потеряют 2 участника.",
    delete_button="Да, удалить",
    sees_deleted="🗑 Конференция «Планёрка по понедельникам» удалена",
    sees_ask_delete_webinar="Удалить конференцию «Вебинар»? Участников в ней нет.",
    keep_button="Нет, оставить",
    sees_stranger="Отправьте владельцу бота ваш Telegram ID",
    sees_refused="Здесь вам это недоступно",
)

TEXTS: Final[dict[Language, Texts]] = {"en": ENGLISH, "ru": RUSSIAN}

start-menu = 👋 Всё готово. Что сделаем?

    Всё это можно сделать и командой в одну строку: /help
start-no-key = 👋 Здравствуйте! Я помогаю вести видеоконференции Boomstream прямо в Telegram: создавать их, приглашать людей, назначать модераторов.

    Для начала подключите ключ API вашего проекта: он в личном кабинете Boomstream, в разделе «Настройки» → «Интеграция».
start-no-key-group = 👋 Здравствуйте! Я помогаю этой группе вести видеоконференции Boomstream.

    Для начала подключите ключ проекта. Это секрет, поэтому его вводят в личном чате со мной.
start-no-key-moderator = Ключ Boomstream здесь ещё не подключён. Администратор группы может подключить его командой /apikey.
start-stranger = 👋 Здравствуйте! Я помогаю организаторам вести видеоконференции.

    Ваши заявки и ссылки: /my

    Управлять конференциями вы пока не можете. Если вы организатор, пришлите администратору бота свой Telegram id: <code>{ $id }</code>
start-elsewhere = 👋 Здравствуйте! Вы организуете конференции в этих группах, команды работают там:
    { $places }
start-elsewhere-more = …и ещё { $count ->
    [one] { $count } группа
    [few] { $count } группы
    [many] { $count } групп
   *[other] { $count } группы
}
button-copy-id = 📋 Скопировать мой id
button-conferences = 🎥 Конференции
button-key = 🔑 Ключ

help-head = ❔ <b>Что я умею</b>
help-conference = Вместо слова <i>конференция</i> напишите её код или его начало (от 4 символов), короткое имя или слова из названия. Не укажете — возьму текущую или спрошу.

help-start = /start — начать
help-help = /help — этот список
help-cancel = /cancel — выйти из диалога
help-language = /language — русский или English
help-apikey = /apikey — подключить, проверить, заменить или забыть ключ Boomstream
help-conferences = /conferences <i>текст</i> — список конференций, весь или по тексту
help-conference-command = /conference <i>конференция</i> — всё об одной
help-create = /create <i>название</i> | <i>описание</i> — новая конференция
help-edit = /edit <i>конференция</i> — название, описание, папка
help-delete = /delete <i>конференция</i> — удалить (сначала спрошу)
help-invite = /invite <i>конференция e-mail имя</i> — пригласить и получить ссылку. Можно несколько адресов сразу; можно добавить <code>moderator</code>, <code>notify</code>, <code>ttl=2h</code>, <code>avatar=https://…</code>
help-clients = /clients <i>конференция текст</i> — участники: назначить модератором, удалить
help-client = /client <i>код</i> — один участник
help-use = /use <i>конференция</i> — сделать текущей, чтобы не называть её каждый раз
help-alias = /alias <i>конференция имя</i> — короткое имя для неё
help-admins = /admins — кто здесь управляет конференциями
help-log = /log — кто, что и когда сделал

menu-start = Начать
menu-help = Что я умею
menu-cancel = Выйти из диалога
menu-language = Русский / English
menu-apikey = Ключ Boomstream
menu-conferences = Все конференции
menu-conference = Карточка конференции
menu-create = Новая конференция
menu-edit = Изменить конференцию
menu-delete = Удалить конференцию
menu-invite = Пригласить и получить ссылку
menu-clients = Участники: назначить модератором, удалить
menu-client = Карточка участника
menu-use = Сделать конференцию текущей
menu-alias = Короткое имя для конференции
menu-admins = Кто здесь управляет
menu-log = Кто, что и когда сделал

language-ask = 🌐 На каком языке нам общаться?
language-ask-group = 🌐 На каком языке мне писать в этой группе?
language-set = Теперь я говорю по-русски.

claim-done = ✅ Теперь вы владелец бота: вам доступны все команды в любом чате. Других людей добавляйте через /admins.

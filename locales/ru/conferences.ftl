conferences-all = 🎥 <b>Конференции</b>: { $count }
conferences-found = 🎥 <b>Конференции</b> по запросу «{ $search }»: { $count }
conferences-none = 🎥 Конференций пока нет. Создайте первую — одной строкой:
    <code>/create Планёрка | Планы на неделю</code>
    или кнопкой ниже.
conferences-none-moderator = 🎥 Конференций пока нет.
conferences-nearest = 🎥 По запросу «{ $search }» ничего не нашлось. Может быть, вот это?
pick-nearest = Не нахожу конференцию «{ $text }». Может быть, одна из этих? Все конференции: /conferences
pick-ask = Какая конференция?
pick-ambiguous = Под «{ $text }» подходит несколько конференций. Какая нужна?

conference-title = 🎥 <b>{ $title }</b>
conference-code = Код: <code>{ $code }</code>
conference-starts = 🗓 Начало: { $at }
conference-duration = ⏱ Длительность: { $duration }
conference-lobby = 🚪 С залом ожидания
conference-no-lobby = 🚪 Без зала ожидания
conference-public = 🌍 Открытая: войти может любой, у кого есть адрес
conference-not-public = 🔒 Только по приглашениям
conference-folder = 📁 Папка: <code>{ $code }</code>
conference-aliases = 🏷 Короткое имя: { $names }
conference-current = 📌 Текущая конференция этого чата
conference-created = ✅ Конференция «<b>{ $title }</b>» создана. Теперь пригласите людей.

    Код: <code>{ $code }</code>

create-ask-title = Как назовём конференцию?
create-ask-description = Добавите пару слов о ней?
create-confirm = Создать конференцию «<b>{ $title }</b>»?

edit-ask = ✏️ <b>{ $title }</b>: что изменим?
edit-ask-title = Пришлите новое название.
edit-ask-description = Пришлите новое описание.
edit-ask-folder = Пришлите код новой папки.
edit-present = Сейчас: { $value }

delete-ask = 🗑 Удалить конференцию «<b>{ $title }</b>»? { $count ->
    [0] Участников в ней нет.
    [one] Доступ потеряет { $count } участник.
    [few] Доступ потеряют { $count } участника.
    [many] Доступ потеряют { $count } участников.
   *[other] Доступ потеряют { $count } участника.
} Вернуть её будет нельзя.{ $count ->
    [0] { "" }
   *[other] { " " }Сначала я пришлю сюда список участников.
}
delete-csv = Участники конференции «{ $title }»: { $present }. Удалены раньше: { $removed }
delete-done = 🗑 Конференция «<b>{ $title }</b>» удалена.
use-done = 📌 Текущая конференция — «<b>{ $title }</b>». Теперь в командах её можно не называть.
alias-ask = Как назвать её коротко? Например, <code>план</code>. До 32 знаков: буквы, цифры, «-» и «_».
alias-done = 🏷 Готово: вместо «<b>{ $title }</b>» можно писать <code>{ $name }</code>. Например: <code>/clients { $name }</code>

csv-name = Имя
csv-email = E-mail
csv-role = Роль
csv-added = В конференции с
csv-removed = Удалён
csv-code = Код

button-create = ➕ Новая конференция
button-create-really = ✅ Создать
button-all-conferences = 🎥 Все конференции
button-open-card = 🎥 Конференция
button-edit = ✏️ Изменить
button-edit-title = Название
button-edit-description = Описание
button-edit-folder = Папка
button-alias = 🏷 Короткое имя
button-use = 📌 Сделать текущей
button-delete = 🗑 Удалить
button-delete-really = Да, удалить

conferences-all = 🎥 <b>Конференции</b>: { $count }
conferences-found = 🎥 <b>Конференции</b> по запросу «{ $search }»: { $count }
conferences-none = 🎥 Конференций пока нет. Создайте первую — хватит одной строки:
    <code>/create Планёрка | Планы на неделю</code>
conferences-none-moderator = 🎥 Конференций пока нет.
conferences-nearest = 🎥 По запросу «{ $search }» ничего не нашлось. Может быть, вот это?
pick-nearest = Не нахожу конференцию «{ $text }». Может быть, одна из этих? Все конференции: /conferences
pick-ask = Какая конференция?
pick-ambiguous = По запросу «{ $text }» нашлось несколько конференций. Какая нужна?

conference-title = 🎥 <b>{ $title }</b>
conference-code = Код: <code>{ $code }</code>
conference-starts = 🗓 Начало: { $at }
conference-duration = ⏱ Длительность: { $duration }
conference-lobby = 🚪 С залом ожидания
conference-no-lobby = 🚪 Без зала ожидания
conference-public = 🌍 Открытая: войти может любой, у кого есть адрес
conference-not-public = 🔒 Только по приглашениям
conference-folder = 📁 Папка: <code>{ $code }</code>
conference-aliases = 🏷 Короткие имена: { $names }
conference-current = 📌 Текущая конференция этого чата
conference-created = ✅ Создана: <b>{ $title }</b>
    Код: <code>{ $code }</code>

    Теперь пригласите людей.

create-ask-title = Как назовём конференцию?
create-ask-description = Добавите пару слов о ней?
create-ask-folder = В какую папку Boomstream её положить? Пришлите код папки.
create-confirm = Создать конференцию <b>{ $title }</b>?

edit-ask = ✏️ <b>{ $title }</b>: что изменим?
edit-ask-title = Какое будет новое название?
edit-ask-description = Какое будет новое описание?
edit-ask-folder = Какой код у новой папки?

delete-ask = 🗑 Удалить конференцию <b>{ $title }</b>? { $count ->
    [0] Участников в ней нет.
    [one] Доступ потеряет { $count } участник.
    [few] Доступ потеряют { $count } участника.
    [many] Доступ потеряют { $count } участников.
   *[other] Доступ потеряют { $count } участника.
} Вернуть её будет нельзя. { $count ->
    [0] { "" }
   *[other] Сначала я пришлю сюда список участников.
}
delete-csv = Участники конференции «{ $title }»: { $present }, удалены раньше: { $removed }
delete-done = 🗑 Удалена: <b>{ $title }</b>
use-done = 📌 Текущая конференция — <b>{ $title }</b>. Команды, в которых конференция не названа, относятся к ней.
alias-ask = Какое короткое имя? До 32 знаков: буквы, цифры, «-» и «_».
alias-done = 🏷 Теперь у конференции <b>{ $title }</b> есть короткое имя <code>{ $name }</code>.

csv-name = Имя
csv-email = E-mail
csv-role = Роль
csv-added = Добавлен
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

participants-present = 👥 <b>{ $title }</b>: { $count ->
    [one] { $count } участник
    [few] { $count } участника
    [many] { $count } участников
   *[other] { $count } участника
}
participants-moderators = ⭐ <b>{ $title }</b>: { $count ->
    [one] { $count } модератор
    [few] { $count } модератора
    [many] { $count } модераторов
   *[other] { $count } модератора
}
participants-removed = 🗑 <b>{ $title }</b>, удалённые: { $count }
participants-found = 👥 <b>{ $title }</b>, «{ $search }»: { $count }
participants-none = Пока никого.
participants-nearest = Никого не нашлось. Может быть, это:
participants-none-found = Никого не нашлось.
participant-line = { $number }. { $name }{ $details }
participant-line-moderator = { $number }. ⭐ { $name }{ $details }
participant-line-removed = { $number }. <s>{ $name }</s>{ $details }
filter-present = 👥 { $count }
filter-moderators = ⭐ { $count }
filter-removed = 🗑 { $count }

participant-name = 👤 <b>{ $name }</b>
participant-email = ✉️ { $email }
participant-conference = 🎥 { $title }
participant-role-moderator = ⭐ Модератор
participant-role-participant = Участник
participant-added = Добавлен: { $at } (время сервера)
participant-added-unknown = Добавлен: —
participant-code = Код: <code>{ $code }</code>
participant-is-removed = 🗑 Удалён из конференции
participant-ask-code = Какой код у участника? Он есть на карточках участников.
participant-ask-name = Какое будет новое имя?
participant-ask-email = Какой будет новый e-mail?

remove-ask = Удалить участника <b>{ $name }</b> ({ $email }) из конференции «{ $title }»? Его ссылка перестанет работать.
toast-promoted = ⭐ { $name } — теперь модератор
toast-demoted = { $name } — теперь обычный участник
toast-removed = Удалён участник: { $name }

button-participants = 👥 Участники
button-all-participants = 👥 Все участники
button-promote = ⭐ Назначить модератором
button-demote = Снять с модераторов
button-edit-name = ✏️ Имя
button-edit-email = ✏️ E-mail
button-remove = 🗑 Удалить
button-remove-really = Да, удалить
button-back-to-list = ‹ Участники

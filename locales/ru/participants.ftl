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
participants-none = Пока никого. Пригласите первых — кнопка ниже.
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
participant-added = В конференции с { $at } (время сервера)
participant-added-unknown = В конференции с неизвестного времени
participant-code = Код: <code>{ $code }</code>
participant-is-removed = 🗑 Больше не в конференции
participant-ask-code = Пришлите код участника. Проще: откройте /clients и нажмите на имя.
participant-ask-name = Пришлите новое имя.
participant-ask-email = Пришлите новый e-mail.

remove-ask = Удалить из конференции «{ $title }»?
    👤 <b>{ $name }</b> · { $email }

    Личная ссылка перестанет работать.
toast-promoted = ⭐ { $name } теперь модератор
toast-demoted = { $name } теперь обычный участник
toast-removed = Больше не в конференции: { $name }

button-participants = 👥 Участники
button-all-participants = 👥 Все участники
button-promote = ⭐ Назначить модератором
button-demote = Снять с модераторов
button-edit-name = ✏️ Имя
button-edit-email = ✏️ E-mail
button-remove = 🗑 Удалить
button-remove-really = Да, удалить
button-back-to-list = ‹ Участники

admins-overview = 👮 Чьих администраторов показать? Владельцам доступно всё и в любом чате.
admins-overview-no-groups = 👮 Владельцам доступно всё и в любом чате. Добавьте меня в группу, чтобы назначить в ней своих администраторов.
admins-of = 👮 <b>{ $title }</b>: { $count ->
    [0] своих администраторов нет, только владельцы
    [one] { $count } администратор
    [few] { $count } администратора
    [many] { $count } администраторов
   *[other] { $count } администратора
}
admin-line = • { $who } · <code>{ $id }</code>
admin-line-fixed = • { $who } · из настроек бота
admins-how-to-add = Чтобы добавить человека в группе, ответьте на его сообщение командой <code>/admins добавить</code>.
owners-list = 👑 <b>Владельцы</b>. Им доступно всё и в любом чате.
admins-ask = Кого сделать администратором группы «{ $title }»? Выберите кнопкой ниже или пришлите @имя либо Telegram ID.
admins-ask-owner = Кого сделать владельцем? Ему будет доступно всё и в любом чате. Выберите кнопкой ниже или пришлите @имя либо Telegram ID.
admins-picked = 👤 Проверьте, те ли это люди.
admins-add-ask = Сделать администраторами группы «{ $title }»?
admins-add-ask-owner = Сделать владельцами бота? Им будет доступно всё и в любом чате.
admins-add-check = Имена и @имена переходят от человека к человеку, а Telegram ID не меняется.
admin-candidate = • { $who } · <code>{ $id }</code> · последний раз здесь: { $at }
admin-candidate-unseen = • { $who } · <code>{ $id }</code> · мне ещё не писали
admins-added = ✅ Теперь в списке: { $names }
admins-known = Уже в списке: { $names }
admins-remove-ask = Убрать из списка: { $name }? Управлять конференциями этот человек больше не сможет.
toast-admin-removed = Убрали из списка: { $name }

button-owners = 👑 Владельцы
button-add-admin = ➕ Добавить
button-add-admin-really = ✅ Да, добавить
button-remove-admin = 🗑 { $name }
button-remove-admin-really = Да, убрать
button-pick-people = 👤 Выбрать людей

admins-overview = 👮 Чьих администраторов покажем? Владельцам доступно всё и в любом чате.
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
admins-how-to-add = Чтобы добавить человека в группе, ответьте на его сообщение командой <code>/admins add</code>.
owners-list = 👑 <b>Владельцам</b> доступно всё и в любом чате:
admins-ask = Кого сделать администратором «{ $title }»? Пришлите числовой id или @имя того, кто уже писал мне.
admins-ask-owner = Кого сделать владельцем? Владельцам доступно всё и в любом чате. Пришлите числовой id или @имя того, кто уже писал мне.
admins-picked = 👤 Проверьте, те ли это люди.
admins-add-ask = Сделать администраторами «{ $title }»?
admins-add-ask-owner = Сделать владельцами бота? Владельцам доступно всё и в любом чате.
admins-add-check = Имена и @имена переходят от человека к человеку, id не меняется никогда.
admin-candidate = • { $who } · <code>{ $id }</code> · последний раз здесь: { $at }
admin-candidate-unseen = • { $who } · <code>{ $id }</code> · мне ещё не писал(а)
admins-added = ✅ Теперь в списке: { $names }
admins-known = Уже в списке: { $names }
admins-remove-ask = Убрать из списка: { $name }? Управлять конференциями здесь этот человек больше не сможет.
toast-admin-removed = Убрали из списка: { $name }

button-owners = 👑 Владельцы
button-add-admin = ➕ Добавить
button-add-admin-really = ✅ Да, добавить
button-remove-admin = 🗑 { $name }
button-remove-admin-really = Да, убрать из списка
button-pick-people = 👤 Выбрать людей

invite-ask = Кого пригласить в конференцию «<b>{ $title }</b>»? Пришлите e-mail; после него можно имя. Несколько — каждый с новой строки:
    <code>anna@example.com Анна Смирнова</code>
invite-summary = ✉️ Приглашение в конференцию «<b>{ $title }</b>»: { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
invite-check-names = ❔ Проверьте имена: по тексту не видно, где чьё.
invite-unread = ⚠️ Не удалось разобрать: { $pieces }{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
}. Исправьте и пришлите ещё раз — добавлю в список.
invite-lifetime = ⏳ Ссылка действует: { $duration }
invite-lifetime-default = ⏳ Срок ссылки: как в Boomstream
invited-one = ✅ Приглашение в конференцию «<b>{ $title }</b>» готово.
invited-many = ✅ Приглашения в конференцию «<b>{ $title }</b>» готовы.
invited-many-more = ✅ Ещё приглашения в конференцию «<b>{ $title }</b>»
invited-who = 👤 <b>{ $name }</b> · { $email }
invited-who-nameless = 👤 <b>{ $email }</b>
invited-notified = 📧 Письмо гостю отправит Boomstream.
invited-link-lost = ✅ { $email } — уже в конференции «{ $title }», но ссылка из ответа Boomstream не дошла. Нужна ссылка — нажмите «↻ Новая ссылка».
invited-link-lost-short = Приглашение есть, но ссылка потерялась по дороге.

option-moderator = Модератор
option-notify = Письмо от Boomstream
option-lifetime = ⏳ Ссылка: { $duration }
option-lifetime-default = как в Boomstream

button-invite = ✉️ Пригласить
button-invite-count = ✅ Пригласить: { $count }
button-invite-more = ✉️ Пригласить ещё
button-invite-again = ↻ Новая ссылка
button-copy-link = 📋 Скопировать
button-open-participant = 👤 Карточка участника
invited-pass-on = 📤 Гости ещё ничего не получили: передайте личные ссылки сами.
invited-file = 📎 Личные ссылки: конференция «{ $title }»
personal-link = 🔗 Личная ссылка
share-personal-link = Личная ссылка для входа в конференцию «{ $title }». Она только для вас.
button-share-link = 📤 Передать
button-share-link-of = 📤 { $name }
csv-link = Личная ссылка

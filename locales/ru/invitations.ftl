invite-ask = Кого пригласим в конференцию <b>{ $title }</b>? Пришлите один или несколько e-mail; после каждого можно указать имя:
    <code>anna@example.com Анна Смирнова</code>
invite-summary = ✉️ Приглашаем в конференцию <b>{ $title }</b>: { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
invite-check-names = ❔ Проверьте имена: по тексту не видно, где чьё.
invite-unread = ⚠️ Не удалось разобрать: { $pieces }{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
}. Пришлите это ещё раз, исправив, — добавлю в список.
invite-lifetime = ⏳ Ссылка действует: { $duration }
invite-lifetime-default = ⏳ Срок действия ссылки определяет Boomstream
invited-one = ✅ Приглашение в конференцию <b>{ $title }</b>
invited-many = ✅ Приглашения в конференцию <b>{ $title }</b>
invited-many-more = ✅ Ещё приглашения в конференцию <b>{ $title }</b>
invited-who = 👤 <b>{ $name }</b> · { $email }
invited-who-nameless = 👤 <b>{ $email }</b>
invited-notified = 📧 Boomstream пришлёт и письмо
invited-link-lost = ✅ { $email } уже в конференции «{ $title }», но ответ Boomstream со ссылкой потерялся по дороге. Если ссылка нужна, нажмите «↻ Новая ссылка».
invited-link-lost-short = Приглашение есть, но ссылка потерялась по дороге.

option-moderator = Модератором
option-notify = Отправить письмо
option-lifetime = ⏳ Ссылка: { $duration }
option-lifetime-default = как в Boomstream

button-invite = ✉️ Пригласить
button-invite-count = ✅ Пригласить: { $count }
button-invite-more = ✉️ Пригласить ещё
button-invite-again = ↻ Новая ссылка
button-open-link = 🔗 Открыть ссылку
button-open-link-of = 🔗 { $name }
button-copy-link = 📋 Скопировать
button-open-participant = 👤 Карточка участника

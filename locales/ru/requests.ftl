## Что видят гости

request-offer = 👋 Здесь можно попросить приглашение в конференцию <b>{ $title }</b>.
request-offer-full = Все места заняты, но можно встать в лист ожидания.
request-offer-privacy = Организаторы увидят ваше имя в Telegram и всё, что вы здесь ответите; ответы хранятся в зашифрованном виде. Что именно хранится — /privacy, стереть — /forget.
request-ask-email = ✉️ На какой e-mail оформить приглашение?
request-ask-name = 👤 Под каким именем вас увидят другие?
request-ask-question = 💬 Организаторы спрашивают:
    { $question }
request-summary = Отправить заявку в конференцию <b>{ $title }</b>?
request-link-secret = Ссылка только для вас — не пересылайте её.

request-status-pending = ⏳ Заявка у организаторов. Напишу, как только они решат.
request-status-waiting = 🪑 Все места заняты: вы в листе ожидания. Напишу, как только место освободится.
request-place-free = 🪑 Место освободилось!
request-status-claimed = ⏳ Организаторы согласны, готовлю ссылку.
request-status-invited = ✅ Вы приглашены.
request-status-declined = ✋ Организаторы отклонили заявку.
request-status-withdrawn = ↩️ Вы отозвали заявку.
request-status-expired = ⌛ Ответа не было, срок заявки вышел. Можно отправить новую.
request-status-no-place = ⌛ Место так и не освободилось: лист ожидания закрыт.
request-status-lapsed = ⌛ Срок вашей личной ссылки вышел.
request-status-renewal = ⏳ Организаторы решат, дать ли вам новую личную ссылку. Напишу, когда они ответят.
request-status-removed = 🗑 Вы больше не участник.
request-status-cancelled = 🗑 Организаторы удалили эту конференцию.

place-in-line = 🔢 Номер в листе ожидания: { $place }
link-valid-until = ⏰ Личная ссылка действует до: { $at }

mine-head = 🗂 <b>Ваши заявки</b>
mine-none = 🗂 Заявок нет. Чтобы попросить приглашение, откройте ссылку, которую дали организаторы.
mine-line = <b>{ $title }</b>
    { $status }
privacy-text = 🔏 О каждой заявке я храню ваш id в Telegram и решение, а в зашифрованном виде — указанные вами e-mail, имя и ответ, причину отказа и вашу ссылку. Видят это только организаторы этой конференции. Кроме заявок, я храню ваше имя, имя пользователя и язык в Telegram; кто просто беседует в группе, того я не запоминаю.

    И после /forget остаются блокировка, если организаторы запретили вам отправлять заявки (для неё нужен ваш id), и безымянные записи в их журнале. Чтобы действовали ограничения на заявки, ещё сутки хранится отпечаток вашего id, полученный с секретным ключом, а пока вы в числе приглашённых — столько же, сколько хранилась бы заявка.
privacy-kept = Всё, что вы сообщили, стирается через { $requests ->
    [one] { $requests } день
    [few] { $requests } дня
    [many] { $requests } дней
   *[other] { $requests } дня
} после завершения заявки. Если заявок нет, я забуду вас через { $people ->
    [one] { $people } день
    [few] { $people } дня
    [many] { $people } дней
   *[other] { $people } дня
} после вашего последнего сообщения мне. Стереть сразу: /forget.
privacy-yours = Сейчас хранится: { $count ->
    [one] { $count } заявка
    [few] { $count } заявки
    [many] { $count } заявок
   *[other] { $count } заявки
}, { $emails }
forget-ask = Стереть ваши e-mail, имена, ответы и ссылки? Заявки, по которым нет решения, будут отозваны. Полученные приглашения останутся в силе в Boomstream, но показать ссылки ещё раз я не смогу.
forget-done = 🧹 Ваши данные стёрты. В журнале организаторов остались безымянные записи; блокировка, если она была, действует.

button-send = ✅ Отправить
button-enter = 🔗 Войти
button-withdraw = ↩️ Отозвать
button-withdraw-of = ↩️ { $title }
button-renew = 🔗 Получить новую ссылку
button-renew-of = 🔗 Новая ссылка: { $title }
button-mine = 🗂 Мои заявки
button-privacy = 🔏 Что хранится
button-forget = 🧹 Стереть мои данные
button-forget-really = Да, стереть

help-my = /my — мои заявки и ссылки
help-privacy = /privacy — что обо мне хранится
help-forget = /forget — стереть мои данные
menu-my = Мои заявки и ссылки
menu-privacy = Что обо мне хранится
menu-forget = Стереть мои данные

## Что видят модераторы

card-head = 🙋 Заявка · <b>{ $title }</b>
card-who = 👤 { $profile } · { $name } · { $email }
card-who-forgotten = 👤 Гость попросил стереть свои данные.
card-answer = 💬 { $question }
    { $answer }
card-link = 🔗 Ссылка: { $name }
card-counts = 📊 По ссылке заявок: { $asked }, приглашено: { $admitted }
card-asked-at = 🕑 { $at }
card-by-rule = правило ссылки
card-no-email = Адреса больше нет.
card-blocked = 🚫 Гость заблокирован: новых заявок от него не будет.
card-status-pending = ⏳ Ждёт решения
card-status-waiting = 🪑 В листе ожидания
card-status-claimed = ⚙️ Одобрение: { $who }, { $at }. Готовлю приглашение…
card-status-invited = ✅ Одобрение: { $who }, { $at }; ссылка в пути
card-status-delivered = ✅ Одобрение: { $who }, { $at }; ссылка доставлена
card-status-undelivered = ⚠️ Одобрение: { $who }, { $at }, но гость заблокировал бота. Передайте ссылку сами:
card-status-undelivered-deactivated = ⚠️ Одобрение: { $who }, { $at }, но гость удалил аккаунт в Telegram. Передайте ссылку сами:
card-status-undelivered-no-chat = ⚠️ Одобрение: { $who }, { $at }, но чата с гостем больше нет. Передайте ссылку сами:
card-status-undelivered-given-up = ⚠️ Одобрение: { $who }, { $at }, но ссылку не удалось доставить. Передайте её сами:
card-status-undelivered-forgotten = ⚠️ Одобрение: { $who }, { $at }, но гость тем временем стёр свои данные, и ссылки больше нет. В списке участников он остался.
card-status-failed = ❗ Одобрение: { $who }, { $at }, но не получилось:
card-status-unknown = ❓ Одобрение: { $who }, { $at }. Загляните в список участников, прежде чем делать новую ссылку:
card-status-declined = ✋ Отказ: { $who }, { $at }
card-status-withdrawn = ↩️ Гость отозвал заявку
card-status-expired = ⌛ Срок вышел, ответа не было
card-status-no-place = ⌛ Место не освободилось, лист ожидания закрыт
card-status-lapsed = ⌛ Одобрение: { $who }, { $at }. Срок личной ссылки вышел
card-status-renewal = ⏳ Ждёт решения: срок личной ссылки вышел, гость просит новую
card-status-removed = 🗑 Приглашение было, потом гостя удалили из конференции
card-status-cancelled = 🗑 Конференцию удалили
card-guest-not-told = ⏱ Гость узнает об этом через 10 секунд: решение ещё можно отменить.
card-removed-too = 🗑 Гость был в конференции и удалён из неё
card-stays = 👤 Участник с этим e-mail остаётся: его пригласили не по этой заявке
card-replaced = 🙋 Заявка · <b>{ $title }</b>: эта карточка больше не обновляется.

button-approve = ✅ Одобрить
button-approve-moderator = ⭐ Одобрить модератором
button-decline = ✋ Отклонить
button-decline-reason = ✋ С причиной
button-show-email = ✉️ Показать e-mail
button-block = 🚫 Заблокировать
button-unblock = Разблокировать
button-undo = ↩️ Отменить решение
button-let-in-after-all = ✅ Всё-таки одобрить
button-invite-guest-again = ✉️ Пригласить снова
button-remove-guest = 🗑 Убрать из конференции
button-remove-and-decline = 🗑 Убрать и отклонить
button-remove-and-block = 🗑 Убрать и заблокировать
button-block-only = 🚫 Только заблокировать
button-request-of = 🙋 Заявка { $detail }
button-new-link = 🔗 Сделать новую ссылку
button-link-for-guest = 🔗 Ссылка для гостя
button-approve-all = ✅ Одобрить всех на экране
button-back-to-requests = ‹ Заявки
button-requests = 🙋 Заявки

decline-ask-reason = { $guest }: что передать гостю вместе с отказом?
decline-done = ✋ Гость узнает об отказе.
decline-in-already = ❗ { $name } уже в конференции <b>{ $title }</b>: Boomstream создал приглашение по этой заявке. Убрать из конференции и отклонить заявку?
block-in-already = ❗ { $name } уже в конференции. Убрать и заблокировать или только заблокировать?
toast-undone = Решение отменено
toast-guest-removed = Гость больше не в конференции
toast-blocked = Гость заблокирован
toast-unblocked = Снова может отправлять заявки

requests-none = 🙋 Заявок, которые ждут решения, нет.
requests-head = 🙋 Ждут решения: { $count }
requests-approve-all-ask = Пригласить { $count ->
    [one] { $count } человека
    [few] { $count } человек
    [many] { $count } человек
   *[other] { $count } человека
}?
requests-progress = ⏳ { $done } из { $total }…
requests-approved = ✅ Приглашено: { $count }
requests-failed = ❗ Не получилось: { $count }. Подробности — на карточках.
requests-digest = 🙋 { $count ->
    [one] Пришла ещё { $count } заявка.
    [few] Пришло ещё { $count } заявки.
    [many] Пришло ещё { $count } заявок.
   *[other] Пришло ещё { $count } заявки.
}
requests-nag = ⏰ { $count ->
    [one] { $count } заявка ждёт больше суток.
    [few] { $count } заявки ждут больше суток.
    [many] { $count } заявок ждут больше суток.
   *[other] { $count } заявки ждут больше суток.
}

help-requests = /requests <i>конференция</i> — заявки, которые ждут решения
menu-requests = Заявки на приглашение

notice-head = 🔔 Сделано через бота:
notice-line = • <b>{ $who }</b>: { $what }
change-head = 👀 <b>{ $title }</b> — изменения в Boomstream:
change-appeared = • новый участник { $name } ({ $email }), здесь его никто не одобрял
change-removed = • удалён участник { $name } ({ $email })
change-returned = • снова участник { $name } ({ $email })
change-promoted = • модератором стал участник { $name } ({ $email })
change-demoted = • больше не модератор: { $name } ({ $email })
change-renamed = • теперь конференция называется «{ $name }»
change-deleted = • конференцию удалили
change-more = …и ещё { $count }

## Ссылки для заявок

link-nameless = Ссылка { $number }
links-head = 🔗 <b>{ $title }</b>: { $count ->
    [0] попросить приглашение пока нельзя
    [one] { $count } ссылка для заявок
    [few] { $count } ссылки для заявок
    [many] { $count } ссылок для заявок
   *[other] { $count } ссылки для заявок
}
links-line = • { $name }: открыли { $opened }, заявок { $asked }, приглашено { $admitted }
links-none = 🔗 У конференции <b>{ $title }</b> нет ссылки для заявок.
links-close-which = 🔗 <b>{ $title }</b>: какую ссылку закрыть?
link-head = 🔗 <b>{ $title }</b> · { $name }
link-approval-moderators = ✋ Решают модераторы
link-approval-automatic = ⚡ Приглашение сразу и всем
link-approval-members = 👥 Участникам группы «{ $group }» — сразу, об остальных решают модераторы
link-capacity = 🪑 Мест: { $count }, дальше — лист ожидания
link-capacity-none = 🪑 Мест: без ограничения
link-closes = ⏰ Закроется: { $at }
link-closes-never = ⏰ Сама не закроется
link-question = 💬 Вопрос:
    { $question }
link-question-none = 💬 Без вопроса
link-counts = 📊 Открыли { $opened } · заявок { $asked } · приглашено { $admitted } · в листе ожидания { $waiting }
link-warning-public = ⚠️ Конференция открытая: кто знает её адрес, войдёт и без одобрения.
link-warning-lobby = ⚠️ В конференции нет зала ожидания: кто раздобыл ссылку, сразу внутри. Одобрение мало что защищает.
link-qr = Ссылка для заявок в конференцию «{ $title }»
link-close-ask = Закрыть ссылку «{ $name }» конференции <b>{ $title }</b>? Отправить по ней заявку будет нельзя, прежние заявки останутся.
link-closed = 🔗 Закрыта ссылка «{ $name }» конференции <b>{ $title }</b>
link-ask-capacity = Сколько человек можно пригласить? Пришлите число.
link-ask-closing = Когда закрыть ссылку? Например: <code>31.12.2027, 18:00</code>, <code>завтра в 18:00</code>, <code>3 дня</code>.
closing-confirm = ⏰ Ссылка закроется { $distance }: { $at }.
link-ask-question = О чём спросить гостей?
link-ask-name = Как назвать ссылку? Гости этого не увидят.
link-ask-group = Выберите группу, участников которой приглашать сразу. Я должен в ней состоять.

button-links = 🔗 Ссылки для заявок
button-add-link = ➕ Ещё ссылка
button-approval-moderators = Модераторы
button-approval-automatic = Сразу
button-approval-members = Участники группы
button-capacity = 🪑 Места
button-closing = ⏰ Закрытие
button-question = 💬 Вопрос
button-link-name = 🏷 Имя
button-qr = ▦ QR
button-close-link = Закрыть ссылку
button-no-limit = Без ограничения
button-never = Никогда
button-in-a-day = 1 день
button-in-a-week = Неделя
button-at-the-start = К началу
button-other-zone = 🕒 Другой часовой пояс

help-open = /open <i>конференция</i> — ссылка, по которой просят приглашение
help-close = /close <i>конференция</i> — закрыть эту ссылку
menu-open = Ссылка для заявок и её правила
menu-close = Закрыть ссылку для заявок

log-link-opened = открыта ссылка для заявок в конференцию «{ $subject }» { $detail }
log-link-approval-set = изменено, кого впускает ссылка для заявок в конференцию «{ $subject }» { $detail }
log-link-capacity-set = изменено число мест по ссылке для заявок в конференцию «{ $subject }» { $detail }
log-link-closing-set = изменён срок ссылки для заявок в конференцию «{ $subject }» { $detail }
log-link-question-set = изменён вопрос по ссылке для заявок в конференцию «{ $subject }» { $detail }
log-link-renamed = переименована ссылка для заявок в конференцию «{ $subject }» { $detail }
log-link-closed = закрыта ссылка для заявок в конференцию «{ $subject }» { $detail }
log-request-approved = одобрена заявка { $detail } в конференцию «{ $subject }»
log-request-declined = отклонена заявка { $detail } в конференцию «{ $subject }»
log-decision-undone = отменён отказ по заявке { $detail } в конференцию «{ $subject }»
log-person-blocked = блокировка { $detail }
log-person-unblocked = снята блокировка { $detail }
log-person-forgotten = данные гостя стёрты по его просьбе
log-moderators-bound = привязана группа модераторов
log-moderators-unbound = группа модераторов отвязана
log-settings-changed = изменены настройки ({ $detail })

blocked-head = 🚫 Заблокированы: { $count }. Их заявки не принимаются.
blocked-none = 🚫 Никто не заблокирован.
blocked-line = • { $name } (id { $id }), { $at }
blocked-line-nameless = • id { $id }, { $at }
button-blocked = 🚫 Заблокированные
button-unblock-who = Разблокировать: { $name }

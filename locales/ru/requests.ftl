## Что видят гости

request-offer = 👋 Это заявка на конференцию «<b>{ $title }</b>». Ответьте на пару вопросов — организаторы решат, и я пришлю ссылку.
request-offer-full = Все места заняты, но можно встать в лист ожидания.
request-offer-privacy = Организаторы увидят ваше имя в Telegram и ответы. Что хранится — /privacy, стереть — /forget.
request-ask-email = ✉️ Какой у вас e-mail? Ссылка придёт сюда, в этот чат.
request-ask-name = 👤 Как вас представить на конференции?
request-ask-question = 💬 Организаторы спрашивают:
    { $question }
request-summary = Отправить заявку на конференцию «<b>{ $title }</b>»?
request-link-secret = Ссылка личная — не пересылайте её.

request-status-pending = ⏳ Заявка отправлена. Напишу, когда организаторы решат.
request-status-waiting = 🪑 Все места заняты: вы в листе ожидания. Напишу, как только место освободится.
request-place-free = 🪑 Место освободилось!
request-status-claimed = ⏳ Готовлю ссылку…
request-status-invited = ✅ Вы приглашены.
request-status-declined = ✋ К сожалению, организаторы отклонили заявку.
request-status-withdrawn = ↩️ Вы отозвали заявку.
request-status-expired = ⌛ Организаторы не ответили вовремя, заявка закрыта. Можно отправить новую по той же ссылке.
request-status-no-place = ⌛ Место так и не освободилось: лист ожидания закрыт.
request-status-lapsed = ⌛ Ваша личная ссылка больше не действует.
request-status-renewal = ⏳ Организаторы решат, дать ли вам новую личную ссылку. Напишу, когда они ответят.
request-status-removed = 🗑 Организаторы убрали вас из конференции, ссылка больше не работает.
request-status-cancelled = 🗑 Организаторы удалили эту конференцию.

place-in-line = 🔢 Номер в листе ожидания: { $place }
link-valid-until = ⏰ Личная ссылка действует до: { $at }

mine-head = 🗂 <b>Ваши заявки</b>
mine-none = 🗂 Заявок нет. Чтобы отправить заявку, откройте ссылку, которую дали организаторы.
mine-line = <b>{ $title }</b>
    { $status }
privacy-text = 🔏 <b>Что я храню</b>
    • О заявке: ваш Telegram ID и решение; в зашифрованном виде — e-mail, имя, ответ, причину отказа и ссылку. Видят организаторы конференции.
    • О вас: имя, имя пользователя и язык в Telegram. Кто просто беседует в группе, тех я не запоминаю.

    После /forget останутся безымянные записи в журнале организаторов, а если вас заблокировали — ваш ID. Чтобы ограничения на заявки действовали и дальше, ещё сутки хранится отпечаток ID, сделанный секретным ключом; если вы приглашены — столько же, сколько хранилась бы заявка.
privacy-kept = Всё, что вы сообщили, я стираю через { $requests ->
    [one] { $requests } день
    [few] { $requests } дня
    [many] { $requests } дней
   *[other] { $requests } дня
} после завершения заявки. Если заявок нет, данные о вас — через { $people ->
    [one] { $people } день
    [few] { $people } дня
    [many] { $people } дней
   *[other] { $people } дня
} после вашего последнего сообщения мне. Стереть сразу: /forget
privacy-yours = Сейчас хранится: { $count ->
    [one] { $count } заявка
    [few] { $count } заявки
    [many] { $count } заявок
   *[other] { $count } заявки
}, { $emails }
forget-ask = Стереть ваши e-mail, имена, ответы и ссылки?

    Заявки без решения будут отозваны. Приглашения останутся в силе, но показать ссылки снова я не смогу.
forget-done = 🧹 Ваши данные стёрты. Остались безымянные записи в журнале организаторов и блокировка, если она была.

button-send = ✅ Отправить
button-enter = 🔗 Войти
button-enter-of = 🔗 Войти: { $title }
button-withdraw = ↩️ Отозвать
button-withdraw-of = ↩️ Отозвать: { $title }
button-ask-again = 🙋 Отправить заявку снова
button-ask-again-of = 🙋 Снова: { $title }
button-renew = 🔗 Получить новую ссылку
button-renew-of = 🔗 Новая ссылка: { $title }
button-mine = 🗂 Мои заявки
button-privacy = 🔏 Что обо мне хранится
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
card-who-same = 👤 { $profile } · { $email }
card-who-forgotten = 👤 Данные гостя стёрты.
card-answer = 💬 { $question }
    { $answer }
card-link = 🔗 Ссылка: { $name }
card-counts = 📊 По этой ссылке: заявок { $asked }, приглашено { $admitted }
card-asked-at = 🕑 { $at }
card-by-rule = автоматически
card-no-email = Адреса больше нет.
card-blocked = 🚫 Гость заблокирован и новых заявок отправить не может.
card-status-pending = ⏳ Ждёт решения
card-status-waiting = 🪑 В листе ожидания
card-status-claimed = ⚙️ Одобрено · { $who }, { $at }
    Готовлю приглашение…
card-status-invited = ✅ Одобрено · { $who }, { $at }
    Отправляю гостю ссылку…
card-status-delivered = ✅ Одобрено · { $who }, { $at }
    Ссылка доставлена гостю
card-status-undelivered = ⚠️ Одобрено · { $who }, { $at }
    Гость заблокировал бота. Передайте ссылку сами.
card-status-undelivered-deactivated = ⚠️ Одобрено · { $who }, { $at }
    Аккаунта гостя в Telegram больше нет. Передайте ссылку сами.
card-status-undelivered-no-chat = ⚠️ Одобрено · { $who }, { $at }
    Чата с гостем больше нет. Передайте ссылку сами.
card-status-undelivered-given-up = ⚠️ Одобрено · { $who }, { $at }
    Доставить ссылку не удалось. Передайте её сами.
card-status-undelivered-forgotten = ⚠️ Одобрено · { $who }, { $at }
    Данные гостя стёрты, ссылка тоже. В списке участников гость остался.
card-status-failed = ❗ Одобрено · { $who }, { $at }
    Пригласить не получилось:
card-status-unknown = ❓ Одобрено · { $who }, { $at }
    Неясно, создано ли приглашение. Сначала проверьте список участников:
card-status-declined = ✋ Отклонено · { $who }, { $at }
card-status-withdrawn = ↩️ Гость отозвал заявку
card-status-expired = ⌛ Никто не ответил вовремя
card-status-no-place = ⌛ Место не освободилось, лист ожидания закрыт
card-status-lapsed = ⌛ Одобрено · { $who }, { $at }
    Личная ссылка больше не действует
card-status-renewal = ⏳ Ждёт решения: личная ссылка больше не действует, гость просит новую
card-status-removed = 🗑 Гостя приглашали, потом удалили из конференции
card-status-cancelled = 🗑 Конференция удалена
card-guest-not-told = ⏱ Гость узнает об этом через 10 секунд: решение ещё можно отменить.
card-removed-too = 🗑 Гость был в конференции и удалён из неё
card-stays = 👤 Участник с этим e-mail остаётся: его пригласили не по этой заявке
card-replaced = 🙋 Заявка · <b>{ $title }</b>: эта карточка устарела, новая — ниже или в группе модераторов.

button-approve = ✅ Одобрить
button-approve-moderator = ⭐ Одобрить как модератора
button-decline = ✋ Отклонить
button-decline-reason = ✋ Отклонить с причиной
button-show-email = ✉️ Весь e-mail
button-block = 🚫 Заблокировать
button-unblock = Разблокировать
button-undo = ↩️ Отменить решение
button-let-in-after-all = ✅ Всё-таки одобрить
button-invite-guest-again = ✉️ Пригласить снова
button-remove-guest = 🗑 Удалить из конференции
button-remove-and-decline = 🗑 Удалить и отклонить
button-remove-and-block = 🗑 Удалить и заблокировать
button-block-only = 🚫 Только заблокировать
button-request-of = 🙋 Заявка { $detail }
button-new-link = 🔗 Сделать новую ссылку
button-approve-all = ✅ Одобрить всех на экране
button-back-to-requests = ‹ Заявки
button-requests = 🙋 Заявки

decline-ask-reason = ✋ Отказ · { $guest }
    Что передать гостю? Ваши слова дойдут дословно.
decline-done = ✋ Заявка отклонена, гость получит ваш ответ.
decline-in-already = ❗ { $name } уже в конференции «<b>{ $title }</b>»: Boomstream создал приглашение по этой заявке. Удалить из конференции и отклонить заявку?
block-in-already = ❗ { $name } уже в конференции. Удалить и заблокировать или только заблокировать?
toast-undone = Решение отменено
toast-guest-removed = Гость больше не в конференции
toast-blocked = Гость заблокирован
toast-unblocked = Гость разблокирован

requests-none = 🙋 Новых заявок нет.
requests-head = 🙋 Ждут решения: { $count }
requests-approve-all-ask = Одобрить { $count ->
    [one] { $count } заявку
    [few] { $count } заявки
    [many] { $count } заявок
   *[other] { $count } заявки
}?
requests-progress = ⏳ { $done } из { $total }…
requests-approved = ✅ Одобрено заявок: { $count }
requests-failed = ❗ Не получилось: { $count }. Подробности — на карточках.
requests-digest = 🙋 { $count ->
    [one] Пришла ещё { $count } заявка.
    [few] Пришло ещё { $count } заявки.
    [many] Пришло ещё { $count } заявок.
   *[other] Пришло ещё { $count } заявки.
}
requests-nag = ⏰ { $count ->
    [one] { $count } заявка ждёт
    [few] { $count } заявки ждут
    [many] { $count } заявок ждут
   *[other] { $count } заявки ждут
} больше суток. Ответьте гостям: /requests

help-requests = /requests <i>конференция</i> — заявки, которые ждут решения
menu-requests = Заявки, которые ждут решения

notice-head = 🔔 Через бота:
notice-line = • <b>{ $who }</b>: { $what }
change-head = 👀 <b>{ $title }</b> — изменения в Boomstream:
change-who = { $name } ({ $email })
change-appeared = • новый участник, добавлен не через бота: { $who }
change-removed = • больше не в конференции: { $who }
change-returned = • снова в конференции: { $who }
change-promoted = • теперь модератор: { $who }
change-demoted = • больше не модератор: { $who }
change-renamed = • новое название: «{ $name }»
change-deleted = • конференцию удалили
change-more = …и ещё { $count }

## Ссылки для заявок

link-nameless = Ссылка { $number }
links-head = 🔗 <b>{ $title }</b>: { $count ->
    [0] заявки пока не принимаются
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
link-approval-automatic = ⚡ Приглашение сразу получают все
link-approval-members = 👥 Сразу — участникам группы «{ $group }»; об остальных решают модераторы
link-capacity = 🪑 Мест: { $count }, дальше — лист ожидания
link-capacity-none = 🪑 Мест — без ограничений
link-closes = ⏰ Закроется: { $at }
link-closes-never = ⏰ Открыта, пока не закроете
link-question = 💬 Вопрос:
    { $question }
link-question-none = 💬 Без вопроса
link-counts = 📊 Открыли { $opened } · заявок { $asked } · приглашено { $admitted } · в листе ожидания { $waiting }
link-warning-public = ⚠️ Конференция открытая: по её адресу войдут и без одобрения. Закрыть её можно в Boomstream.
link-warning-lobby = ⚠️ В конференции нет зала ожидания: по чужой личной ссылке можно сразу войти. Включить его можно в Boomstream.
link-qr = Заявка на конференцию «{ $title }»
link-close-ask = Закрыть ссылку «{ $name }» (конференция «{ $title }»)? Новых заявок по ней не будет, прежние останутся.
link-closed = 🔗 Ссылка «{ $name }» закрыта · «{ $title }»
link-ask-capacity = Сколько мест? Пришлите число. Кому не хватит, попадут в лист ожидания.
link-ask-closing = Когда закрыть приём заявок? Например: <code>31.12.2027, 18:00</code>, <code>завтра в 18:00</code>, <code>3 дня</code>.
closing-confirm = ⏰ Ссылка закроется { $distance }: { $at }.
link-ask-question = О чём спросить гостей? Пришлите один вопрос.
link-ask-name = Как назвать ссылку? Гости названия не увидят.
link-ask-group = Чьих участников приглашать сразу? Выберите группу, в которой я состою.

button-links = 🔗 Ссылки для заявок
button-add-link = ➕ Ещё ссылка
button-approval-moderators = Решают модераторы
button-approval-automatic = Сразу всем
button-approval-members = Сразу участникам группы
button-capacity = 🪑 Места
button-closing = ⏰ Срок
button-question = 💬 Вопрос
button-link-name = 🏷 Название
button-qr = ▦ QR-код
button-close-link = Закрыть ссылку
button-no-limit = Без ограничения
button-never = Никогда
button-in-a-day = 1 день
button-in-a-week = Неделя
button-at-the-start = К началу
button-other-zone = 🕒 Другой часовой пояс

help-open = /open <i>конференция</i> — ссылка, по которой гости отправляют заявки
help-close = /close <i>конференция</i> — закрыть приём заявок
menu-open = Ссылка для заявок и её правила
menu-close = Закрыть ссылку для заявок

log-link-opened = открыта ссылка для заявок { $detail } · «{ $subject }»
log-link-approval-set = изменено, кого впускает ссылка для заявок { $detail } · «{ $subject }»
log-link-capacity-set = изменено число мест по ссылке для заявок { $detail } · «{ $subject }»
log-link-closing-set = изменён срок ссылки для заявок { $detail } · «{ $subject }»
log-link-question-set = изменён вопрос гостям по ссылке для заявок { $detail } · «{ $subject }»
log-link-renamed = переименована ссылка для заявок { $detail } · «{ $subject }»
log-link-closed = закрыта ссылка для заявок { $detail } · «{ $subject }»
log-request-approved = одобрена заявка { $detail } · «{ $subject }»
log-request-declined = отклонена заявка { $detail } · «{ $subject }»
log-decision-undone = отменён отказ по заявке { $detail } · «{ $subject }»
log-person-blocked = заблокирован гость { $detail }
log-person-unblocked = разблокирован гость { $detail }
log-person-forgotten = стёрты данные гостя
log-moderators-bound = привязана группа модераторов
log-moderators-unbound = отвязана группа модераторов
log-settings-changed = изменена настройка: { $detail }

blocked-head = 🚫 Заблокированы: { $count }. Их заявки не принимаются.
blocked-none = 🚫 Никто не заблокирован.
blocked-line = • { $name } (ID { $id }), { $at }
blocked-line-nameless = • ID { $id }, { $at }
button-blocked = 🚫 Заблокированные
button-unblock-who = Разблокировать: { $name }

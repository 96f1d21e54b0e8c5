## Слова, общие для многих экранов

days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
plain = { $text }
time-in = { $at } (часовой пояс: { $city })
time-utc = { $at } { $zone }
press-again = Не успел ответить. Нажмите ещё раз.
saved = ✅ Сохранено, но показать результат сейчас не получается.
yes = да
no = нет
role-moderator = модератор
role-participant = участник

button-menu = ☰ Меню
button-back = ‹ Назад
button-skip = Пропустить
button-clear = 🧹 Убрать
button-to-root = Без папки
button-cancel = Отмена
button-confirm = ✅ Подтвердить
button-keep = Нет, оставить
button-help = ❔ Помощь
button-language = 🌐 Язык
button-retry = ↻ Повторить

## Диалоги

dialogue-hint = Ответьте на это сообщение. Передумали? /cancel
dialogue-hint-optional = Ответьте на это сообщение. Пропустить — «-», отменить — /cancel
dialogue-placeholder = Ваш ответ
dialogue-cancelled = Отменено, ничего не изменилось.
button-take-as-answer = Нет, это ответ: «{ $text }»
picker-closed = Этот выбор уже закрыт.
dialogue-none = Отменять нечего.
dialogue-stale = Я сейчас ни о чём не спрашивал. Команды: /help

command-unknown = Такой команды нет. Все команды: /help

## После перезапуска

interrupted-message = Меня перезапустили, пока я выполнял «{ $what }». Часть могла успеть — проверьте. Сам повторять не буду.
interrupted-button = Меня перезапустили, пока я выполнял ваше нажатие. Часть могла успеть — проверьте. Сам повторять не буду.
interrupted-other = Меня перезапустили, пока я выполнял ваше последнее действие. Часть могла успеть — проверьте. Сам повторять не буду.
interrupted-retrying = Повторяю…
quoted = «{ $text }»

failing-head = ⚠️ Раз за разом не получается фоновая работа: { $where }. Всё остальное идёт как обычно, а здесь я пробую снова, не реже раза в час.
failing-workspace = чат «{ $workspace }»
failing-conference = конференция «{ $conference }», { $where }
failing-todo = Что делать: обновите бота. Не поможет — найдите в журнале сервера «The job { $job }» и перешлите эти строки разработчикам.

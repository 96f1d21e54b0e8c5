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
button-to-root = В корень
button-cancel = Отмена
button-confirm = ✅ Подтвердить
button-keep = Нет, оставить
button-help = ❔ Помощь
button-language = 🌐 Язык
button-retry = ↻ Повторить

## Диалоги

dialogue-hint = Ответьте на это сообщение. Передумали? /cancel
dialogue-hint-optional = Ответьте на это сообщение; «-» — оставить пустым, /cancel — выйти.
dialogue-placeholder = Ваш ответ
dialogue-cancelled = Отменено, ничего не изменилось.
button-take-as-answer = Нет, это ответ: «{ $text }»
picker-closed = Тот выбор закрыт.
dialogue-none = Отменять нечего.
dialogue-stale = Сейчас я не жду ответа. Вот что я умею: /help

command-unknown = Не знаю такой команды. Вот что я умею: /help

## После перезапуска

interrupted-message = Меня перезапустили раньше, чем я закончил с вашим сообщением «{ $what }». Возможно, часть уже сделана — проверьте, пожалуйста. Сам я ничего не повторяю.
interrupted-button = Меня перезапустили раньше, чем я закончил то, что вы начали нажатием кнопки. Возможно, часть уже сделана — проверьте, пожалуйста. Сам я ничего не повторяю.
interrupted-other = Меня перезапустили раньше, чем я закончил с вашим последним действием. Возможно, часть уже сделана — проверьте, пожалуйста. Сам я ничего не повторяю.
interrupted-retrying = Повторяю…
quoted = «{ $text }»

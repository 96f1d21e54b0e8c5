error-not-allowed = Здесь это вам недоступно. Что вам доступно: /start
error-anonymous = Вы пишете как анонимный администратор, и я не вижу, кто вы. Отключите «Анонимность» в настройках администратора группы и повторите.
error-outdated = Эта кнопка устарела. Вот актуальное меню.
error-not-yours = Этот диалог начал другой человек. Начните свой командой.
error-dialogue-over = Этот диалог уже закончен. Начните заново командой: /help
error-question-answered = На этот вопрос вы уже ответили, текущий — ниже.
error-retry-refused = Повторить это может только тот, кто начал, и только один раз.
error-private-only = Это работает только в личном чате со мной.
error-claim-invalid = Эта ссылка уже использована или устарела. Перезапустите бота: пока у него нет владельца, он печатает в журнале новую ссылку.
error-link-invalid = Эта ссылка не работает: она устарела или скопирована не целиком. Попросите новую.
error-no-key = Ключ Boomstream здесь ещё не подключён. Подключить его может администратор: /apikey
error-key-malformed = Это не похоже на ключ API: он пишется одним словом, обычно это 32 буквы и цифры. Скопируйте его в Boomstream, «Настройки» → «Интеграция», и пришлите ещё раз.
error-key-refused = Boomstream не принимает ключ. Сверьте его в Boomstream, «Настройки» → «Интеграция», и введите через /apikey.
error-key-unreadable = Не получается расшифровать сохранённый ключ: у бота сменился собственный ключ шифрования. Введите ключ API заново через /apikey.
error-conference-unknown = Не знаю конференции «{ $text }». Посмотреть все: /conferences
error-gone = В Boomstream этого больше нет: похоже, удалили. Посмотреть, что есть: /conferences
error-title-empty = Конференции нужно название. Как её назовём?
error-value-empty = Пусто. Пришлите, пожалуйста, текст.
error-text-expected = Здесь нужен текст: ответьте, пожалуйста, словами.
error-alias-malformed = «{ $text }» не подходит для короткого имени: до 32 знаков — буквы, цифры, «-» и «_», без пробелов.
error-participant-unknown = Не знаю участника с кодом «{ $text }». Коды есть на карточках участников: /clients
error-email-missing = Кого приглашаем? Укажите хотя бы один e-mail.
error-email-malformed = «{ $text }» — это не адрес e-mail. Исправьте и пришлите ещё раз.
error-email-invited = { $email } уже в этой конференции. Если ссылка нужна снова, нажмите «↻ Новая ссылка».
error-too-many-emails = За один раз — не больше { $limit } адресов, пожалуйста.
error-lifetime-malformed = Не понимаю срок действия ссылки «{ $text }». От минуты до года: <code>ttl=90m</code>, <code>ttl=2h</code>, <code>ttl=3d</code>.
error-avatar-malformed = «{ $text }» — это не адрес картинки. Он начинается с https://
error-person-unknown = Не знаю, кто такой «{ $text }». Пусть этот человек сначала напишет мне — или пришлите его числовой id.
error-person-missing = Кого? Ответьте на сообщение человека командой <code>/admins add</code> или <code>/admins remove</code> — или укажите после неё id либо @имя.
error-person-not-listed = В списке нет такого человека: { $name }. Кто есть: /admins
error-too-many-people = За один раз — не больше { $limit } человек, пожалуйста.
error-last-owner = Это последний владелец. Сначала добавьте другого.
error-owner-from-settings = Этот владелец назначен в настройках бота (ADMIN_IDS), здесь его убрать нельзя.
error-request-link-closed = Эта ссылка закрыта: отправить заявку по ней больше нельзя.
error-request-open = У вас уже есть заявка на эту конференцию: /my
error-request-cooldown = Прошлую заявку отклонили. Новую можно отправить через { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
    [many] { $hours } часов
   *[other] { $hours } часа
}.
error-request-limit = Не больше { $limit } заявок в день. Попробуйте завтра.
error-request-decided = По этой заявке уже есть решение.
error-request-blocked = Организаторы не принимают от вас заявки.
error-no-places = Все места заняты ({ $capacity }). Увеличьте их число в /open или подождите, пока место освободится.
error-present-already = Этот e-mail уже есть в конференции.
error-number-malformed = «{ $text }» не подходит: нужно целое число от 1.
error-time-malformed = Не понимаю время «{ $text }», или оно уже прошло. Например: <code>31.12.2026 18:00</code> (UTC) или <code>3d</code>.
error-not-a-member = Решают только участники группы модераторов.
error-members-hidden = Не вижу, кто состоит в этой группе. Сделайте меня её администратором, и решать можно будет отсюда.
error-group-taken = Эта группа уже занята другим рабочим чатом. Сначала отвяжите её там или забудьте там ключ.
error-group-needed = Сначала выберите группу — это делается в личном чате со мной.
error-unreachable = Boomstream сейчас недоступен. Попробуйте через минуту.
error-unwell = Boomstream сейчас отвечает с ошибками. Попробуйте через минуту.
error-busy = Boomstream просит не торопиться. Попробуйте через { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
    [many] { $seconds } секунд
   *[other] { $seconds } секунды
}.
error-rejected = Boomstream отказал: «{ $message }».
error-unchanged = Ничего не изменилось.
error-not-done = Ответ Boomstream потерялся по дороге. Я проверил: ничего не изменилось, можно спокойно повторить.
error-unclear = Ответ Boomstream потерялся по дороге, и проверить, сделано ли, не получилось. Прежде чем повторять, загляните в /conferences или /clients.
error-unexpected = У меня что-то сломалось. Владелец бота найдёт причину по номеру <code>{ $incident }</code>.

toast-dialogue-over = Уже сделано, отменено или устарело.
toast-may-not-write = Мне нельзя писать в этот чат или в эту тему. Это могут изменить администраторы.

log-head = 📜 <b>Журнал</b>
log-empty = 📜 Здесь пока ничего не происходило.
log-line = { $at } · <b>{ $who }</b>
    { $what }
log-key-connected = подключение ключа { $detail }
log-key-forgotten = бот забыл ключ { $detail }
log-owner-claimed = новый владелец бота
log-admin-added = добавление в список: { $subject }
log-admin-removed = удаление из списка: { $subject }
log-conference-created = создание конференции «{ $subject }»
log-conference-edited = изменение конференции «{ $subject }»
log-conference-deleted = удаление конференции «{ $subject }»
log-alias-set = короткое имя { $detail } для «{ $subject }»
log-invited = приглашение { $detail } на «{ $subject }»
log-promoted = { $detail } — модератор «{ $subject }»
log-demoted = { $detail } — обычный участник «{ $subject }»
log-participant-edited = изменение данных { $detail } в «{ $subject }»
log-participant-removed = удаление { $detail } из «{ $subject }»

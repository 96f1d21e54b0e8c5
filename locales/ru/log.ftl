log-head = 📜 <b>Журнал</b>
log-empty = 📜 Здесь пока ничего не происходило.
log-line = { $at } · <b>{ $who }</b>
    { $what }
log-key-connected = подключение ключа { $detail }
log-key-forgotten = бот забыл ключ { $detail }
log-owner-claimed = новый владелец бота
log-admin-added = добавление в список администраторов: { $subject }
log-admin-removed = удаление из списка администраторов: { $subject }
log-conference-created = создание конференции «{ $subject }»
log-conference-edited = изменение конференции «{ $subject }»
log-conference-deleted = удаление конференции «{ $subject }»
log-alias-set = короткое имя { $detail } для конференции «{ $subject }»
log-invited = приглашение { $detail } в конференцию «{ $subject }»
log-promoted = { $detail } — теперь модератор конференции «{ $subject }»
log-demoted = { $detail } — теперь обычный участник конференции «{ $subject }»
log-participant-edited = изменение данных { $detail } в конференции «{ $subject }»
log-participant-removed = удаление { $detail } из конференции «{ $subject }»

moderators-none = 🛡 Группы модераторов пока нет: заявки приходят в рабочий чат организаторов.
moderators-bound = 🛡 Группа модераторов — «{ $group }».
moderators-how = В группу модераторов приходят заявки и уведомления; решить может любой, кто в ней состоит, или только администраторы (/settings). Чтобы они приходили в тему, привяжите группу прямо в этой теме.
moderators-pick = Выберите группу. Я уже должен в ней состоять.
moderators-bound-here = 🛡 Теперь это группа модераторов чата «{ $workspace }»: заявки и уведомления приходят сюда.
moderators-unbound = 🛡 Группы модераторов больше нет. Заявки приходят в рабочий чат организаторов.
moderators-lost = ⚠️ Меня удалили из группы модераторов «{ $group }». Пока не привязана другая, заявки приходят сюда: /moderators

button-moderators = 🛡 Группа модераторов
button-bind-group = ➕ Добавить меня в группу
button-bind-here = Выбрать эту группу
button-bind-again = 🛡 Привязать группу
button-pick-group = 👥 Выбрать группу
button-unbind = Отвязать
button-settings = ⚙️ Настройки

help-moderators = /moderators — группа, которая решает по заявкам
help-settings = /settings — язык, уведомления, срок ссылок и заявок
menu-moderators = Группа модераторов
menu-settings = Настройки

settings-head = ⚙️ <b>Настройки</b>. Нажатие меняет значение.
setting-deciders-group = Решают: все в группе
setting-deciders-allowlisted = Решают: администраторы
setting-requests = Показывать заявки сразу: { $value }
setting-actions = Сообщать о действиях в боте: { $value }
setting-changes = Сообщать об изменениях вне бота: { $value }
setting-lifetime = Срок ссылок: { $value }
setting-guests = Письма гостям: { $value }
setting-expiry = Срок заявок: { $value }
setting-watch-links = Следить: где есть ссылка для заявок
setting-watch-all = Следить: за всеми конференциями
setting-watch-none = Не следить за изменениями
setting-minutes = Проверять раз в { $value }

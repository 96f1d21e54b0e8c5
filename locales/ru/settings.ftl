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
setting-zone = Часовой пояс: { $value }
zone-guessed = { $zone } (предположение)
zone-ask = 🕒 В каком часовом поясе называть и понимать время? Пришлите большой город, например <code>Екатеринбург</code>, или <code>UTC+5</code>.

button-settings = ⚙️ Настройки

help-settings = /settings — язык, часовой пояс, уведомления, срок ссылок и заявок
menu-settings = Настройки

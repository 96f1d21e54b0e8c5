settings-head = ⚙️ <b>Настройки</b>
    Нажмите на строку, чтобы изменить.
setting-deciders-group = По заявкам решают: все в группе
setting-deciders-allowlisted = По заявкам решают: администраторы
setting-requests = Присылать каждую заявку: { $value }
setting-actions = Сообщать, что сделано в боте: { $value }
setting-changes = Сообщать, что сделано мимо бота: { $value }
setting-lifetime = Срок личной ссылки: { $value }
setting-guests = Письмо гостю от Boomstream: { $value }
setting-expiry = Заявка ждёт ответа: { $value }
setting-watch-links = Следить: где открыт приём заявок
setting-watch-all = Следить: за всеми конференциями
setting-watch-none = Не следить за изменениями
setting-minutes = Между проверками: { $value }
setting-zone = Часовой пояс: { $value }
zone-guessed = видимо, { $zone }
zone-ask = 🕒 По какому часовому поясу показывать и понимать время? Пришлите большой город, например <code>Екатеринбург</code>, или <code>UTC+5</code>.

button-settings = ⚙️ Настройки

help-settings = /settings — кто решает, уведомления, сроки, язык и часовой пояс
menu-settings = Настройки

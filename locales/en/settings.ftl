settings-head = ⚙️ <b>Settings</b>. A tap switches a value.
setting-deciders-group = Who decides: all in the group
setting-deciders-allowlisted = Who decides: admins only
setting-requests = Show requests at once: { $value }
setting-actions = Report actions in the bot: { $value }
setting-changes = Report changes outside the bot: { $value }
setting-lifetime = Links stay valid: { $value }
setting-guests = E-mail guests, too: { $value }
setting-expiry = Requests expire after: { $value }
setting-watch-links = Watch: where there is a request link
setting-watch-all = Watch: all conferences
setting-watch-none = Don’t watch for changes
setting-minutes = Check every: { $value }
setting-zone = Time zone: { $value }
zone-guessed = { $zone } (guessed)
zone-ask = 🕒 In which time zone shall I say and understand times? Send a big city, such as <code>London</code>, or <code>UTC+5</code>.

button-settings = ⚙️ Settings

help-settings = /settings — language, time zone, notifications, how long links and requests last
menu-settings = Settings

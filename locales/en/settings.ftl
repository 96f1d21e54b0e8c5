settings-head = ⚙️ <b>Settings</b>
    Tap a line to change it.
setting-deciders-group = Who decides: everyone in the group
setting-deciders-allowlisted = Who decides: admins only
setting-requests = Post every request: { $value }
setting-actions = Report actions in the bot: { $value }
setting-changes = Report changes outside the bot: { $value }
setting-lifetime = Personal links last: { $value }
setting-guests = Email guests from Boomstream: { $value }
setting-expiry = Requests expire after: { $value }
setting-watch-links = Watch: conferences with a request link
setting-watch-all = Watch: all conferences
setting-watch-none = Don’t watch for changes
setting-minutes = Between checks: { $value }
setting-zone = Time zone: { $value }
zone-guessed = { $zone } (guessed)
zone-ask = 🕒 Which time zone should I use? Send a big city, such as <code>London</code>, or <code>UTC+5</code>.

button-settings = ⚙️ Settings

help-settings = /settings — who decides, notifications, time limits, language and time zone
menu-settings = Settings

moderators-none = 🛡 There is no moderators’ group yet: requests come to this workspace’s own chat.
moderators-bound = 🛡 The moderators’ group is “{ $group }”.
moderators-how = Requests and notifications go to the moderators’ group; anyone in it can decide, or only admins (/settings). To have them in a topic, bind the group from within that topic.
moderators-pick = Choose the group. I must be in it already.
moderators-bound-here = 🛡 This is the moderators’ group of “{ $workspace }” now: requests and notifications come here.
moderators-unbound = 🛡 There is no moderators’ group any more. Requests come to the workspace’s own chat.
moderators-lost = ⚠️ I was removed from the moderators’ group “{ $group }”. Requests come here until another group is bound: /moderators

button-moderators = 🛡 Moderators’ group
button-bind-group = ➕ Add me to a group
button-bind-here = Use this group
button-bind-again = 🛡 Bind a group
button-pick-group = 👥 Choose a group
button-unbind = Unbind
button-settings = ⚙️ Settings

help-moderators = /moderators — the group that decides on requests
help-settings = /settings — language, notifications, how long links and requests last
menu-moderators = Moderators’ group
menu-settings = Settings

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

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

help-moderators = /moderators — the group that decides on requests
menu-moderators = Moderators’ group

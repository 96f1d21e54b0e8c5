moderators-none = 🛡 There is no moderators’ group yet: requests come to this workspace’s own chat.
moderators-bound = 🛡 The moderators’ group is “{ $group }”.
moderators-how = Requests and notifications go to the moderators’ group; anyone in it can decide, or only admins (/settings). To have them in a topic, bind the group from within that topic.
moderators-pick = Choose the group. I must be in it already.
moderators-bound-here = 🛡 This is the moderators’ group of “{ $workspace }” now. Guests’ requests and notifications come here; all that waits for a decision: /requests
moderators-all-decide = Anyone in this group can decide, with a tap on a button below the request.
moderators-admins-decide = Only the bot’s admins decide, with a tap on a button below the request.
moderators-question = 🛡 Is this the moderators’ group of “{ $workspace }”? Then requests and notifications will come here. If not, leave the button alone.
moderators-ready = ✅ The group “{ $group }” is connected: requests and notifications go there.
moderators-topic-lost = ⚠️ The topic in the moderators’ group “{ $group }” is gone. Requests and notifications come to the group itself. To have them in a topic again, bind the group from within it: /moderators
moderators-given-up = { $count ->
    [one] ⚠️ { $count } message could not be sent to the moderators’ group.
   *[other] ⚠️ { $count } messages could not be sent to the moderators’ group.
}
moderators-given-up-why = Telegram says: “{ $why }”.
moderators-unbound = 🛡 There is no moderators’ group any more. Requests come to the workspace’s own chat.
moderators-lost = ⚠️ I was removed from the moderators’ group “{ $group }”. Requests come here until another group is bound: /moderators

button-moderators = 🛡 Moderators’ group
button-bind-group = ➕ Add me to a group
button-bind-here = Use this group
button-bind-asked = ✅ Yes, it is
button-bind-again = 🛡 Bind a group
button-pick-group = 👥 Choose a group
button-unbind = Unbind

help-moderators = /moderators — the group that decides on requests
menu-moderators = Moderators’ group

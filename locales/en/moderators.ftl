moderators-none = 🛡 No moderators’ group yet: requests come here.
moderators-bound = 🛡 The moderators’ group is “{ $group }”.
moderators-how = The moderators’ group gets requests and notifications, and everyone in it can decide (or only admins: /settings).

    Want them in one topic? Send /moderators in that topic.
moderators-pick = Choose a group I’m already in.
moderators-bound-here = 🛡 This is now the moderators’ group of “{ $workspace }”. Guests’ requests and notifications come here. Everything that’s waiting for a decision: /requests
moderators-all-decide = Anyone in this group can decide: tap a button below the request.
moderators-admins-decide = Only admins decide: tap a button below the request.
moderators-question = 🛡 Is this the moderators’ group of “{ $workspace }”? If so, requests and notifications will come here. If not, don’t tap anything.
moderators-ready = ✅ The group “{ $group }” is connected: requests and notifications go there.
moderators-topic-lost = ⚠️ The topic in the moderators’ group “{ $group }” is gone. Requests and notifications come to the group itself. Want a topic? Send /moderators in it.
moderators-given-up = { $count ->
    [one] ⚠️ { $count } message couldn’t be sent to the moderators’ group.
   *[other] ⚠️ { $count } messages couldn’t be sent to the moderators’ group.
}
moderators-given-up-why = Telegram says: “{ $why }”.
moderators-unbound = 🛡 Group unlinked. Requests will come to the organizers’ chat.
moderators-lost = ⚠️ I was removed from the moderators’ group “{ $group }”. Until you pick another, requests come here. Pick one: /moderators

button-moderators = 🛡 Moderators’ group
button-bind-group = ➕ Add me to a group
button-bind-here = Use this group
button-bind-asked = ✅ Yes, it is
button-bind-again = 🛡 Link a group
button-pick-group = 👥 Choose a group
button-unbind = Unlink

help-moderators = /moderators — the group where requests are decided
menu-moderators = Moderators’ group

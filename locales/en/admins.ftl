admins-overview = 👮 Whose admins do you want to see? Owners can do everything in every chat.
admins-overview-no-groups = 👮 Owners can do everything in every chat. Add me to a group to give it admins of its own.
admins-of = 👮 <b>{ $title }</b>: { $count ->
    [0] no admins of its own, only the owners
    [one] { $count } admin
   *[other] { $count } admins
}
admin-line = • { $who } · <code>{ $id }</code>
admin-line-fixed = • { $who } · from the bot’s settings
admins-how-to-add = To add someone in a group, reply to their message with <code>/admins add</code>.
owners-list = 👑 <b>Owners</b> can do everything in every chat.
admins-ask = Who should be an admin of “{ $title }”? Choose below, or send a Telegram ID or the @username of someone who has written to me.
admins-ask-owner = Who should be an owner? They’ll be able to do everything in every chat. Choose below, or send a Telegram ID or the @username of someone who has written to me.
admins-picked = 👤 Please check that these are the right people.
admins-add-ask = Make them admins of “{ $title }”?
admins-add-ask-owner = Make them owners of the bot? They’ll be able to do everything in every chat.
admins-add-check = Names and @usernames change hands; a Telegram ID never does.
admin-candidate = • { $who } · <code>{ $id }</code> · last seen here: { $at }
admin-candidate-unseen = • { $who } · <code>{ $id }</code> · hasn’t written to me yet
admins-added = ✅ Added: { $names }
admins-known = Already in the list: { $names }
admins-remove-ask = Remove { $name }? They won’t be able to manage conferences anymore.
toast-admin-removed = Removed: { $name }

button-owners = 👑 Owners
button-add-admin = ➕ Add
button-add-admin-really = ✅ Yes, add
button-remove-admin = 🗑 { $name }
button-remove-admin-really = Yes, remove
button-pick-people = 👤 Choose people

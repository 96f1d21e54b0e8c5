admins-overview = 👮 Whose admins shall we manage? Owners may do everything in every chat.
admins-overview-no-groups = 👮 Owners may do everything in every chat. Add me to a group to give it admins of its own.
admins-of = 👮 <b>{ $title }</b>: { $count ->
    [0] no admins of its own, only the owners
    [one] { $count } admin
   *[other] { $count } admins
}
admin-line = • { $who } · <code>{ $id }</code>
admin-line-fixed = • { $who } · set by the operator
admins-how-to-add = To add somebody in a group, reply to their message with <code>/admins add</code>.
owners-list = 👑 <b>Owners</b> may do everything in every chat:
admins-ask = Whom shall we add as an admin of “{ $title }”? Send a numeric id or the @username of somebody who has written to me.
admins-ask-owner = Whom shall we add as an owner? Owners may do everything in every chat. Send a numeric id or the @username of somebody who has written to me.
admins-picked = 👤 Please check that these are the right people.
admins-add-ask = Make them admins of “{ $title }”?
admins-add-ask-owner = Make them owners of the bot? Owners may do everything in every chat.
admins-add-check = Names and @usernames change hands; an id never does.
admin-candidate = • { $who } · <code>{ $id }</code> · last seen here: { $at }
admin-candidate-unseen = • { $who } · <code>{ $id }</code> · has never written to me
admins-added = ✅ Added: { $names }
admins-known = Already in the list: { $names }
admins-remove-ask = Take { $name } off the list? They can no longer manage conferences here.
toast-admin-removed = Taken off the list: { $name }

button-owners = 👑 Owners
button-add-admin = ➕ Add
button-add-admin-really = ✅ Yes, add
button-remove-admin = 🗑 { $name }
button-remove-admin-really = Yes, take off the list
button-pick-people = 👤 Choose people

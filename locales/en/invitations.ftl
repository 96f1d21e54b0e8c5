invite-ask = Whom shall we invite to <b>{ $title }</b>? Send one or more e-mails; a name may follow each:
    <code>anna@example.com Anna Smith</code>
invite-summary = ✉️ Invite to <b>{ $title }</b>: { $count ->
    [one] { $count } person
   *[other] { $count } people
}
invite-check-names = ❔ Please check the names: the text doesn’t show whose is whose.
invite-unread = ⚠️ Couldn’t read { $pieces }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}. Send them again, corrected, and I’ll add them to the list.
invite-lifetime = ⏳ The link is valid for { $duration }
invite-lifetime-default = ⏳ Boomstream decides how long the link is valid
invited-one = ✅ Invited to <b>{ $title }</b>
invited-many = ✅ Invitations to <b>{ $title }</b>
invited-many-more = ✅ More invitations to <b>{ $title }</b>
invited-who = 👤 <b>{ $name }</b> · { $email }
invited-who-nameless = 👤 <b>{ $email }</b>
invited-notified = 📧 Boomstream sends an e-mail too
invited-link-lost = ✅ { $email } is in “{ $title }” now, but Boomstream’s answer with the link was lost on the way. If the link is needed, press “↻ New link”.
invited-link-lost-short = Invited, but the link was lost on the way.

option-moderator = As moderator
option-notify = Send an e-mail
option-lifetime = ⏳ Link: { $duration }
option-lifetime-default = as in Boomstream

button-invite = ✉️ Invite
button-invite-count = ✅ Invite { $count }
button-invite-more = ✉️ Invite more
button-invite-again = ↻ New link
button-open-link = 🔗 Open the link
button-open-link-of = 🔗 { $name }
button-copy-link = 📋 Copy
button-open-participant = 👤 Participant’s card

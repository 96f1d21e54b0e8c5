invite-ask = Who should I invite to “<b>{ $title }</b>”? Send one or more emails; you can add a name after each:
    <code>anna@example.com Anna Smith</code>
invite-summary = ✉️ Invitation to “<b>{ $title }</b>”: { $count ->
    [one] { $count } person
   *[other] { $count } people
}
invite-check-names = ❔ Please check the names: the text doesn’t show whose they are.
invite-unread = ⚠️ I couldn’t read { $pieces }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}. Fix it and send it again, and I’ll add it to the list.
invite-lifetime = ⏳ The link is valid for { $duration }
invite-lifetime-default = ⏳ Link lifetime: Boomstream default
invited-one = ✅ The invitation to “<b>{ $title }</b>” is ready.
invited-many = ✅ The invitations to “<b>{ $title }</b>” are ready.
invited-many-more = ✅ More invitations to “<b>{ $title }</b>”
invited-who = 👤 <b>{ $name }</b> · { $email }
invited-who-nameless = 👤 <b>{ $email }</b>
invited-notified = 📧 Boomstream will email the guest.
invited-link-lost = ✅ { $email } is in “{ $title }”, but the reply with the link got lost. Need the link? Tap “↻ New link”.
invited-link-lost-short = Invited, but the link was lost on the way.

option-moderator = Moderator
option-notify = Email from Boomstream
option-lifetime = ⏳ Link: { $duration }
option-lifetime-default = Boomstream default

button-invite = ✉️ Invite
button-invite-count = ✅ Invite { $count }
button-invite-more = ✉️ Invite more
button-invite-again = ↻ New link
button-copy-link = 📋 Copy
button-open-participant = 👤 Participant’s card
invited-pass-on = 📤 Your guests have received nothing yet: pass the personal links on yourself.
invited-file = 📎 Personal links: “{ $title }”
personal-link = 🔗 Personal link
share-personal-link = Your personal link to “{ $title }”. It’s only for you.
button-share-link = 📤 Pass on
button-share-link-of = 📤 { $name }
csv-link = Personal link

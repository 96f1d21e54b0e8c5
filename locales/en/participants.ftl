participants-present = 👥 <b>{ $title }</b>: { $count ->
    [one] { $count } participant
   *[other] { $count } participants
}
participants-moderators = ⭐ <b>{ $title }</b>: { $count ->
    [one] { $count } moderator
   *[other] { $count } moderators
}
participants-removed = 🗑 <b>{ $title }</b>: { $count } removed
participants-found = 👥 <b>{ $title }</b>, “{ $search }”: { $count }
participants-none = Nobody here yet.
participants-nearest = Nobody matches. Did you mean:
participants-none-found = Nobody found.
participant-line = { $number }. { $name }{ $details }
participant-line-moderator = { $number }. ⭐ { $name }{ $details }
participant-line-removed = { $number }. <s>{ $name }</s>{ $details }
filter-present = 👥 { $count }
filter-moderators = ⭐ { $count }
filter-removed = 🗑 { $count }

participant-name = 👤 <b>{ $name }</b>
participant-email = ✉️ { $email }
participant-conference = 🎥 { $title }
participant-role-moderator = ⭐ Moderator
participant-role-participant = Participant
participant-added = Added: { $at } (the server’s time)
participant-added-unknown = Added: —
participant-code = Code: <code>{ $code }</code>
participant-is-removed = 🗑 Removed from the conference
participant-ask-code = What is the participant’s code? It is shown on participants’ cards.
participant-ask-name = The new name?
participant-ask-email = The new e-mail?

remove-ask = Remove <b>{ $name }</b> ({ $email }) from “{ $title }”? Their link will stop working.
toast-promoted = ⭐ { $name } is a moderator now
toast-demoted = { $name } is an ordinary participant now
toast-removed = Removed: { $name }

button-participants = 👥 Participants
button-all-participants = 👥 All participants
button-promote = ⭐ Make moderator
button-demote = Remove moderator role
button-edit-name = ✏️ Name
button-edit-email = ✏️ E-mail
button-remove = 🗑 Remove
button-remove-really = Yes, remove
button-back-to-list = ‹ Participants

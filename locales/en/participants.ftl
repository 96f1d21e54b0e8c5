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
participants-none = Nobody yet. Invite the first: tap below.
participants-nearest = Nobody matches. Did you mean one of these?
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
participant-added-unknown = Added: unknown
participant-code = Code: <code>{ $code }</code>
participant-is-removed = 🗑 Removed from the conference
participant-ask-code = Send the participant’s code. Easier: open /clients and tap a name.
participant-ask-name = Send the new name.
participant-ask-email = Send the new email.

remove-ask = Remove from “{ $title }”?

    👤 <b>{ $name }</b> · { $email }

    The personal link will stop working.
toast-promoted = ⭐ { $name } is now a moderator
toast-demoted = { $name } is now a regular participant
toast-removed = Removed: { $name }

button-participants = 👥 Participants
button-all-participants = 👥 All participants
button-promote = ⭐ Make moderator
button-demote = Remove as moderator
button-edit-name = ✏️ Name
button-edit-email = ✏️ Email
button-remove = 🗑 Remove
button-remove-really = Yes, remove
button-back-to-list = ‹ Participants

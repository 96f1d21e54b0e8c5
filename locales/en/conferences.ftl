conferences-all = 🎥 <b>Conferences</b>: { $count }
conferences-found = 🎥 <b>Conferences</b> for “{ $search }”: { $count }
conferences-none = 🎥 No conferences yet. Create the first one with one line:
    <code>/create Monday meeting | Plans for the week</code>
    or with the button below.
conferences-none-moderator = 🎥 No conferences yet.
conferences-nearest = 🎥 Nothing matches “{ $search }”. Did you mean one of these?
pick-nearest = I can’t find a conference “{ $text }”. Did you mean one of these? All conferences: /conferences
pick-ask = Which conference?
pick-ambiguous = Several conferences match “{ $text }”. Which one?

conference-title = 🎥 <b>{ $title }</b>
conference-code = Code: <code>{ $code }</code>
conference-starts = 🗓 Starts: { $at }
conference-duration = ⏱ Duration: { $duration }
conference-lobby = 🚪 With a lobby
conference-no-lobby = 🚪 Without a lobby
conference-public = 🌍 Public: anyone with the address can join
conference-not-public = 🔒 By invitation only
conference-folder = 📁 Folder: <code>{ $code }</code>
conference-aliases = 🏷 Short names: { $names }
conference-current = 📌 The current conference of this chat
conference-created = ✅ “<b>{ $title }</b>” is ready. Next: invite people.

    Code: <code>{ $code }</code>

create-ask-title = What should we call it?
create-ask-description = Add a short description?
create-confirm = Create the conference “<b>{ $title }</b>”?

edit-ask = ✏️ <b>{ $title }</b>: what do you want to change?
edit-ask-title = Send the new title.
edit-ask-description = Send the new description.
edit-ask-folder = Send the code of the new folder.
edit-present = Now: { $value }

delete-ask = 🗑 Delete “<b>{ $title }</b>”? { $count ->
    [0] It has no participants.
    [one] { $count } participant will lose access.
   *[other] { $count } participants will lose access.
} This can’t be undone.{ $count ->
    [0] { "" }
   *[other] { " " }I’ll post the list of participants here first.
}
delete-csv = Participants of “{ $title }”: { $present }. Removed earlier: { $removed }
delete-done = 🗑 “<b>{ $title }</b>” is deleted.
use-done = 📌 “<b>{ $title }</b>” is now the current conference. You don’t have to name it in commands.
alias-ask = What short name? For example, <code>plan</code>. Up to 32 letters, digits, “-” and “_”.
alias-done = 🏷 Done: instead of “<b>{ $title }</b>” you can type <code>{ $name }</code>. For example: <code>/clients { $name }</code>

csv-name = Name
csv-email = Email
csv-role = Role
csv-added = Added
csv-removed = Removed
csv-code = Code

button-create = ➕ New conference
button-create-really = ✅ Create
button-all-conferences = 🎥 All conferences
button-open-card = 🎥 Conference
button-edit = ✏️ Edit
button-edit-title = Title
button-edit-description = Description
button-edit-folder = Folder
button-alias = 🏷 Short name
button-use = 📌 Make current
button-delete = 🗑 Delete
button-delete-really = Yes, delete

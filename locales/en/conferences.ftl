conferences-all = 🎥 <b>Conferences</b>: { $count }
conferences-found = 🎥 <b>Conferences</b> for “{ $search }”: { $count }
conferences-none = 🎥 There are no conferences yet. Create the first one: it takes one line.
    <code>/create Monday meeting | Plans for the week</code>
conferences-none-moderator = 🎥 There are no conferences yet.
conferences-nearest = 🎥 Nothing matches “{ $search }”. Did you mean one of these?
pick-nearest = I can’t find a conference “{ $text }”. Did you mean one of these? All conferences: /conferences
pick-ask = Which conference?
pick-ambiguous = Several conferences match “{ $text }”. Which one?

conference-title = 🎥 <b>{ $title }</b>
conference-code = Code: <code>{ $code }</code>
conference-starts = 🗓 Starts: { $at }
conference-duration = ⏱ Length: { $duration }
conference-lobby = 🚪 With a lobby
conference-no-lobby = 🚪 Without a lobby
conference-public = 🌍 Public: anyone with the address can join
conference-not-public = 🔒 By invitation only
conference-folder = 📁 Folder: <code>{ $code }</code>
conference-aliases = 🏷 Short names: { $names }
conference-current = 📌 The current conference of this chat
conference-created = ✅ Created: <b>{ $title }</b>
    Code: <code>{ $code }</code>

    Now invite people.

create-ask-title = What is the new conference called?
create-ask-description = A few words about it?
create-ask-folder = Code of the folder in Boomstream to put it in?
create-confirm = Create the conference <b>{ $title }</b>?

edit-ask = ✏️ <b>{ $title }</b>: what shall we change?
edit-ask-title = What is the new title?
edit-ask-description = What is the new description?
edit-ask-folder = What is the code of the new folder?

delete-ask = 🗑 Delete <b>{ $title }</b>? { $count ->
    [0] It has no participants.
    [one] { $count } participant loses access.
   *[other] { $count } participants lose access.
} This can’t be undone. { $count ->
    [0] { "" }
   *[other] First I’ll post the list of participants here.
}
delete-csv = Participants of “{ $title }”: { $present }, removed earlier: { $removed }
delete-done = 🗑 Deleted: <b>{ $title }</b>
use-done = 📌 The current conference is <b>{ $title }</b>. Commands that name no conference are about this one.
alias-ask = Which short name? Up to 32 letters, digits, “-” and “_”.
alias-done = 🏷 <b>{ $title }</b> can now be called <code>{ $name }</code>.

csv-name = Name
csv-email = E-mail
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

## Words that many screens share

days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
plain = { $text }
time-in = { $at } { $city } time
time-utc = { $at } { $zone }
press-again = I was too slow to answer. Press again, please.
saved = ✅ Saved, but I can’t show the result right now.
yes = yes
no = no
role-moderator = moderator
role-participant = participant

button-menu = ☰ Menu
button-back = ‹ Back
button-skip = Skip
button-clear = 🧹 Clear
button-to-root = To the root
button-cancel = Cancel
button-confirm = ✅ Confirm
button-keep = No, keep
button-help = ❔ Help
button-language = 🌐 Language
button-retry = ↻ Try again

## Dialogues

dialogue-hint = Reply to this message, or leave with /cancel.
dialogue-hint-optional = Reply to this message; “-” leaves it empty, /cancel quits.
dialogue-placeholder = Your answer
dialogue-cancelled = Cancelled. Nothing was changed.
button-take-as-answer = No, the answer is “{ $text }”
picker-closed = That choice is closed.
dialogue-none = There is nothing to cancel.
dialogue-stale = I wasn’t waiting for an answer. Here is what I can do: /help

command-unknown = I don’t know this command. What I can do: /help

## After a restart

interrupted-message = I was restarted before I had finished with your message “{ $what }”. It may have been done in part, so please check; I repeat nothing by myself.
interrupted-button = I was restarted before I had finished what you began with a button. It may have been done in part, so please check; I repeat nothing by myself.
interrupted-other = I was restarted before I had finished with what you did last. It may have been done in part, so please check; I repeat nothing by myself.
interrupted-retrying = Doing it again…
quoted = “{ $text }”

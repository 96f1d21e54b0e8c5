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
press-again = I was too slow. Please tap again.
saved = ✅ Saved, but I can’t show the result right now.
yes = yes
no = no
role-moderator = moderator
role-participant = participant

button-menu = ☰ Menu
button-back = ‹ Back
button-skip = Skip
button-clear = 🧹 Clear
button-to-root = No folder
button-cancel = Cancel
button-confirm = ✅ Confirm
button-keep = No, keep
button-help = ❔ Help
button-language = 🌐 Language
button-retry = ↻ Try again

## Dialogues

dialogue-hint = Reply to this message. Changed your mind? /cancel
dialogue-hint-optional = Reply to this message. To skip, send “-”; to stop, /cancel
dialogue-placeholder = Your answer
dialogue-cancelled = Canceled. Nothing changed.
button-take-as-answer = No, the answer is “{ $text }”
picker-closed = This choice is already closed.
dialogue-none = Nothing to cancel.
dialogue-stale = I wasn’t expecting an answer. Commands: /help

command-unknown = There’s no such command. All commands: /help

## After a restart

interrupted-message = I was restarted while working on “{ $what }”. Part of it might be done already, so please check. I won’t repeat it on my own.
interrupted-button = I was restarted while working on the button you tapped. Part of it might be done already, so please check. I won’t repeat it on my own.
interrupted-other = I was restarted while working on the last thing you did. Part of it might be done already, so please check. I won’t repeat it on my own.
interrupted-retrying = Doing it again…
quoted = “{ $text }”

failing-head = ⚠️ A background job keeps failing: { $where }. Everything else goes on as usual, and I keep trying here at least once an hour.
failing-workspace = chat “{ $workspace }”
failing-conference = conference “{ $conference }”, { $where }
failing-todo = What to do: update the bot. If that doesn’t help, find “The job { $job }” in the server’s log and send those lines to the developers.

error-not-allowed = You can’t do this here. What you can do: /start
error-anonymous = You are writing as an anonymous administrator, so I can’t tell who you are. Turn “Remain anonymous” off in the group’s administrator settings, then repeat.
error-outdated = This button is outdated. Here is the current menu.
error-not-yours = Somebody else started this dialogue. Begin your own with a command.
error-dialogue-over = This dialogue is over. Begin again with a command: /help
error-question-answered = That question is answered already; the current one is further down.
error-retry-refused = Only whoever began this can try it again, and only once.
error-private-only = This works only in a private chat with me.
error-claim-invalid = This claim link is used up or too old. Restart the bot: while it has no owner, it prints a new link in its log.
error-link-invalid = This link doesn’t work: it has expired or wasn’t copied whole. Please ask for a new one.
error-no-key = No Boomstream key is connected here yet. An admin can connect one: /apikey
error-key-malformed = That doesn’t look like an API key: it is one word, usually 32 letters and digits. Copy it from Boomstream, Settings → Integration, and send it again.
error-key-refused = Boomstream refuses the key. Check it in Boomstream, Settings → Integration, and enter it via /apikey.
error-key-unreadable = The stored key can’t be decrypted: the bot’s own encryption key has changed. Enter the API key again via /apikey.
error-conference-unknown = I can’t find a conference “{ $text }”. See them all: /conferences
error-gone = Boomstream doesn’t know it any more: it was probably deleted. See what is there: /conferences
error-title-empty = A conference needs a title. What is it called?
error-value-empty = That is empty. Please send a text.
error-text-expected = I need a text here: please answer in words.
error-alias-malformed = “{ $text }” can’t be a short name: up to 32 letters, digits, “-” and “_”, no spaces.
error-participant-unknown = I can’t find a participant with the code “{ $text }”. Codes are shown on participants’ cards: /clients
error-email-missing = Whom shall we invite? Give at least one e-mail.
error-email-malformed = “{ $text }” is not an e-mail address. Correct it and send it again.
error-email-invited = { $email } is in this conference already. If the link is needed again, press “↻ New link”.
error-moderators-link = This person is a moderator of the conference, and a new link would carry a moderator’s rights. Only an admin can make one.
error-too-many-emails = At most { $limit } e-mails at once, please.
error-lifetime-malformed = I don’t understand how long the link should be valid: “{ $text }”. From a minute to a year, such as <code>ttl=90m</code>, <code>ttl=2h</code> or <code>ttl=3d</code>.
error-avatar-malformed = “{ $text }” is not the address of a picture. It begins with https://
error-person-unknown = I don’t know who “{ $text }” is. Ask them to write to me first, or send me their numeric id yourself.
error-person-missing = Whom? Reply to the person’s message with <code>/admins add</code> or <code>/admins remove</code>, or put an id or a @username after it.
error-person-not-listed = { $name } is not in the list. Who is: /admins
error-too-many-people = At most { $limit } people at once, please.
error-last-owner = This is the last owner. Add another one first.
error-owner-from-settings = This owner is set by the operator (ADMIN_IDS) and can’t be removed here.
error-request-link-closed = This link is closed: you can’t ask through it any more. Please ask the organizers for a new one.
error-request-open = You have a request for this conference already: /my
error-request-held = You are invited to this conference already. I erased the link when you asked me to, so please ask the organizers for a new one.
error-request-cooldown = Your last request was declined. You may ask again in { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}.
error-request-limit = At most { $limit } requests a day. Please try again tomorrow.
error-request-decided = This request has been decided already.
error-request-blocked = The organizers don’t take requests from you. If that is a mistake, please contact them yourself.
error-no-places = All places ({ $capacity }) are taken. An admin can raise the number in /open. Or wait until one is free.
error-in-already = The guest is already in the conference. First decide whether to remove them.
error-cant-tell = Boomstream isn’t answering, so I can’t tell whether the guest is in the conference already. Nothing has changed, try again later.
error-let-in-by-others = The participant with this email was invited some other way, too, so they stay. You can remove them from the list of participants: /clients
error-undo-over = Ten seconds have passed, the guest has been told.
error-not-your-decision = Only the person who decided this, or an admin, can change it.
error-present-already = This e-mail is in the conference already.
error-number-malformed = “{ $text }” won’t do: it takes a whole number from 1 up.
error-time-malformed = I don’t understand the time “{ $text }”. For example: <code>31.12.2027, 18:00</code>, <code>tomorrow 6pm</code> or <code>3 days</code>.
error-time-past = “{ $text }” has passed already. Give a time that lies ahead.
error-time-skipped = There is no “{ $text }”: the clocks go forward over that time. Give one an hour earlier or later.
error-zone-unknown = I don’t know a time zone “{ $text }”. Name a big city in it, such as <code>London</code>, or its distance from UTC, such as <code>UTC+5</code>.
error-not-a-member = Only members of the moderators’ group can do that.
error-members-hidden = I can’t see who is in this group. Make me an administrator of it, then try again.
error-group-taken = This group already belongs to another workspace. Unbind it there, or forget the key there, first.
error-group-needed = Choose a group with the button “👥 Choose a group”: it is in the private chat with me.
error-unreachable = Boomstream can’t be reached right now. Try again in a minute.
error-unwell = Boomstream doesn’t answer properly right now. Try again in a minute.
error-busy = Boomstream asks us to slow down. Try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
error-rejected = Boomstream refused: “{ $message }”.
error-unchanged = Nothing was changed.
error-not-done = Boomstream’s answer was lost on the way. I checked: nothing was changed, you can safely try again.
error-unclear = Boomstream’s answer was lost on the way, and I couldn’t check whether it was done. Please check with /conferences or /clients before you try again.
error-unexpected = Something went wrong on my side. The operator can find it under number <code>{ $incident }</code>.

toast-dialogue-over = Already done, cancelled or expired.
toast-may-not-write = I may not write into this chat or topic. Its administrators can change that.

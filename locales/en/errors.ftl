error-not-allowed = You can’t do that here. See what you can do: /start
error-anonymous = You’re writing anonymously, as the group, so I can’t tell who you are. Turn off “Remain anonymous” in your admin rights and try again.
error-outdated = This button is outdated. Here’s the menu.
error-not-yours = Someone else started this. Send a command to start your own.
error-dialogue-over = That’s already finished. Start again: /help
error-question-answered = You’ve already answered that. The current question is below.
error-retry-refused = Only the person who started this can retry it, and only once.
error-private-only = This only works in a private chat with me.
error-claim-invalid = This claim link has been used or has expired. Restart the bot: if nobody owns it yet, it prints a new link to the server log.
error-link-invalid = This link doesn’t work: it has expired or is incomplete. Please ask for a new one.
error-no-key = No Boomstream key is connected here yet. An admin can connect one: /apikey
error-key-malformed = That doesn’t look like a key: it’s usually 32 letters and digits without spaces. Copy it in Boomstream (Settings → Integration) and send it again.
error-key-refused = Boomstream didn’t accept this key. Copy it again (Settings → Integration) and send it here.
error-key-unreadable = The stored key can’t be decrypted: the server’s encryption key has changed. Connect your Boomstream key again: /apikey
error-conference-unknown = I can’t find a conference “{ $text }”. See them all: /conferences
error-gone = It’s no longer in Boomstream; someone probably deleted it. See what’s left: /conferences
error-title-empty = A title is needed. What should we call the conference?
error-value-empty = That’s empty. Please send some text.
error-text-expected = I need text here. Please type your answer.
error-alias-malformed = “{ $text }” doesn’t work as a short name: up to 32 letters, digits, “-” and “_”, no spaces.
error-participant-unknown = I can’t find a participant with the code “{ $text }”. Open /clients and tap a name.
error-email-missing = Who should I invite? Add at least one email.
error-email-malformed = “{ $text }” doesn’t look like an email. Check it and send it again.
error-email-invited = { $email } is already in this conference. Need the link again? Tap “↻ New link”.
error-moderators-link = This is a conference moderator, and a new link would carry a moderator’s rights. Only an admin can make one.
error-too-many-emails = Up to { $limit } emails at a time.
error-lifetime-malformed = I don’t understand “{ $text }”. From a minute to a year: <code>ttl=90m</code>, <code>ttl=2h</code>, <code>ttl=3d</code>.
error-avatar-malformed = “{ $text }” doesn’t look like the address of a picture. It should start with https://
error-person-unknown = I don’t know “{ $text }”: they haven’t messaged me yet. Ask them to, or send their Telegram ID.
error-person-missing = Who exactly? Reply to the person’s message with <code>/admins add</code> or <code>/admins remove</code>, or add a @username.
error-person-not-listed = { $name } isn’t on the list. See who is: /admins
error-too-many-people = Up to { $limit } people at a time.
error-last-owner = This is the last owner. Add another one first.
error-owner-from-settings = This owner comes from the bot’s settings (ADMIN_IDS) and can’t be removed here.
error-request-link-closed = This link no longer takes requests. Ask the organizers for a new one.
error-request-open = You’ve already sent a request for this conference: /my
error-request-held = You’re already invited to this conference. I erased the link at your request, so ask the organizers for a new one.
error-request-cooldown = Your last request was declined. You can send another in { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}.
error-request-limit = You can send up to { $limit } requests a day. Please try again tomorrow.
error-request-decided = This request has already been decided.
error-request-blocked = The organizers aren’t taking requests from you. If that’s a mistake, please contact them directly.
error-no-places = All { $capacity } spots are taken. An admin can add more with /open, or wait until one opens up.
error-in-already = The guest is already in the conference. First decide whether to remove them.
error-cant-tell = Boomstream isn’t answering, so I can’t tell whether the guest is already in the conference. Nothing changed; try again later.
error-let-in-by-others = The participant with this email was also invited some other way, so they stay. You can remove them from the list of participants: /clients
error-undo-over = Ten seconds have passed: the guest already knows.
error-not-your-decision = Only the person who decided this, or an admin, can change it.
error-present-already = This email is already in the conference.
error-number-malformed = “{ $text }” doesn’t work here: send a whole number, 1 or more.
error-time-malformed = I don’t understand the time “{ $text }”. For example: <code>31.12.2027, 18:00</code>, <code>tomorrow 6pm</code> or <code>3 days</code>.
error-time-past = “{ $text }” has already passed. Send a time that’s still ahead.
error-time-skipped = There is no “{ $text }”: the clocks go forward that night. Send a time an hour earlier or later.
error-zone-unknown = I don’t know the time zone “{ $text }”. Send a big city, such as <code>London</code>, or the difference from UTC: <code>UTC+5</code>.
error-not-a-member = Only members of the moderators’ group can do that.
error-members-hidden = I can’t see who is in this group. Make me an admin there and try again.
error-group-taken = This group already handles another chat’s requests. Unlink it there first: /moderators
error-group-needed = Choose a group with the “👥 Choose a group” button in our private chat.
error-unreachable = I can’t reach Boomstream right now. Try again in a minute.
error-unwell = Boomstream is having trouble right now. Try again in a minute.
error-busy = Boomstream is asking me to slow down. Try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
error-rejected = Boomstream said no: “{ $message }”.
error-unchanged = Nothing changed.
error-not-done = Boomstream’s reply got lost. I checked: nothing changed, so it’s safe to try again.
error-unclear = Boomstream’s reply got lost, and I couldn’t check whether it went through. Look at /conferences or /clients before you try again.
error-unexpected = Something went wrong on my side. Give this number to the bot’s owner: <code>{ $incident }</code>

toast-dialogue-over = Already done, canceled or expired.
toast-may-not-write = I’m not allowed to write in this chat or topic. Its admins can change that.

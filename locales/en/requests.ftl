## What guests see

request-offer = 👋 This is a request to join “<b>{ $title }</b>”. Answer a few questions; the organizers decide, and I’ll send you the link.
request-offer-full = All spots are taken, but you can join the waiting list.
request-offer-privacy = The organizers will see your Telegram name and your answers. What’s stored: /privacy. Erase it: /forget.
request-ask-email = ✉️ What’s your email? The link itself will arrive here, in this chat.
request-ask-name = 👤 What name should others see?
request-ask-question = 💬 The organizers ask:
    { $question }
request-summary = Send this request to join “<b>{ $title }</b>”?
request-link-secret = This link is only for you: don’t share it.

request-status-pending = ⏳ Request sent. I’ll message you as soon as the organizers decide.
request-status-waiting = 🪑 All spots are taken, so you’re on the waiting list. I’ll message you when a spot opens up.
request-place-free = 🪑 A spot has opened up!
request-status-claimed = ⏳ Preparing your link…
request-status-invited = ✅ You’re in! Here’s your link.
request-status-declined = ✋ Sorry, the organizers declined your request.
request-status-withdrawn = ↩️ You withdrew your request.
request-status-expired = ⌛ The organizers didn’t answer in time. You can send a new request with the same link.
request-status-no-place = ⌛ No spot opened up: the waiting list is closed.
request-status-lapsed = ⌛ Your personal link has expired.
request-status-renewal = ⏳ The organizers will decide on a new personal link. I’ll message you when they answer.
request-status-removed = 🗑 The organizers removed you from the conference; your link no longer works.
request-status-cancelled = 🗑 The organizers deleted this conference.

place-in-line = 🔢 Number on the waiting list: { $place }
link-valid-until = ⏰ The personal link works until { $at }

mine-head = 🗂 <b>Your requests</b>
mine-none = 🗂 No requests yet. To send one, open the link the organizers gave you.
mine-line = <b>{ $title }</b>
    { $status }
privacy-text = 🔏 <b>What I store</b>
    • About each request: your Telegram ID and the decision; encrypted: your email, name, answer, the reason for a decline and your link. Only that conference’s organizers see it.
    • About you: your Telegram name, username and language. People who only talk in a group aren’t noted.

    After /forget, anonymous lines stay in the organizers’ log, and your ID if they blocked you. So that limits on requests still hold, a fingerprint of your ID, made with a secret key, stays for a day; if you’re invited, for as long as your request would have been kept.
privacy-kept = I erase what you told me { $requests ->
    [one] { $requests } day
   *[other] { $requests } days
} after the request is closed. If you have no requests, I erase your data { $people ->
    [one] { $people } day
   *[other] { $people } days
} after your last message to me. Erase it now: /forget
privacy-yours = Stored now: { $count ->
    [one] { $count } request
   *[other] { $count } requests
}, { $emails }
forget-ask = Erase your emails, names, answers and links?

    Open requests will be withdrawn. Your invitations stay valid, but I won’t be able to show you the links again.
forget-done = 🧹 Your data is erased. Anonymous lines remain in the organizers’ log, and so does a block if there was one.

button-send = ✅ Send
button-enter = 🔗 Join
button-withdraw = ↩️ Withdraw
button-withdraw-of = ↩️ Withdraw: { $title }
button-enter-of = 🔗 Join: { $title }
button-ask-again = 🙋 Send a new request
button-ask-again-of = 🙋 Again: { $title }
button-renew = 🔗 Get a new link
button-renew-of = 🔗 New link: { $title }
button-mine = 🗂 My requests
button-privacy = 🔏 What’s stored
button-forget = 🧹 Erase my data
button-forget-really = Yes, erase

help-my = /my — my requests and links
help-privacy = /privacy — what’s stored about me
help-forget = /forget — erase my data
menu-my = My requests and links
menu-privacy = What’s stored about me
menu-forget = Erase my data

## What moderators see

card-head = 🙋 Request · <b>{ $title }</b>
card-who = 👤 { $profile } · { $name } · { $email }
card-who-same = 👤 { $profile } · { $email }
card-who-forgotten = 👤 The guest’s data has been erased.
card-answer = 💬 { $question }
    { $answer }
card-link = 🔗 Link: { $name }
card-counts = 📊 This link: { $asked ->
    [one] { $asked } request
   *[other] { $asked } requests
}, { $admitted } invited
card-asked-at = 🕑 { $at }
card-by-rule = automatic
card-no-email = The email is gone.
card-blocked = 🚫 The guest is blocked and can’t send new requests.
card-status-pending = ⏳ Waiting for a decision
card-status-waiting = 🪑 On the waiting list
card-status-claimed = ⚙️ Approved by { $who }, { $at }
    Preparing the invitation…
card-status-invited = ✅ Approved by { $who }, { $at }
    Sending the guest the link…
card-status-delivered = ✅ Approved by { $who }, { $at }
    Link delivered
card-status-undelivered = ⚠️ Approved by { $who }, { $at }
    The guest has blocked the bot. Pass the link on yourself.
card-status-undelivered-deactivated = ⚠️ Approved by { $who }, { $at }
    The guest’s Telegram account is gone. Pass the link on yourself.
card-status-undelivered-no-chat = ⚠️ Approved by { $who }, { $at }
    The chat with the guest is gone. Pass the link on yourself.
card-status-undelivered-given-up = ⚠️ Approved by { $who }, { $at }
    The link couldn’t be delivered. Pass it on yourself.
card-status-undelivered-forgotten = ⚠️ Approved by { $who }, { $at }
    The guest’s data is erased, and so is the link. The guest is still on the list of participants.
card-status-failed = ❗ Approved by { $who }, { $at }
    Couldn’t invite them:
card-status-unknown = ❓ Approved by { $who }, { $at }
    It’s unclear whether the invitation was created. Check the participants first:
card-status-declined = ✋ Declined by { $who }, { $at }
card-status-withdrawn = ↩️ The guest withdrew the request
card-status-expired = ⌛ Nobody answered in time
card-status-no-place = ⌛ No spot opened up, the waiting list is closed
card-status-lapsed = ⌛ Approved by { $who }, { $at }
    The personal link has expired
card-status-renewal = ⏳ Waiting for a decision: the personal link has expired, and the guest is asking for a new one
card-status-removed = 🗑 Was invited, later removed from the conference
card-status-cancelled = 🗑 The conference was deleted
card-guest-not-told = ⏱ The guest will be told in 10 seconds; until then you can undo this.
card-removed-too = 🗑 The guest was in the conference and has been removed
card-stays = 👤 The participant with this email stays: someone else’s invitation let them in
card-replaced = 🙋 Request · <b>{ $title }</b>: this card is outdated. The new one is below or in the moderators’ group.

button-approve = ✅ Approve
button-approve-moderator = ⭐ Approve as moderator
button-decline = ✋ Decline
button-decline-reason = ✋ Decline with reason
button-show-email = ✉️ Show email
button-block = 🚫 Block
button-unblock = Unblock
button-undo = ↩️ Undo
button-let-in-after-all = ✅ Approve after all
button-invite-guest-again = ✉️ Invite again
button-remove-guest = 🗑 Remove from the conference
button-remove-and-decline = 🗑 Remove and decline
button-remove-and-block = 🗑 Remove and block
button-block-only = 🚫 Block only
button-request-of = 🙋 Request: { $detail }
button-new-link = 🔗 Make a new link
button-approve-all = ✅ Approve all shown
button-back-to-requests = ‹ Requests
button-requests = 🙋 Requests

decline-ask-reason = ✋ Decline · { $guest }
    What should I tell them? They’ll see your words as they are.
decline-done = ✋ Declined. The guest will get your message.
decline-in-already = ❗ { $name } is already in “<b>{ $title }</b>”: Boomstream made the invitation for this request. Remove them and decline?
block-in-already = ❗ { $name } is already in the conference. Remove and block, or block only?
toast-undone = Undone
toast-guest-removed = The guest is no longer in the conference
toast-blocked = The guest is blocked
toast-unblocked = The guest is unblocked

requests-none = 🙋 No requests waiting.
requests-head = 🙋 Waiting for a decision: { $count }
requests-approve-all-ask = Approve { $count ->
    [one] { $count } request
   *[other] { $count } requests
}?
requests-progress = ⏳ { $done } of { $total }…
requests-approved = ✅ Approved: { $count }
requests-failed = ❗ Couldn’t approve: { $count }. See their cards.
requests-digest = 🙋 { $count ->
    [one] { $count } more request has come in.
   *[other] { $count } more requests have come in.
}
requests-nag = ⏰ { $count ->
    [one] { $count } request has
   *[other] { $count } requests have
} been waiting for more than a day. Answer them: /requests

help-requests = /requests <i>conference</i> — requests waiting for a decision
menu-requests = Requests waiting for a decision

notice-head = 🔔 Done through the bot:
notice-line = • <b>{ $who }</b>: { $what }
change-head = 👀 <b>{ $title }</b>: changes made in Boomstream:
change-who = { $name } ({ $email })
change-appeared = • { $who } was added outside the bot
change-removed = • { $who } was removed
change-returned = • { $who } is back
change-promoted = • { $who } is now a moderator
change-demoted = • { $who } is no longer a moderator
change-renamed = • its title is now “{ $name }”
change-deleted = • it was deleted
change-more = …and { $count } more

## Request links

link-nameless = Link { $number }
links-head = 🔗 <b>{ $title }</b>: { $count ->
    [0] not taking requests yet
    [one] { $count } request link
   *[other] { $count } request links
}
links-line = • { $name }: opened { $opened }, requests { $asked }, invited { $admitted }
links-none = 🔗 “<b>{ $title }</b>” has no request link.
links-close-which = 🔗 <b>{ $title }</b>: which link do you want to close?
link-head = 🔗 <b>{ $title }</b> · { $name }
link-approval-moderators = ✋ Moderators decide
link-approval-automatic = ⚡ Everyone gets an invitation right away
link-approval-members = 👥 Members of “{ $group }” get one right away; moderators decide on the rest
link-capacity = 🪑 Spots: { $count }, then a waiting list
link-capacity-none = 🪑 Spots: unlimited
link-closes = ⏰ Closes: { $at }
link-closes-never = ⏰ Stays open until you close it
link-question = 💬 Question:
    { $question }
link-question-none = 💬 No question
link-counts = 📊 Opened { $opened } · requests { $asked } · invited { $admitted } · waiting list { $waiting }
link-warning-public = ⚠️ This conference is public: anyone with its address can join, approved or not. You can change that in Boomstream.
link-warning-lobby = ⚠️ This conference has no lobby: anyone who gets hold of a personal link can walk straight in. You can turn the lobby on in Boomstream.
link-qr = Request to join “{ $title }”
link-close-ask = Close the link “{ $name }” of “<b>{ $title }</b>”? It will take no new requests; earlier ones stay.
link-closed = 🔗 Link “{ $name }” closed · “{ $title }”
link-ask-capacity = How many spots? Send a number. Everyone after that goes on the waiting list.
link-ask-closing = When should it stop taking requests? For example: <code>31.12.2027, 18:00</code>, <code>tomorrow 6pm</code>, <code>3 days</code>.
closing-confirm = ⏰ The link closes { $at }, { $distance }.
link-ask-question = What should guests be asked?
link-ask-name = What should this link be called? Guests won’t see it.
link-ask-group = Whose members should be invited right away? Pick a group I’m in.

button-links = 🔗 Request links
button-add-link = ➕ Another link
button-approval-moderators = Moderators decide
button-approval-automatic = Anyone, at once
button-approval-members = Group members, at once
button-capacity = 🪑 Spots
button-closing = ⏰ Deadline
button-question = 💬 Question
button-link-name = 🏷 Name
button-qr = ▦ QR
button-close-link = Close the link
button-no-limit = No limit
button-never = Never
button-in-a-day = 1 day
button-in-a-week = A week
button-at-the-start = At the start
button-other-zone = 🕒 Another time zone

help-open = /open <i>conference</i> — a link where guests send requests to join
help-close = /close <i>conference</i> — stop taking requests
menu-open = Request link and its rules
menu-close = Close a request link

log-link-opened = opened the request link { $detail } of “{ $subject }”
log-link-approval-set = changed who gets in through the request link { $detail } of “{ $subject }”
log-link-capacity-set = changed the number of spots of the request link { $detail } of “{ $subject }”
log-link-closing-set = changed when the request link { $detail } of “{ $subject }” closes
log-link-question-set = changed the guests’ question of the request link { $detail } of “{ $subject }”
log-link-renamed = renamed the request link { $detail } of “{ $subject }”
log-link-closed = closed the request link { $detail } of “{ $subject }”
log-request-approved = approved { $detail } for “{ $subject }”
log-request-declined = declined { $detail } for “{ $subject }”
log-decision-undone = undid the decline of { $detail } for “{ $subject }”
log-person-blocked = blocked { $detail }
log-person-unblocked = unblocked { $detail }
log-person-forgotten = erased a guest’s data
log-moderators-bound = linked the moderators’ group
log-moderators-unbound = unlinked the moderators’ group
log-settings-changed = changed a setting: { $detail }

blocked-head = 🚫 Blocked: { $count }. They can’t send requests.
blocked-none = 🚫 Nobody is blocked.
blocked-line = • { $name } (ID { $id }), { $at }
blocked-line-nameless = • ID { $id }, { $at }
button-blocked = 🚫 Blocked people
button-unblock-who = Unblock: { $name }

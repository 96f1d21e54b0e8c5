## What guests see

request-offer = 👋 You can ask for an invitation to <b>{ $title }</b>.
request-offer-full = All places are taken; you can still join the waiting list.
request-offer-privacy = The organizers will see your name in Telegram and all that you answer here; your answers are stored encrypted. /privacy shows what is stored, /forget erases it.
request-ask-email = ✉️ Which e-mail shall the invitation be for?
request-ask-name = 👤 What name shall the others see?
request-ask-question = 💬 The organizers ask:
    { $question }
request-summary = Send this request for <b>{ $title }</b>?
request-link-secret = The link is yours alone: don’t pass it on.

request-status-pending = ⏳ The request is with the organizers. I’ll write as soon as they decide.
request-status-waiting = 🪑 All places are taken: you are on the waiting list. I’ll write as soon as a place is free.
request-place-free = 🪑 A place is free!
request-status-claimed = ⏳ The organizers have said yes; the link is being made.
request-status-invited = ✅ You are invited.
request-status-declined = ✋ The organizers declined.
request-status-withdrawn = ↩️ You took the request back.
request-status-expired = ⌛ No answer came in time, so the request has expired. You may ask again.
request-status-no-place = ⌛ No spot opened up: the waiting list is closed.
request-status-lapsed = ⌛ Your personal link has expired.
request-status-renewal = ⏳ The organizers will decide about a new personal link. I’ll message you when they answer.
request-status-removed = 🗑 You are no longer a participant.
request-status-cancelled = 🗑 The organizers deleted this conference.

place-in-line = 🔢 Number on the waiting list: { $place }
link-valid-until = ⏰ The personal link works until { $at }

mine-head = 🗂 <b>Your requests</b>
mine-none = 🗂 You have no requests. To ask for an invitation, open the link that the organizers gave out.
mine-line = <b>{ $title }</b>
    { $status }
privacy-text = 🔏 For each request I keep your Telegram id and the decision and, encrypted, the e-mail, name and answer that you gave, the reason for a refusal, and your invite link. Only the organizers of that conference see this. Apart from requests I keep your name, username and language in Telegram; whoever only talks in a group isn’t noted.

    Even after /forget these stay: a block, if the organizers don’t let you ask again (it needs your id), and anonymous lines in their log. So that the limits on requests hold, a fingerprint of your id, made with a secret key, stays for a day; while you are invited, as long as your request would be kept.
privacy-kept = What you told is erased { $requests ->
    [one] { $requests } day
   *[other] { $requests } days
} after the request is finished. If you made no request, I forget you { $people ->
    [one] { $people } day
   *[other] { $people } days
} after your last message to me. /forget erases it now.
privacy-yours = Stored now: { $count ->
    [one] { $count } request
   *[other] { $count } requests
}, { $emails }
forget-ask = Erase your e-mail, names, answers and links? Undecided requests are taken back. Invitations that you have stay valid at Boomstream, but I can’t show their links again.
forget-done = 🧹 Your data is erased. Anonymous lines in the organizers’ log stay, and so does a block, if there was one.

button-send = ✅ Send
button-enter = 🔗 Join
button-withdraw = ↩️ Take back
button-withdraw-of = ↩️ { $title }
button-renew = 🔗 Get a new link
button-renew-of = 🔗 New link: { $title }
button-mine = 🗂 My requests
button-privacy = 🔏 What is stored
button-forget = 🧹 Erase my data
button-forget-really = Yes, erase

help-my = /my — my requests and links
help-privacy = /privacy — what is stored about me
help-forget = /forget — erase my data
menu-my = My requests and links
menu-privacy = What is stored about me
menu-forget = Erase my data

## What moderators see

card-head = 🙋 A request for <b>{ $title }</b>
card-who = 👤 { $profile } · { $name } · { $email }
card-who-forgotten = 👤 This person had their data erased.
card-answer = 💬 { $question }
    { $answer }
card-link = 🔗 Link: { $name }
card-counts = 📊 Through this link: { $asked } asked, { $admitted } let in
card-asked-at = 🕑 { $at }
card-by-rule = the link’s rule
card-no-email = There is no e-mail any more.
card-blocked = 🚫 The guest is blocked and can’t ask again.
card-status-pending = ⏳ Waiting for a decision
card-status-waiting = 🪑 On the waiting list
card-status-claimed = ⚙️ Approved by { $who }, { $at }: the invitation is being made…
card-status-invited = ✅ Approved by { $who }, { $at }; the link is on its way
card-status-delivered = ✅ Approved by { $who }, { $at }; link delivered
card-status-undelivered = ⚠️ Approved by { $who }, { $at }, but the guest has blocked the bot. Please pass the link on yourself:
card-status-undelivered-deactivated = ⚠️ Approved by { $who }, { $at }, but the guest’s Telegram account is gone. Please pass the link on yourself:
card-status-undelivered-no-chat = ⚠️ Approved by { $who }, { $at }, but there is no chat with the guest any more. Please pass the link on yourself:
card-status-undelivered-given-up = ⚠️ Approved by { $who }, { $at }, but the link could not be delivered. Please pass it on yourself:
card-status-undelivered-forgotten = ⚠️ Approved by { $who }, { $at }, but the guest has meanwhile erased their data, and the link with it. They are still in the list of participants.
card-status-failed = ❗ Approved by { $who }, { $at }, but it did not work:
card-status-unknown = ❓ Approved by { $who }, { $at }. Please look at the participants before making a new link:
card-status-declined = ✋ Declined by { $who }, { $at }
card-status-withdrawn = ↩️ The guest took it back
card-status-expired = ⌛ Expired: no answer in time
card-status-no-place = ⌛ No spot opened up, the waiting list is closed
card-status-lapsed = ⌛ Approved by { $who }, { $at }. The personal link has expired
card-status-renewal = ⏳ Waiting for a decision: the personal link has expired, the guest asks for a new one
card-status-removed = 🗑 Was let in, later removed from the conference
card-status-cancelled = 🗑 The conference was deleted
card-guest-not-told = ⏱ The guest will be told in 10 seconds; until then you can undo this.
card-removed-too = 🗑 The guest was in the conference and has been removed
card-stays = 👤 The participant with this email stays: someone else’s invitation let them in
card-replaced = 🙋 A request for <b>{ $title }</b>: this card is not kept up to date any more.

button-approve = ✅ Approve
button-approve-moderator = ⭐ Approve as moderator
button-decline = ✋ Decline
button-decline-reason = ✋ With a reason
button-show-email = ✉️ Show e-mail
button-block = 🚫 Block
button-unblock = Unblock
button-undo = ↩️ Undo
button-let-in-after-all = ✅ Approve after all
button-invite-guest-again = ✉️ Invite again
button-remove-guest = 🗑 Remove from conference
button-remove-and-decline = 🗑 Remove and decline
button-remove-and-block = 🗑 Remove and block
button-block-only = 🚫 Only block
button-request-of = 🙋 Request of { $detail }
button-new-link = 🔗 Make a new link
button-link-for-guest = 🔗 Link for the guest
button-approve-all = ✅ Approve all shown
button-back-to-requests = ‹ Requests
button-requests = 🙋 Requests

decline-ask-reason = { $guest }: what shall I tell them along with the refusal?
decline-done = ✋ The guest is told.
decline-in-already = ❗ { $name } is already in <b>{ $title }</b>: Boomstream made the invitation for this request. Remove them and decline?
block-in-already = ❗ { $name } is already in the conference. Remove and block, or only block?
toast-undone = Undone
toast-guest-removed = The guest is no longer in the conference
toast-blocked = The guest is blocked
toast-unblocked = They may ask again

requests-none = 🙋 No requests are waiting.
requests-head = 🙋 Waiting for a decision: { $count }
requests-approve-all-ask = Let { $count ->
    [one] { $count } person
   *[other] { $count } people
} in?
requests-progress = ⏳ { $done } of { $total }…
requests-approved = ✅ Let in: { $count }
requests-failed = ❗ Did not work: { $count }. See their cards.
requests-digest = 🙋 { $count ->
    [one] { $count } more request has come in.
   *[other] { $count } more requests have come in.
}
requests-nag = ⏰ { $count ->
    [one] { $count } request has waited for more than a day.
   *[other] { $count } requests have waited for more than a day.
}

help-requests = /requests <i>conference</i> — requests waiting for a decision
menu-requests = Requests for invitations

notice-head = 🔔 Done through the bot:
notice-line = • <b>{ $who }</b>: { $what }
change-head = 👀 <b>{ $title }</b> changed at Boomstream:
change-appeared = • { $name } ({ $email }) appeared, approved by nobody here
change-removed = • { $name } ({ $email }) was removed
change-returned = • { $name } ({ $email }) is back
change-promoted = • { $name } ({ $email }) became a moderator
change-demoted = • { $name } ({ $email }) is no longer a moderator
change-renamed = • its title is now “{ $name }”
change-deleted = • it was deleted
change-more = …and { $count } more

## Request links

link-nameless = Link { $number }
links-head = 🔗 <b>{ $title }</b>: { $count ->
    [0] nobody can ask for an invitation yet
    [one] { $count } request link
   *[other] { $count } request links
}
links-line = • { $name }: opened { $opened }, asked { $asked }, let in { $admitted }
links-none = 🔗 <b>{ $title }</b> has no request link.
links-close-which = 🔗 <b>{ $title }</b>: which link shall we close?
link-head = 🔗 <b>{ $title }</b> · { $name }
link-approval-moderators = ✋ Moderators decide
link-approval-automatic = ⚡ Everyone is let in at once
link-approval-members = 👥 Members of “{ $group }” are let in at once, moderators decide on others
link-capacity = 🪑 Places: { $count }, then a waiting list
link-capacity-none = 🪑 Places: no limit
link-closes = ⏰ Closes: { $at }
link-closes-never = ⏰ Closes: never by itself
link-question = 💬 Question:
    { $question }
link-question-none = 💬 No question
link-counts = 📊 Opened { $opened } · asked { $asked } · let in { $admitted } · waiting list { $waiting }
link-warning-public = ⚠️ This conference is public: whoever has its address gets in without an approval.
link-warning-lobby = ⚠️ This conference has no lobby: whoever gets hold of a link is in at once, so approval protects little.
link-qr = The request link for “{ $title }”
link-close-ask = Close the link “{ $name }” of <b>{ $title }</b>? Nobody can ask through it any more; requests made before stay.
link-closed = 🔗 Closed: “{ $name }” of <b>{ $title }</b>
link-ask-capacity = How many people may be let in? Send a number.
link-ask-closing = When shall the link close? For example: <code>31.12.2027, 18:00</code>, <code>tomorrow 6pm</code>, <code>3 days</code>.
closing-confirm = ⏰ The link closes { $at }, { $distance }.
link-ask-question = What shall guests be asked?
link-ask-name = What shall the link be called? Guests don’t see it.
link-ask-group = Choose the group whose members are let in at once. I must be in it.

button-links = 🔗 Request links
button-add-link = ➕ One more link
button-approval-moderators = Moderators
button-approval-automatic = At once
button-approval-members = Members of a group
button-capacity = 🪑 Places
button-closing = ⏰ Closing
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

help-open = /open <i>conference</i> — a link through which people ask for an invitation
help-close = /close <i>conference</i> — close that link
menu-open = Request link and its rules
menu-close = Close a request link

log-link-opened = opened a request link for “{ $subject }” { $detail }
log-link-approval-set = changed who gets in through a request link of “{ $subject }” { $detail }
log-link-capacity-set = changed the number of places of a request link of “{ $subject }” { $detail }
log-link-closing-set = changed when a request link of “{ $subject }” closes { $detail }
log-link-question-set = changed the question of a request link of “{ $subject }” { $detail }
log-link-renamed = renamed a request link of “{ $subject }” { $detail }
log-link-closed = closed a request link of “{ $subject }” { $detail }
log-request-approved = let { $detail } into “{ $subject }”
log-request-declined = declined { $detail } for “{ $subject }”
log-decision-undone = took back declining { $detail } for “{ $subject }”
log-person-blocked = blocked { $detail }
log-person-unblocked = unblocked { $detail }
log-person-forgotten = a guest had their data erased
log-moderators-bound = bound the moderators’ group
log-moderators-unbound = the moderators’ group was unbound
log-settings-changed = changed the settings ({ $detail })

blocked-head = 🚫 Blocked: { $count }. Requests from them are not taken.
blocked-none = 🚫 Nobody is blocked.
blocked-line = • { $name } (id { $id }), { $at }
blocked-line-nameless = • id { $id }, { $at }
button-blocked = 🚫 Blocked people
button-unblock-who = Unblock { $name }

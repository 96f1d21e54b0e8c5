start-menu = 👋 Ready. What shall we do?

    Everything also works as a one-line command: /help
start-no-key = 👋 Hello! I help you run your Boomstream video conferences right from Telegram: create them, invite people, make moderators.

    First connect your project’s API key: it is in your Boomstream account under Settings → Integration.
start-no-key-group = 👋 Hello! I help this group run its Boomstream video conferences.

    First connect the project’s key. It is a secret, so it is entered in a private chat with me.
start-no-key-moderator = No Boomstream key is connected here yet. An admin of this group can connect one with /apikey.
start-stranger = 👋 Hello! I help event organizers run video conferences.

    Your requests and links: /my

    You can’t manage conferences yet. If you are an organizer, send an admin of this bot your Telegram id: <code>{ $id }</code>
start-elsewhere = 👋 Hello! You organize conferences in these groups; commands work there:
    { $places }
start-elsewhere-more = …and { $count ->
    [one] { $count } more group
   *[other] { $count } more groups
}
button-copy-id = 📋 Copy my id
button-conferences = 🎥 Conferences
button-key = 🔑 Key

help-head = ❔ <b>What I can do</b>
help-conference = Instead of <i>conference</i> write its code or the beginning of it (4 characters or more), a short name, or words of its title. Leave it out, and I take the current conference or ask.

help-start = /start — begin
help-help = /help — this list
help-cancel = /cancel — leave what we are doing
help-language = /language — Русский or English
help-apikey = /apikey — connect, test, replace or forget the Boomstream key
help-conferences = /conferences <i>text</i> — the conferences, all or those found by text
help-conference-command = /conference <i>conference</i> — everything about one
help-create = /create <i>title</i> | <i>description</i> — a new conference
help-edit = /edit <i>conference</i> — title, description, folder
help-delete = /delete <i>conference</i> — delete it (I’ll ask first)
help-invite = /invite <i>conference e-mail name</i> — invite and get the link. Several e-mails at once are fine; you may add <code>moderator</code>, <code>notify</code>, <code>ttl=2h</code>, <code>avatar=https://…</code>
help-clients = /clients <i>conference text</i> — participants: make moderator, remove
help-client = /client <i>code</i> — one participant
help-use = /use <i>conference</i> — make it current, so that you needn’t name it each time
help-alias = /alias <i>conference name</i> — a short name for it
help-admins = /admins — who may manage conferences here
help-log = /log — who did what and when

menu-start = Begin
menu-help = What I can do
menu-cancel = Leave what we are doing
menu-language = Русский / English
menu-apikey = The Boomstream key
menu-conferences = All conferences
menu-conference = A conference’s card
menu-create = New conference
menu-edit = Edit a conference
menu-delete = Delete a conference
menu-invite = Invite and get the link
menu-clients = Participants: make moderator, remove
menu-client = A participant’s card
menu-use = Make a conference current
menu-alias = Give a conference a short name
menu-admins = Who may manage here
menu-log = Who did what and when

language-ask = 🌐 Which language shall I speak with you?
language-ask-group = 🌐 Which language shall I speak in this group?
language-set = I speak English now.

claim-done = ✅ You own this bot now: every command works for you, in every chat. Add others with /admins.

## The bot’s profile

bot-description = Boomstream video conferences right from Telegram.

    Organizers: create conferences, invite people, decide on requests.
    Guests: ask for an invitation through the organizers’ link; your links are always at hand with /my.
bot-short-description = Boomstream video conferences: invitations, participants and guests’ requests.

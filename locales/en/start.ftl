start-menu = 👋 All set. What would you like to do?

    Everything also works as a one-line command: /help
start-no-key = 👋 Hi! I help you run Boomstream video conferences without leaving Telegram: create them, invite people, handle guests’ requests.

    First, connect your Boomstream key. You’ll find it in your Boomstream account under Settings → Integration.
start-no-key-group = 👋 Hi! I help this group run its Boomstream video conferences.

    First I need the Boomstream key. It opens your whole account, so send it to me in a private chat: tap below.
start-no-key-moderator = No Boomstream key is connected here yet. Ask an admin: /apikey
start-stranger = 👋 Hi! People get their video conference invitations through me.

    Guest? Open the link the organizers gave you. Your requests and links: /my

    Organizer? Send the bot’s owner your Telegram ID: <code>{ $id }</code>, and they’ll give you access.
start-elsewhere = 👋 Hi! You’re an organizer in these groups. Use the commands there:
    { $places }
start-elsewhere-more = …and { $count ->
    [one] { $count } more group
   *[other] { $count } more groups
}
button-copy-id = 📋 Copy my ID
button-conferences = 🎥 Conferences
button-key = 🔑 Key

help-head = ❔ <b>Commands</b>
    Tap any of them: I’ll ask for whatever is missing.
help-every-day = <b>Every day</b>
help-links = <b>Links and requests</b>
help-set-up = <b>Set-up</b>
help-about-me = <b>About me and the bot</b>
help-conference = Instead of <i>conference</i>, type words from its title, its short name, or its code (the first 4 characters are enough). If you leave it out, I’ll use the current one or ask.

help-start = /start — start here
help-help = /help — this list
help-cancel = /cancel — cancel what you started
help-language = /language — Русский or English
help-apikey = /apikey — connect, test, replace or disconnect the Boomstream key
help-conferences = /conferences — all conferences; add text to search
help-conference-command = /conference <i>conference</i> — its card and everything you can do with it
help-create = /create <i>title</i> | <i>description</i> — new conference
    <code>/create Monday meeting | Plans for the week</code>
help-edit = /edit <i>conference</i> — title, description, folder
help-delete = /delete <i>conference</i> — delete it; I’ll ask first
help-invite = /invite <i>conference</i> <i>email</i> <i>name</i> — invite and get the personal link
    <code>/invite mon vera@example.com Vera</code>
    Up to 20 emails; you can add <code>moderator</code>, <code>notify</code>, <code>ttl=2h</code>
help-clients = /clients <i>conference</i> — participants
help-client = /client <i>code</i> — a participant’s card
help-use = /use <i>conference</i> — make it current, so you don’t have to name it every time
help-alias = /alias <i>conference</i> <i>name</i> — give it a short name
    <code>/alias Monday mon</code>
help-admins = /admins — who can manage conferences here
help-log = /log — who did what, and when

menu-start = Start
menu-help = What I can do
menu-cancel = Cancel what you started
menu-language = Русский / English
menu-apikey = The Boomstream key
menu-conferences = All conferences
menu-conference = A conference’s card
menu-create = New conference
menu-edit = Edit a conference
menu-delete = Delete a conference
menu-invite = Invite and get the personal link
menu-clients = Participants of a conference
menu-client = A participant’s card
menu-use = Choose the current conference
menu-alias = A conference’s short name
menu-admins = Admins
menu-log = Activity log

language-ask = 🌐 Which language should I use?
language-ask-group = 🌐 Which language should I use in this group? Request cards will use it too.
language-set = I’ll use English from now on.

claim-done = ✅ You’re now the owner of this bot and can do everything in every chat. Add others with /admins.

## The bot’s profile

bot-description = Boomstream video conferences right from Telegram.

    Guests: open the organizers’ link and send a request. Your link to join arrives here; find it again with /my.
    Organizers: create conferences, invite people, answer requests.
bot-short-description = Boomstream video conferences: invitations, participants and guests’ requests.

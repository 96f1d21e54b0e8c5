key-none = 🔑 No Boomstream key is connected to this chat.

    It is in your Boomstream account under Settings → Integration.
key-none-group = 🔑 No Boomstream key is connected to this group. It is entered in a private chat with me, so that nobody else sees it.
key-connected = 🔑 Connected with the key ending in <code>…{ $tail }</code>.
key-ask = Send me the project’s API key. I’ll test it, store it encrypted and delete your message right away.
key-ask-for = Send me the API key for the group “{ $group }”. I’ll test it, store it encrypted and delete your message right away.
key-works = ✅ The key <code>…{ $tail }</code> works: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
}
key-works-for = ✅ The key <code>…{ $tail }</code> works and is connected to “{ $group }”: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
} Commands work in the group now.
key-tested = ✅ Boomstream accepts the key <code>…{ $tail }</code>: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
}
key-forget-ask = Forget the key <code>…{ $tail }</code>? Conferences at Boomstream stay; this chat just loses access to them.
key-forgotten = The key is forgotten. Conferences at Boomstream are untouched.
key-leaked = ⚠️ That looks like an API key, and everyone here could read it. I did not use it and could not delete the message: please delete it, make a new key in Boomstream, and enter it via /apikey.
key-leaked-deleted = ⚠️ That looked like an API key, and everyone here could read it. I deleted the message and did not use the key. Treat it as leaked: make a new one in Boomstream and enter it via /apikey.
key-not-deleted = I could not delete your message with the key: please delete it yourself.

button-key-connect = 🔑 Connect a key
button-key-replace = Replace
button-key-test = Test
button-key-forget = Forget the key
key-mentioned = 🔑 This looks like a Boomstream key, <code>…{ $tail }</code>. Connect it?
key-mentioned-replace = 🔑 This looks like a Boomstream key, <code>…{ $tail }</code>. The key connected now is <code>…{ $old }</code>. Replace it?
key-mentioned-left = All right, I won’t use it.
button-key-is-answer = No, it answers the question
button-key-leave = No, never mind

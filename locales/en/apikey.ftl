key-none = 🔑 No Boomstream key is connected to this chat.

    Where to find it: your Boomstream account → Settings → Integration.
key-none-group = 🔑 No Boomstream key is connected to this group. Send it to me in a private chat, so nobody else sees it.
key-connected = 🔑 Connected: key <code>…{ $tail }</code>.
key-ask = Send me your Boomstream key. You’ll find it in your account under Settings → Integration.

    I’ll check it, store it encrypted and delete your message right away.
key-ask-for = Send me the Boomstream key for “{ $group }”. You’ll find it in your account under Settings → Integration.

    I’ll check it, store it encrypted and delete your message right away.
key-works = ✅ The key <code>…{ $tail }</code> works: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
}
key-works-for = ✅ The key <code>…{ $tail }</code> works and is connected to “{ $group }”: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
} Go back to the group: its commands work now.
key-tested = ✅ Boomstream accepts the key <code>…{ $tail }</code>: { $count ->
    [0] the project has no conferences yet.
    [one] { $count } conference in the project.
   *[other] { $count } conferences in the project.
}
key-forget-ask = Disconnect the key <code>…{ $tail }</code>? Your conferences stay in Boomstream, but this chat can’t manage them anymore.
key-forgotten = Key disconnected and erased. Your conferences in Boomstream are untouched.
key-dropped = ⚠️ The group became a supergroup, and both chats had a key. I kept <code>…{ $kept }</code> and disconnected <code>…{ $dropped }</code>. Need that one instead? Connect it: /apikey
key-leaked = ⚠️ That looks like a Boomstream key, and everyone here could read it. I didn’t use it, but I can’t delete the message.

    1. Delete it yourself.
    2. Create a new key in Boomstream.
    3. Connect the new one: /apikey
key-leaked-deleted = ⚠️ That looked like a Boomstream key, and everyone here could read it. I deleted the message and didn’t use the key.

    Create a new key in Boomstream and connect it: /apikey
key-not-deleted = I couldn’t delete your message with the key. Please delete it yourself.

button-key-connect = 🔑 Connect a key
button-key-replace = Replace
button-key-test = Test
button-key-forget = Disconnect the key
key-mentioned = 🔑 This looks like a Boomstream key, <code>…{ $tail }</code>. Connect it?
key-mentioned-replace = 🔑 This looks like a Boomstream key, <code>…{ $tail }</code>. The connected one is <code>…{ $old }</code>. Replace it?
key-mentioned-left = All right, I’ll leave it as it is.
button-key-is-answer = No, it answers the question
button-key-leave = No, never mind

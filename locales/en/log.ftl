log-head = 📜 <b>Log</b>
log-empty = 📜 Nothing has happened here yet.
log-line = { $at } · <b>{ $who }</b>
    { $what }
log-key-connected = connected the key { $detail }
log-key-forgotten = made the bot forget the key { $detail }
log-owner-claimed = became the owner of the bot
log-admin-added = added to the list of admins: { $subject }
log-admin-removed = took off the list of admins: { $subject }
log-conference-created = created “{ $subject }”
log-conference-edited = edited “{ $subject }”
log-conference-deleted = deleted “{ $subject }”
log-alias-set = gave “{ $subject }” the short name { $detail }
log-invited = invited { $detail } to “{ $subject }”
log-promoted = made { $detail } a moderator of “{ $subject }”
log-demoted = made { $detail } an ordinary participant of “{ $subject }”
log-participant-edited = edited { $detail } in “{ $subject }”
log-participant-removed = removed { $detail } from “{ $subject }”

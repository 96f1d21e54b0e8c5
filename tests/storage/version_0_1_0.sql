-- What version 0.1.0 left behind: made by its own Alembic, dumped with `.dump`.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE alias (
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            PRIMARY KEY (workspace_id, name)
        ) STRICT
    ;
CREATE TABLE allowlist (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER NOT NULL,
            added_by INTEGER,
            added_at TEXT NOT NULL
        ) STRICT
    ;
CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            user_id INTEGER,
            action TEXT NOT NULL,
            subject TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL DEFAULT ''
        ) STRICT
    ;
CREATE TABLE binding (
            token_hash TEXT PRIMARY KEY,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            expires_at TEXT NOT NULL
        ) STRICT
    ;
INSERT INTO "binding" VALUES('old-binding',1,'2026-11-20T11:00:00+00:00');
CREATE TABLE block (
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER NOT NULL,
            blocked_by INTEGER,
            blocked_at TEXT NOT NULL,
            PRIMARY KEY (workspace_id, user_id)
        ) STRICT
    ;
CREATE TABLE claim (
            token_hash TEXT PRIMARY KEY,
            expires_at TEXT NOT NULL
        ) STRICT
    ;
INSERT INTO "claim" VALUES('old-claim','2026-11-20T11:00:00+00:00');
CREATE TABLE conference (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            title TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
            UNIQUE (workspace_id, code)
        ) STRICT
    ;
INSERT INTO "conference" VALUES(1,1,'forum','Forum',0);
CREATE TABLE dialogue (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            form TEXT NOT NULL,
            step TEXT NOT NULL,
            values_sealed BLOB NOT NULL,
            message_id INTEGER,
            expires_at TEXT NOT NULL,
            claimed_at TEXT,
            claimed_by TEXT,
            UNIQUE (chat_id, user_id)
        ) STRICT
    ;
CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            payload BLOB,
            stored_at TEXT NOT NULL,
            begun_at TEXT,
            done_at TEXT
        ) STRICT
    ;
CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            request_id INTEGER REFERENCES request (id) ON DELETE CASCADE,
            user_id INTEGER,
            data_sealed BLOB,
            created_at TEXT NOT NULL,
            due_at TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            done_at TEXT,
            outcome TEXT NOT NULL DEFAULT ''
        ) STRICT
    ;
CREATE TABLE participant (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            code TEXT NOT NULL, invited_here INTEGER NOT NULL DEFAULT 0, known_moderator INTEGER, known_removed INTEGER,
            UNIQUE (conference_id, code)
        ) STRICT
    ;
INSERT INTO "participant" VALUES(7,1,'anna',0,NULL,NULL);
CREATE TABLE person (
            user_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            username TEXT,
            language TEXT,
            language_code TEXT,
            seen_at TEXT NOT NULL
        ) STRICT
    ;
CREATE TABLE phrase (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text_sealed BLOB NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT
    ;
CREATE TABLE request (
            id INTEGER PRIMARY KEY,
            link_id INTEGER NOT NULL REFERENCES request_link (id) ON DELETE CASCADE,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER,
            status TEXT NOT NULL,
            email_sealed BLOB,
            name_sealed BLOB,
            answer_sealed BLOB,
            link_sealed BLOB,
            reason_sealed BLOB,
            as_moderator INTEGER NOT NULL DEFAULT 0,
            decided_by INTEGER,
            decided_at TEXT,
            problem TEXT NOT NULL DEFAULT '',
            participant_code TEXT,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            nagged_at TEXT,
            card_chat_id INTEGER,
            card_message_id INTEGER
        , question TEXT NOT NULL DEFAULT '') STRICT
    ;
CREATE TABLE request_link (
            id INTEGER PRIMARY KEY,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            token TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL DEFAULT '',
            approval TEXT NOT NULL DEFAULT 'moderators' CHECK (approval IN ('moderators', 'automatic', 'members')),
            members_chat_id INTEGER,
            members_chat_title TEXT,
            capacity INTEGER,
            closes_at TEXT,
            question TEXT NOT NULL DEFAULT '',
            opened INTEGER NOT NULL DEFAULT 0,
            created_by INTEGER,
            created_at TEXT NOT NULL,
            revoked_at TEXT
        ) STRICT
    ;
CREATE TABLE watch (
            conference_id INTEGER PRIMARY KEY REFERENCES conference (id) ON DELETE CASCADE,
            title TEXT NOT NULL,
            due_at TEXT NOT NULL,
            looked_at TEXT,
            failures INTEGER NOT NULL DEFAULT 0
        ) STRICT
    ;
CREATE TABLE workspace (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
            title TEXT NOT NULL,
            language TEXT,
            key_sealed BLOB,
            key_tail TEXT,
            moderators_chat_id INTEGER UNIQUE,
            current_conference_id INTEGER REFERENCES conference (id) ON DELETE SET NULL,
            created_at TEXT NOT NULL
        , moderators_thread_id INTEGER, settings TEXT NOT NULL DEFAULT '{}') STRICT
    ;
INSERT INTO "workspace" VALUES(1,501,'private','Olga',NULL,NULL,'7f3a',NULL,NULL,'2026-11-20T10:00:00+00:00',NULL,'{}');
CREATE UNIQUE INDEX allowlist_once ON allowlist (coalesce(workspace_id, 0), user_id);
CREATE INDEX person_by_username ON person (username);
CREATE INDEX audit_by_workspace ON audit (workspace_id, id);
CREATE INDEX inbox_open ON inbox (update_id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX request_once ON request (conference_id, user_id) WHERE status IN ('pending', 'waiting', 'claimed', 'failed', 'unknown') AND user_id IS NOT NULL;
CREATE INDEX request_by_workspace ON request (workspace_id, status, id);
CREATE INDEX request_by_person ON request (user_id, id);
CREATE INDEX request_by_link ON request (link_id, status);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE done_at IS NULL;
CREATE INDEX request_in_status ON request (status, changed_at);
CREATE INDEX request_by_participant ON request (conference_id, participant_code);
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;
COMMIT;

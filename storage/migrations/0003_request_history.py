"""A request keeps the question that was asked, a conference whether it is gone; indexes for frequent queries."""

import sqlite3


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the question and the indexes; take away what nobody reads."""
    connection.execute("ALTER TABLE request ADD COLUMN question TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE request SET question = (SELECT question FROM request_link l WHERE l.id = link_id)")
    connection.execute("ALTER TABLE conference ADD COLUMN gone INTEGER NOT NULL DEFAULT 0")
    # What is watched has become a choice of three.
    connection.execute(
        "UPDATE workspace SET settings = json_set(settings, '$.watch', iif(json_extract(settings, '$.watch'), 'links',"
        " 'none')) WHERE json_type(settings, '$.watch') IN ('true', 'false')"
    )
    connection.execute("ALTER TABLE request DROP COLUMN claimed_by")
    connection.execute("ALTER TABLE person DROP COLUMN reachable")
    connection.execute("DROP INDEX participant_by_code")
    connection.execute("CREATE INDEX request_in_status ON request (status, changed_at)")
    connection.execute("CREATE INDEX request_by_participant ON request (conference_id, participant_code)")
    connection.execute("CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("DROP INDEX outbox_done")
    connection.execute("DROP INDEX request_by_participant")
    connection.execute("DROP INDEX request_in_status")
    connection.execute("CREATE INDEX participant_by_code ON participant (code)")
    connection.execute("ALTER TABLE person ADD COLUMN reachable INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE request ADD COLUMN claimed_by TEXT")
    connection.execute(
        "UPDATE workspace SET settings = json_set(settings, '$.watch', json(iif("
        "json_extract(settings, '$.watch') = 'none', 'false', 'true'))) WHERE json_type(settings, '$.watch') = 'text'"
    )
    connection.execute("ALTER TABLE conference DROP COLUMN gone")
    connection.execute("ALTER TABLE request DROP COLUMN question")

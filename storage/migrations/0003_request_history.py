"""A request keeps the question that was asked, a conference whether it is gone; indexes for frequent queries."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the question and the indexes; take away what nobody reads."""
    op.execute("ALTER TABLE request ADD COLUMN question TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE request SET question = (SELECT question FROM request_link l WHERE l.id = link_id)")
    op.execute("ALTER TABLE conference ADD COLUMN gone INTEGER NOT NULL DEFAULT 0")
    # What is watched has become a choice of three.
    op.execute(
        "UPDATE workspace SET settings = json_set(settings, '$.watch', iif(json_extract(settings, '$.watch'), 'links',"
        " 'none')) WHERE json_type(settings, '$.watch') IN ('true', 'false')"
    )
    op.execute("ALTER TABLE request DROP COLUMN claimed_by")
    op.execute("ALTER TABLE person DROP COLUMN reachable")
    op.execute("DROP INDEX participant_by_code")
    op.execute("CREATE INDEX request_in_status ON request (status, changed_at)")
    op.execute("CREATE INDEX request_by_participant ON request (conference_id, participant_code)")
    op.execute("CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL")


def downgrade() -> None:
    """The way back."""
    op.execute("DROP INDEX outbox_done")
    op.execute("DROP INDEX request_by_participant")
    op.execute("DROP INDEX request_in_status")
    op.execute("CREATE INDEX participant_by_code ON participant (code)")
    op.execute("ALTER TABLE person ADD COLUMN reachable INTEGER NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE request ADD COLUMN claimed_by TEXT")
    op.execute(
        "UPDATE workspace SET settings = json_set(settings, '$.watch', json(iif("
        "json_extract(settings, '$.watch') = 'none', 'false', 'true'))) WHERE json_type(settings, '$.watch') = 'text'"
    )
    op.execute("ALTER TABLE conference DROP COLUMN gone")
    op.execute("ALTER TABLE request DROP COLUMN question")

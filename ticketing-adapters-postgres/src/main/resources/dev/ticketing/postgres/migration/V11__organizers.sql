-- Shows are found by all who organize them, and not by their owner alone: one row each, in the order
-- of lists.
CREATE TABLE show_organizer (
    partition integer     NOT NULL,
    copy      integer     NOT NULL,
    organizer uuid        NOT NULL,
    show_id   uuid        NOT NULL,
    starts_at timestamptz NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, organizer, show_id)
) WITH (
    fillfactor = 90,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX show_organizer_in_order
    ON show_organizer (partition, copy, organizer, starts_at, show_id);

-- Rows of shows also say who their members are, so they are folded from the log again.
DELETE FROM parked_event AS p
USING dead_letter AS d
WHERE d.partition = p.partition AND d.id = p.dead_letter AND d.name = 'events';
DELETE FROM dead_letter WHERE name = 'events' AND status IN ('PARKED', 'RETRYING');
DELETE FROM consumer WHERE name = 'events' AND role <> 'SERVING';
UPDATE consumer
SET position = 0, owner = NULL, lease_until = NULL, fence = fence + 1
WHERE name = 'events';

TRUNCATE show_row;

DROP INDEX show_row_of_owner;
ALTER TABLE show_row DROP COLUMN owner;

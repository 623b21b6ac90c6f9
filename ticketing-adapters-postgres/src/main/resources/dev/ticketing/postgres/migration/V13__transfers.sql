-- Something can be given to an address that nobody has signed in with yet. Whoever is here already
-- has signed in.
ALTER TABLE person ADD COLUMN signed_in_at timestamptz;
UPDATE person SET signed_in_at = created_at;

-- What remains of a ticket to somebody who has handed it on.
CREATE TABLE ticket_passed_on (
    partition      integer          NOT NULL,
    copy           integer          NOT NULL,
    holder         uuid             NOT NULL,
    ticket_id      uuid             NOT NULL,
    show_id        uuid             NOT NULL,
    reservation_id uuid             NOT NULL,
    body           text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, holder, ticket_id)
);

-- Rows of tickets say how they came to their holders, and by which code somebody went in.
DELETE FROM parked_event AS e
USING dead_letter AS d
WHERE d.partition = e.partition AND d.id = e.dead_letter AND d.name = 'tickets';
DELETE FROM dead_letter WHERE name = 'tickets' AND status IN ('PARKED', 'RETRYING');
DELETE FROM consumer WHERE name = 'tickets' AND role <> 'SERVING';
UPDATE consumer
SET position = 0, owner = NULL, lease_until = NULL, fence = fence + 1
WHERE name = 'tickets';

TRUNCATE ticket_row;

-- What was done about dead letters, by whom: numbered in each by a counter in the letter itself,
-- which whoever acts has to change anyway.
ALTER TABLE dead_letter ADD COLUMN actions integer NOT NULL DEFAULT 1;

CREATE TABLE dead_letter_action (
    partition   integer          NOT NULL,
    dead_letter uuid             NOT NULL,
    number      integer          NOT NULL,
    at          timestamptz      NOT NULL,
    action      text COLLATE "C" NOT NULL,
    actor       text COLLATE "C" NOT NULL,
    reason      text,
    PRIMARY KEY (partition, dead_letter, number)
);

INSERT INTO dead_letter_action (partition, dead_letter, number, at, action, actor, reason)
SELECT partition, id, 1, parked_at, 'PARKED', 'system:' || name, error
FROM dead_letter;

-- Everything of a cancelled show is given back by a process; how far it is, the sales figures tell,
-- which are folded from the log again for it.
CREATE TABLE cancellation_process (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance)
);

CREATE TABLE cancellation_timer (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    timer     text COLLATE "C" NOT NULL,
    due_at    timestamptz      NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance, timer)
);

CREATE INDEX cancellation_timer_due ON cancellation_timer (partition, copy, due_at);

CREATE TABLE cancellation_effect (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    effect_id uuid             NOT NULL,
    due_at    timestamptz      NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, effect_id)
);

CREATE INDEX cancellation_effect_due ON cancellation_effect (partition, copy, due_at);

DELETE FROM parked_event
WHERE dead_letter IN (SELECT id FROM dead_letter WHERE name = 'sales');

DELETE FROM dead_letter WHERE name = 'sales' AND status IN ('PARKED', 'RETRYING');

DELETE FROM consumer WHERE name = 'sales' AND role <> 'SERVING';

UPDATE consumer
SET position = 0, owner = NULL, lease_until = NULL, fence = fence + 1
WHERE name = 'sales';

TRUNCATE sales_row, revenue_row, sales_reservation, sales_payment, sales_ticket;

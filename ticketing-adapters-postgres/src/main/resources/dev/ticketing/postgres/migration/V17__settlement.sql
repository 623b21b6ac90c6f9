-- Which payments and refunds are still open is followed by a process with timers of its own.
DROP TABLE open_transfer;

CREATE TABLE settlement_process (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance)
);

CREATE TABLE settlement_timer (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    timer     text COLLATE "C" NOT NULL,
    due_at    timestamptz      NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance, timer)
);

CREATE INDEX settlement_timer_due ON settlement_timer (partition, copy, due_at);

CREATE TABLE settlement_effect (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    effect_id uuid             NOT NULL,
    due_at    timestamptz      NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, effect_id)
);

CREATE INDEX settlement_effect_due ON settlement_effect (partition, copy, due_at);

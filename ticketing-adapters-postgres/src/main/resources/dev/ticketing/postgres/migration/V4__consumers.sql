-- Who moves which consumer, and how far it has come. Written with every batch: mostly empty pages,
-- and no index on anything that moves, so that each update stays in its page.
CREATE TABLE consumer (
    partition   integer          NOT NULL,
    name        text COLLATE "C" NOT NULL,
    copy        integer          NOT NULL CHECK (copy > 0),
    role        text COLLATE "C" NOT NULL,
    state       text COLLATE "C" NOT NULL,
    reason      text,
    owner       text COLLATE "C",
    fence       bigint           NOT NULL,
    lease_until timestamptz,
    position    bigint           NOT NULL CHECK (position >= 0),
    PRIMARY KEY (partition, name, copy)
) WITH (
    fillfactor = 10,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_scale_factor = 0
);

-- One that serves, one that is being rebuilt, one that is being checked; retired ones are left over.
CREATE UNIQUE INDEX consumer_role ON consumer (partition, name, role) WHERE role <> 'RETIRED';

-- Sequences of events that a consumer could not handle.
CREATE TABLE dead_letter (
    partition      integer          NOT NULL,
    id             uuid             NOT NULL,
    name           text COLLATE "C" NOT NULL,
    copy           integer          NOT NULL,
    sequence       text COLLATE "C" NOT NULL,
    status         text COLLATE "C" NOT NULL,
    first_position bigint           NOT NULL,
    error          text             NOT NULL,
    attempts       integer          NOT NULL,
    parked_at      timestamptz      NOT NULL,
    reason         text,
    PRIMARY KEY (partition, id)
) WITH (fillfactor = 70);

-- Also finds the open ones of a consumer.
CREATE UNIQUE INDEX dead_letter_open ON dead_letter (partition, name, copy, sequence)
    WHERE status IN ('PARKED', 'RETRYING');

CREATE INDEX dead_letter_of_consumer ON dead_letter (partition, name, id);
CREATE INDEX dead_letter_of_status ON dead_letter (partition, status, id);

-- What is set aside in a dead letter, by reference to the log.
CREATE TABLE parked_event (
    partition   integer NOT NULL,
    dead_letter uuid    NOT NULL,
    position    bigint  NOT NULL,
    PRIMARY KEY (partition, dead_letter, position)
);

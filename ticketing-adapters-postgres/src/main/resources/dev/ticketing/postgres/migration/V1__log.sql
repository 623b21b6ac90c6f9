-- The event log. Every key leads with the partition, so that partitions can live apart.
-- Names and words are compared by their bytes ("C"): faster, and the same on every machine.

-- The head is at once the lock that orders commits and the source of positions.
-- Mostly empty pages, so that each update stays in its page and leaves nothing to clean in an index.
CREATE TABLE log_partition (
    partition integer NOT NULL PRIMARY KEY,
    head      bigint  NOT NULL CHECK (head >= 0)
) WITH (
    fillfactor = 10,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_scale_factor = 0
);

INSERT INTO log_partition (partition, head) VALUES (0, 0);

-- The version of every stream. One of version 0 was guarded before it had an event.
CREATE TABLE stream (
    partition integer          NOT NULL,
    stream_id text COLLATE "C" NOT NULL,
    version   bigint           NOT NULL CHECK (version >= 0),
    PRIMARY KEY (partition, stream_id)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.05
);

-- Ready for PARTITION BY RANGE (position): nothing but the primary key finds an event by position.
CREATE TABLE event (
    partition      integer          NOT NULL,
    position       bigint           NOT NULL,
    stream_id      text COLLATE "C" NOT NULL,
    version        bigint           NOT NULL,
    event_id       uuid             NOT NULL,
    type           text COLLATE "C" NOT NULL,
    schema_version integer          NOT NULL,
    recorded_at    timestamptz      NOT NULL,
    command_id     uuid             NOT NULL,
    correlation_id uuid             NOT NULL,
    causation_id   uuid             NOT NULL,
    actor          text COLLATE "C" NOT NULL,
    payload        jsonb            NOT NULL,
    metadata       jsonb            NOT NULL,
    PRIMARY KEY (partition, position)
) WITH (
    autovacuum_analyze_scale_factor = 0.05
);

CREATE UNIQUE INDEX event_of_stream ON event (partition, stream_id, version);

-- Commands that were applied, each once.
CREATE TABLE command (
    partition      integer     NOT NULL,
    command_id     uuid        NOT NULL,
    digest         bigint      NOT NULL,
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (partition, command_id)
) WITH (
    autovacuum_analyze_scale_factor = 0.05
);

-- A cache: it may be emptied at any time.
CREATE TABLE snapshot (
    partition integer          NOT NULL,
    stream_id text COLLATE "C" NOT NULL,
    version   bigint           NOT NULL,
    shape     text COLLATE "C" NOT NULL,
    state     text             NOT NULL,
    PRIMARY KEY (partition, stream_id)
);

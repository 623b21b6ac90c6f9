-- What passed between the system and the world outside about reservations, beside the log: nothing
-- is decided by it.
CREATE TABLE journal (
    partition      integer          NOT NULL,
    reservation_id uuid             NOT NULL,
    id             uuid             NOT NULL,
    at             timestamptz      NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    actor          text COLLATE "C" NOT NULL,
    correlation_id uuid             NOT NULL,
    summary        text COLLATE "C" NOT NULL,
    facts          jsonb            NOT NULL,
    PRIMARY KEY (partition, reservation_id, id)
);

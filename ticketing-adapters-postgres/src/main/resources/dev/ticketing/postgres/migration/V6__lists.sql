-- What is listed: each thing in its present state, folded from the log, in copies.
-- Indexes end with what lists are ordered by, so that a page is read from where it begins.

CREATE TABLE show_row (
    partition integer            NOT NULL,
    copy      integer            NOT NULL,
    show_id   uuid               NOT NULL,
    owner     uuid               NOT NULL,
    stage     text COLLATE "C"   NOT NULL,
    starts_at timestamptz        NOT NULL,
    words     text[] COLLATE "C" NOT NULL,
    body      jsonb              NOT NULL,
    PRIMARY KEY (partition, copy, show_id)
) WITH (
    fillfactor = 80,
    autovacuum_analyze_scale_factor = 0.02
);

-- A stage at a time: the few that are wanted may lie among very many that are over.
CREATE INDEX show_row_of_stage ON show_row (partition, copy, stage, starts_at, show_id);
CREATE INDEX show_row_of_owner ON show_row (partition, copy, owner, starts_at, show_id);
CREATE INDEX show_row_words ON show_row USING gin (words);

CREATE TABLE reservation_row (
    partition      integer          NOT NULL,
    copy           integer          NOT NULL,
    reservation_id uuid             NOT NULL,
    customer       uuid             NOT NULL,
    show_id        uuid             NOT NULL,
    status         text COLLATE "C" NOT NULL,
    expires_at     timestamptz      NOT NULL,
    body           jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, reservation_id)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX reservation_row_of_customer
    ON reservation_row (partition, copy, customer, reservation_id);
CREATE INDEX reservation_row_of_show
    ON reservation_row (partition, copy, show_id, status, reservation_id);

CREATE TABLE payment_row (
    partition      integer          NOT NULL,
    copy           integer          NOT NULL,
    payment_id     uuid             NOT NULL,
    customer       uuid             NOT NULL,
    show_id        uuid             NOT NULL,
    reservation_id uuid             NOT NULL,
    status         text COLLATE "C" NOT NULL,
    body           jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, payment_id)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX payment_row_of_customer ON payment_row (partition, copy, customer, payment_id);
CREATE INDEX payment_row_of_show ON payment_row (partition, copy, show_id, status, payment_id);
CREATE INDEX payment_row_of_reservation
    ON payment_row (partition, copy, reservation_id, payment_id);

CREATE TABLE ticket_row (
    partition      integer NOT NULL,
    copy           integer NOT NULL,
    ticket_id      uuid    NOT NULL,
    holder         uuid    NOT NULL,
    show_id        uuid    NOT NULL,
    reservation_id uuid    NOT NULL,
    body           jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, ticket_id)
) WITH (
    fillfactor = 90,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX ticket_row_of_holder ON ticket_row (partition, copy, holder, ticket_id);
CREATE INDEX ticket_row_of_show ON ticket_row (partition, copy, show_id, ticket_id);
CREATE INDEX ticket_row_of_reservation ON ticket_row (partition, copy, reservation_id, ticket_id);

-- Written with every batch: half empty pages, so that each update stays in its page.
CREATE TABLE section_row (
    partition  integer          NOT NULL,
    copy       integer          NOT NULL,
    show_id    uuid             NOT NULL,
    section_id text COLLATE "C" NOT NULL,
    body       jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, show_id, section_id)
) WITH (fillfactor = 50);

CREATE TABLE sold_row (
    partition      integer NOT NULL,
    copy           integer NOT NULL,
    reservation_id uuid    NOT NULL,
    body           jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, reservation_id)
);

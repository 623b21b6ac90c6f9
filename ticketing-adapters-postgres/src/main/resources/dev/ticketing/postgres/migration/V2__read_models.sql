-- How far each read model has come.
CREATE TABLE read_model (
    partition integer          NOT NULL,
    name      text COLLATE "C" NOT NULL,
    position  bigint           NOT NULL CHECK (position >= 0),
    PRIMARY KEY (partition, name)
) WITH (fillfactor = 10);

INSERT INTO read_model (partition, name, position) VALUES (0, 'tickets', 0), (0, 'open-work', 0);

CREATE TABLE ticket_held (
    partition integer NOT NULL,
    holder    uuid    NOT NULL,
    ticket    uuid    NOT NULL,
    PRIMARY KEY (partition, holder, ticket)
);

-- Sections with holds that will end.
CREATE TABLE section_due (
    partition  integer          NOT NULL,
    show_id    uuid             NOT NULL,
    section_id text COLLATE "C" NOT NULL,
    due_at     timestamptz      NOT NULL,
    PRIMARY KEY (partition, show_id, section_id)
);

CREATE INDEX section_due_at ON section_due (partition, due_at);

-- Payments and refunds that the provider has not settled.
CREATE TABLE open_transfer (
    partition   integer     NOT NULL,
    transfer_id uuid        NOT NULL,
    payment     uuid        NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (partition, transfer_id)
);

CREATE INDEX open_transfer_since ON open_transfer (partition, since);

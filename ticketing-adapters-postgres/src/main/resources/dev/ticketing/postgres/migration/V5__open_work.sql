-- What is still to be done, in copies like all that is folded from the log. Filled again from it.
DROP TABLE section_due;
DROP TABLE open_transfer;
DROP TABLE ticket_held;
DROP TABLE read_model;

CREATE TABLE section_due (
    partition  integer          NOT NULL,
    copy       integer          NOT NULL,
    show_id    uuid             NOT NULL,
    section_id text COLLATE "C" NOT NULL,
    due_at     timestamptz      NOT NULL,
    held       bigint           NOT NULL,
    body       jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, show_id, section_id)
) WITH (fillfactor = 50);

CREATE INDEX section_due_at ON section_due (partition, copy, due_at, show_id, section_id);

CREATE TABLE open_transfer (
    partition   integer     NOT NULL,
    copy        integer     NOT NULL,
    transfer_id uuid        NOT NULL,
    since       timestamptz NOT NULL,
    body        jsonb       NOT NULL,
    PRIMARY KEY (partition, copy, transfer_id)
);

CREATE INDEX open_transfer_since ON open_transfer (partition, copy, since, transfer_id);

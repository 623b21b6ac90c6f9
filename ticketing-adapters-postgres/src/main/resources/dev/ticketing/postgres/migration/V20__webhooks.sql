-- What payment providers have told by themselves: stored before they are answered, seen to
-- afterwards. A claim is a later due_at; claims tells one from those before it.
CREATE TABLE webhook (
    provider           text COLLATE "C" NOT NULL,
    id                 text COLLATE "C" NOT NULL,
    type               text COLLATE "C" NOT NULL,
    payment_id         uuid,
    deliveries         integer          NOT NULL,
    first_delivered_at timestamptz      NOT NULL,
    last_delivered_at  timestamptz      NOT NULL,
    due_at             timestamptz      NOT NULL,
    failures           integer          NOT NULL,
    claims             bigint           NOT NULL,
    settled            boolean          NOT NULL,
    PRIMARY KEY (provider, id)
);

CREATE INDEX webhook_due ON webhook (due_at) WHERE NOT settled;

CREATE INDEX webhook_to_forget ON webhook (last_delivered_at) WHERE settled;

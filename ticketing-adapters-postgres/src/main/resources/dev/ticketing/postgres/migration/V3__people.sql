-- Personal data lives here, and nowhere in the log.
CREATE TABLE person (
    person_id  uuid             NOT NULL PRIMARY KEY,
    email      text COLLATE "C" NOT NULL UNIQUE,
    created_at timestamptz      NOT NULL
);

CREATE TABLE sign_in_link (
    secret_hash  text COLLATE "C" NOT NULL PRIMARY KEY,
    email        text COLLATE "C" NOT NULL,
    requested_at timestamptz      NOT NULL,
    expires_at   timestamptz      NOT NULL,
    redeemed_at  timestamptz
);

CREATE INDEX sign_in_link_of_email ON sign_in_link (email, requested_at);
CREATE INDEX sign_in_link_over ON sign_in_link (expires_at);

-- The generation decides which process's first key stands.
CREATE TABLE signing_key (
    purpose     text COLLATE "C" NOT NULL,
    generation  integer          NOT NULL,
    key_id      text COLLATE "C" NOT NULL UNIQUE,
    algorithm   text             NOT NULL,
    public_key  text             NOT NULL,
    private_key text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    PRIMARY KEY (purpose, generation)
);

-- First answers to requests, for as long as they are remembered. No status: still running.
CREATE TABLE idempotency (
    caller      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    digest      bigint           NOT NULL,
    claimed_at  timestamptz      NOT NULL,
    lease_until timestamptz      NOT NULL,
    status      integer,
    headers     text,
    body        text,
    PRIMARY KEY (caller, key)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05
);

CREATE INDEX idempotency_claimed_at ON idempotency (claimed_at);

-- What shows have brought in and customers have spent, folded from the log, in copies. Most tables
-- only hold what later events do not say again.

-- Written with every batch: half empty pages, so that each update stays in its page.
CREATE TABLE sales_row (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    show_id   uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, show_id)
) WITH (fillfactor = 50);

-- Days are counted from 1970-01-01, in UTC.
CREATE TABLE revenue_row (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    day       bigint           NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    revenue   bigint           NOT NULL,
    refunded  bigint           NOT NULL,
    body      jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, day, currency)
) WITH (fillfactor = 50);

CREATE TABLE sales_reservation (
    partition      integer NOT NULL,
    copy           integer NOT NULL,
    reservation_id uuid    NOT NULL,
    body           jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, reservation_id)
) WITH (fillfactor = 80);

CREATE TABLE sales_payment (
    partition  integer NOT NULL,
    copy       integer NOT NULL,
    payment_id uuid    NOT NULL,
    body       jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, payment_id)
);

CREATE TABLE sales_ticket (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    ticket_id uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, ticket_id)
);

CREATE TABLE customer_row (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    customer  uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, customer)
) WITH (fillfactor = 80);

CREATE TABLE spending_row (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    customer  uuid             NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    spent     bigint           NOT NULL,
    body      jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, customer, currency)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX spending_row_top ON spending_row (partition, copy, currency, spent DESC, customer);

-- A row for each currency of the world at most.
CREATE TABLE customer_currency (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    purchases bigint           NOT NULL,
    body      jsonb            NOT NULL,
    PRIMARY KEY (partition, copy, currency)
) WITH (fillfactor = 50);

CREATE TABLE customer_show (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    show_id   uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, show_id)
);

CREATE TABLE customer_payment (
    partition  integer NOT NULL,
    copy       integer NOT NULL,
    payment_id uuid    NOT NULL,
    body       jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, payment_id)
);

CREATE TABLE customer_ticket (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    ticket_id uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, ticket_id)
);

CREATE TABLE customer_visited (
    partition integer NOT NULL,
    copy      integer NOT NULL,
    customer  uuid    NOT NULL,
    show_id   uuid    NOT NULL,
    body      jsonb   NOT NULL,
    PRIMARY KEY (partition, copy, customer, show_id)
);

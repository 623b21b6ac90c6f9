-- What buyers are told by mail.
CREATE TABLE mail_process (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance)
);

CREATE TABLE mail_timer (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    timer     text COLLATE "C" NOT NULL,
    due_at    timestamptz      NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, instance, timer)
);

CREATE INDEX mail_timer_due ON mail_timer (partition, copy, due_at);

CREATE TABLE mail_effect (
    partition integer          NOT NULL,
    copy      integer          NOT NULL,
    effect_id uuid             NOT NULL,
    due_at    timestamptz      NOT NULL,
    instance  text COLLATE "C" NOT NULL,
    body      text COLLATE "C" NOT NULL,
    PRIMARY KEY (partition, copy, effect_id)
);

CREATE INDEX mail_effect_due ON mail_effect (partition, copy, due_at);

-- Who bought before is not told now, and a long log is not read through for it. Where there is no
-- log yet, the consumer begins as any other.
INSERT INTO consumer (partition, name, copy, role, state, fence, position)
SELECT partition, 'mail', 1, 'SERVING', 'RUNNING', 0, head
FROM log_partition
WHERE head > 0;

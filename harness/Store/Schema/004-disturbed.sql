-- What was measured and does not count.

ALTER TABLE measurements ADD COLUMN disturbed BIGINT NOT NULL DEFAULT 0; -- launches that something disturbed, so that they were thrown away

-- How warm a measurement was.

ALTER TABLE measurements ADD COLUMN unsteady BIGINT NOT NULL DEFAULT 0; -- launches that began to count before their turns had become alike

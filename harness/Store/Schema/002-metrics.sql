-- What was measured.

CREATE TABLE metrics (
    metric {identity},
    name TEXT NOT NULL,
    lane TEXT NOT NULL,               -- empty for what was measured on no lane
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    better TEXT NOT NULL,
    UNIQUE (name, lane, unit, kind, better)
);

-- In the order of runs: a night is appended, and a year is read from end to end.
CREATE TABLE measurements (
    run BIGINT NOT NULL REFERENCES runs,
    metric BIGINT NOT NULL REFERENCES metrics,
    launches BIGINT NOT NULL,         -- how many samples there are
    median DOUBLE PRECISION NOT NULL, -- of the samples: what a point of a series is
    samples TEXT NOT NULL,            -- JSON array of numbers, one a launch, in the order of measuring
    PRIMARY KEY (run, metric)
) {clustered};

CREATE INDEX measurements_by_metric ON measurements (metric, run);

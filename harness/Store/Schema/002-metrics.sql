-- What was measured, one sample a launch.

CREATE TABLE metrics (
    metric {identity},
    name TEXT NOT NULL,
    lane TEXT NOT NULL,               -- empty for what was measured on no lane
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    better TEXT NOT NULL,
    UNIQUE (name, lane, unit, kind, better)
);

CREATE TABLE samples (
    metric BIGINT NOT NULL REFERENCES metrics,
    run BIGINT NOT NULL REFERENCES runs,
    launch BIGINT NOT NULL,           -- in the order of measuring, from 0
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (metric, run, launch)
) {clustered};

CREATE INDEX samples_by_run ON samples (run);

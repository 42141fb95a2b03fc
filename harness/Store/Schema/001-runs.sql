-- Runs and their cells. {identity} and {clustered} are what the databases spell differently.

CREATE TABLE runs (
    run {identity},
    id TEXT NOT NULL UNIQUE,
    label TEXT,
    revision TEXT,
    started BIGINT NOT NULL,          -- milliseconds since 1970, UTC
    exit_code BIGINT,                 -- null for a run that did not come to its end
    planned BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    expected_fails BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    document TEXT NOT NULL            -- run.json without cells and metrics
);

CREATE INDEX runs_by_time ON runs (started);

-- What measurements depend on besides the driver under test: the stable part of the fingerprint.
CREATE TABLE environments (
    environment TEXT PRIMARY KEY,     -- the beginning of the document's SHA-256
    document TEXT NOT NULL
);

-- One row for each lane that ran, and one for the host alone, whose lane is empty.
CREATE TABLE run_environments (
    run BIGINT NOT NULL REFERENCES runs,
    lane TEXT NOT NULL,
    environment TEXT NOT NULL REFERENCES environments,
    PRIMARY KEY (run, lane)
) {clustered};

CREATE TABLE cell_names (
    name {identity},
    scene TEXT NOT NULL,
    lane TEXT NOT NULL,
    observer TEXT NOT NULL,
    UNIQUE (scene, lane, observer)
);

CREATE TABLE cells (
    run BIGINT NOT NULL REFERENCES runs,
    position BIGINT NOT NULL,         -- in the run's order, from 0
    name BIGINT NOT NULL REFERENCES cell_names,
    turn BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    ms DOUBLE PRECISION NOT NULL,
    detail TEXT,                      -- JSON: message, failure, reason, artifacts; null where there is none of them
    PRIMARY KEY (run, position)
) {clustered};

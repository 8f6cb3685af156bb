-- MariaDB 10.6 and later: what bazc needs of the table of scenes, for who runs migrations by hand.
-- `bazc init` does the same, for MySQL 8.0 too, and `bazc init --dry-run` prints what is missing.
--
--   mariadb app < mysql.sql
--
-- Change "scenes" to the name of your table; where you have one, leave this first statement out.
CREATE TABLE IF NOT EXISTS scenes (
  id         VARCHAR(191) PRIMARY KEY,
  tsx_code   MEDIUMTEXT,
  -- `--stale` tells an edit by it. With milliseconds: an edit in the second in which bazc read the
  -- row would not be told otherwise. Without ON UPDATE: what bazc records is no edit.
  updated_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
) CHARACTER SET utf8mb4;

-- The columns that bazc writes. Nothing is rewritten (ALGORITHM=INSTANT says so, or fails), but
-- ALTER TABLE waits for every transaction that uses the table, and everybody else waits behind it:
-- better to give up soon, and try again.
SET SESSION lock_wait_timeout = 3;
ALTER TABLE scenes
  ADD COLUMN IF NOT EXISTS compiled_url      TEXT,
  ADD COLUMN IF NOT EXISTS compiled_hash     VARCHAR(16),
  ADD COLUMN IF NOT EXISTS compiled_at       TIMESTAMP(3) NULL DEFAULT NULL,
  ADD COLUMN IF NOT EXISTS compilation_error TEXT,
  ALGORITHM=INSTANT;
CREATE INDEX IF NOT EXISTS idx_compiled_hash ON scenes (compiled_hash) ALGORITHM=INPLACE LOCK=NONE;

CREATE OR REPLACE TRIGGER scenes_updated_at BEFORE UPDATE ON scenes FOR EACH ROW
  SET NEW.updated_at = IF(NEW.tsx_code <=> OLD.tsx_code, NEW.updated_at, CURRENT_TIMESTAMP(3));

-- A user of its own, which can do nothing else. Give it a password, or a certificate.
CREATE USER IF NOT EXISTS bazc;
GRANT SELECT, UPDATE (compiled_url, compiled_hash, compiled_at, compilation_error)
  ON scenes TO bazc;

-- How far it is; `bazc status` says the same.
SELECT count(*) AS total,
       coalesce(sum(compiled_hash IS NOT NULL AND compilation_error IS NULL), 0) AS compiled,
       coalesce(sum(compilation_error IS NOT NULL), 0)                           AS failed,
       coalesce(sum(compiled_hash IS NULL AND compilation_error IS NULL), 0)     AS pending
FROM scenes;

-- For --throttle-query: pause while many are at work, or somebody waits for a lock of a row.
SELECT count(*) > 40 FROM information_schema.processlist WHERE command = 'Query';
SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT';

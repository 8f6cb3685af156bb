-- PostgreSQL: what bazc needs of the table of scenes, for who runs migrations by hand. `bazc init`
-- does the same, and `bazc init --dry-run` prints what is missing of it.
--
--   psql -v ON_ERROR_STOP=1 -f postgres.sql "$DATABASE_URL"
--
-- Change "scenes" to the name of your table; where you have one, leave this first statement out.
CREATE TABLE IF NOT EXISTS scenes (
  id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  tsx_code   TEXT,
  updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

-- The columns that bazc writes. Nothing is rewritten, but ALTER TABLE waits for every transaction
-- that uses the table, and everybody else waits behind it: better to give up soon, and try again.
SET lock_timeout = '3s';
ALTER TABLE scenes
  ADD COLUMN IF NOT EXISTS compiled_url      TEXT,
  ADD COLUMN IF NOT EXISTS compiled_hash     VARCHAR(16),
  ADD COLUMN IF NOT EXISTS compiled_at       TIMESTAMP WITH TIME ZONE,
  ADD COLUMN IF NOT EXISTS compilation_error TEXT;
RESET lock_timeout;

-- Nobody waits for this one. It cannot run inside a transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_compiled_hash ON scenes (compiled_hash);

-- `--stale` tells an edit by updated_at: keep it up to date. clock_timestamp(), since now() is the
-- time at which the transaction began: bazc may have read the row after that.
CREATE OR REPLACE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = clock_timestamp();
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS scenes_updated_at ON scenes;
CREATE TRIGGER scenes_updated_at BEFORE UPDATE OF tsx_code ON scenes
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- A role of its own, which can do nothing else. Give it a password, or a certificate.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bazc') THEN
    CREATE ROLE bazc LOGIN;
  END IF;
END
$$;
GRANT SELECT ON scenes TO bazc;
GRANT UPDATE (compiled_url, compiled_hash, compiled_at, compilation_error) ON scenes TO bazc;

-- How far it is; `bazc status` says the same.
SELECT count(*)                                                              AS total,
       count(*) FILTER (WHERE compiled_hash IS NOT NULL AND compilation_error IS NULL) AS compiled,
       count(*) FILTER (WHERE compilation_error IS NOT NULL)                 AS failed,
       count(*) FILTER (WHERE compiled_hash IS NULL AND compilation_error IS NULL) AS pending
FROM scenes;

-- Who of a fleet holds how many chunks just now.
SELECT pid, count(*) AS chunks
FROM pg_locks WHERE locktype = 'advisory' AND granted GROUP BY pid ORDER BY pid;

-- For --throttle-query: pause while somebody waits for a lock, or many are at work.
SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock';
SELECT count(*) > 40 FROM pg_stat_activity WHERE state = 'active';

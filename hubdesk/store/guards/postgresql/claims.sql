-- No unit is ever held twice. The booking service takes the units' advisory locks first (in unit
-- order), because the constraint alone is right but lets inserters deadlock under load. An interval
-- that ends before it starts is refused by its CHECK, so here it only must not raise another error.

ALTER TABLE claim DROP CONSTRAINT IF EXISTS claim_too_long;

ALTER TABLE claim ADD CONSTRAINT claim_too_long CHECK (ends_at - starts_at <= interval '31 days');

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint
                 WHERE conname = 'claim_overlap' AND conrelid = 'claim'::regclass) THEN
    ALTER TABLE claim ADD CONSTRAINT claim_overlap EXCLUDE USING gist
      (unit_id WITH =, tstzrange(starts_at, greatest(starts_at, ends_at)) WITH &&);
  END IF;
END
$$;
